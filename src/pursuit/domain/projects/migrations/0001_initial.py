import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('customers', '0001_initial'),
        ('kernel', '0002_search_index'),
        ('kernel', '__first__'),
        ('market', '0001_initial'),
        ('methods', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Project',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('deal', 'Deal'), ('initiative', 'Initiative')], max_length=12)),
                    ('status', models.CharField(choices=[('active', 'Under way'), ('suspended', 'Suspended'), ('won', 'Won'), ('lost', 'Lost'), ('abandoned', 'Given up'), ('cancelled', 'Cancelled by the customer'), ('closed', 'Closed')], default='active', max_length=10)),
                    ('grade', models.CharField(blank=True, max_length=60)),
                    ('deal_type', models.CharField(blank=True, max_length=60)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('amount_currency', models.CharField(default='CNY', max_length=3)),
                    ('amount_base', models.BigIntegerField(null=True)),
                    ('margin_percent', models.SmallIntegerField(null=True)),
                    ('expected_sign_on', models.DateField(null=True)),
                    ('original_expected_sign_on', models.DateField(null=True)),
                    ('slip_count', models.PositiveIntegerField(default=0)),
                    ('budget_status', models.CharField(blank=True, max_length=60)),
                    ('funding_source', models.CharField(blank=True, max_length=200)),
                    ('procurement_mode', models.CharField(blank=True, max_length=60)),
                    ('customer_charter_on', models.DateField(null=True)),
                    ('customer_charter_note', models.CharField(blank=True, max_length=200)),
                    ('sales_charter_on', models.DateField(null=True)),
                    ('sales_charter_note', models.CharField(blank=True, max_length=200)),
                    ('delivery_charter_on', models.DateField(null=True)),
                    ('delivery_charter_note', models.CharField(blank=True, max_length=200)),
                    ('probability', models.PositiveSmallIntegerField(default=0)),
                    ('owner_probability', models.PositiveSmallIntegerField(null=True)),
                    ('forecast_category', models.CharField(blank=True, max_length=60)),
                    ('objective', models.TextField(blank=True)),
                    ('strategy', models.TextField(blank=True)),
                    ('next_step', models.CharField(blank=True, max_length=200)),
                    ('next_step_on', models.DateField(null=True)),
                    ('stage_entered_on', models.DateField()),
                    ('decided_on', models.DateField(null=True)),
                    ('outcome_reason', models.CharField(blank=True, max_length=60)),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='customers.account')),
                    ('next_step_owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.exchangerate')),
                    ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='methods.stage')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='methods.methodversion')),
                ],
                options={
                    'indexes': [models.Index(fields=['stage', 'expected_sign_on', 'subject'], name='project_board'), models.Index(fields=['status', 'expected_sign_on'], name='project_by_sign_date'), models.Index(fields=['expected_sign_on'], name='project_by_date'), models.Index(fields=['amount_base'], name='project_by_amount'), models.Index(fields=['probability'], name='project_by_chance'), models.Index(fields=['next_step_on'], name='project_by_next_step'), models.Index(fields=['stage_entered_on'], name='project_by_stage_day'), models.Index(fields=['slip_count'], name='project_by_slips')],
                },
            ),
            migrations.CreateModel(
                name='ProductLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('quantity', models.BigIntegerField(default=1000)),
                    ('price', models.BigIntegerField(null=True)),
                    ('price_currency', models.CharField(default='CNY', max_length=3)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_lines', to='catalogue.product')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='projects.project')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Party',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=200)),
                    ('role', models.CharField(max_length=60)),
                    ('note', models.TextField(blank=True)),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='project_parties', to='customers.account')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='projects.project')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('project', 'account', 'role'), name='party_role_once')],
                },
            ),
            migrations.CreateModel(
                name='Outcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('won', 'Won'), ('lost', 'Lost'), ('abandoned', 'Given up'), ('cancelled', 'Cancelled by the customer'), ('suspended', 'Suspended'), ('resumed', 'Resumed'), ('reopened', 'Reopened')], max_length=10)),
                    ('status_before', models.CharField(blank=True, max_length=10)),
                    ('reason', models.CharField(blank=True, max_length=60)),
                    ('note', models.TextField(blank=True)),
                    ('decided_by', models.CharField(blank=True, max_length=120)),
                    ('decided_on', models.DateField()),
                    ('really_decided_on', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('winner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='market.competitor')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='projects.project')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'indexes': [models.Index(fields=['kind', 'decided_on'], name='projects_ou_kind_e9bd29_idx')],
                },
            ),
            migrations.CreateModel(
                name='ExpectedDateChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('before', models.DateField(null=True)),
                    ('after', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='date_changes', to='projects.project')),
                ],
                options={
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Rival',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(default='c0', max_length=60)),
                    ('strengths', models.TextField(blank=True)),
                    ('weaknesses', models.TextField(blank=True)),
                    ('price', models.BigIntegerField(null=True)),
                    ('price_currency', models.CharField(default='CNY', max_length=3)),
                    ('price_source', models.CharField(blank=True, max_length=200)),
                    ('price_estimated', models.BooleanField(default=False)),
                    ('won', models.BooleanField(null=True)),
                    ('competitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='market.competitor')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rivals', to='projects.project')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('project', 'competitor'), name='rival_once')],
                },
            ),
            migrations.CreateModel(
                name='StageMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('recorded_as_imported', models.BooleanField(default=False)),
                    ('days_in_previous', models.PositiveIntegerField(default=0)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('from_stage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='methods.stage')),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='projects.project')),
                    ('to_stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='methods.stage')),
                ],
                options={
                    'ordering': ['at', 'id'],
                    'indexes': [models.Index(fields=['project', 'at'], name='projects_st_project_5df595_idx'), models.Index(fields=['at'], name='projects_st_at_2bef7d_idx')],
                },
            ),
            migrations.CreateModel(
                name='TeamMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(max_length=60)),
                    ('core', models.BooleanField(default=False)),
                    ('allocation', models.PositiveSmallIntegerField(null=True)),
                    ('since', models.DateField()),
                    ('until', models.DateField(null=True)),
                    ('active', models.BooleanField(default=True)),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='projects.project')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_roles', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['user', 'active'], name='projects_te_user_id_11b7b2_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('active', True), ('role__in', ('ar', 'sr', 'fr'))), fields=('project', 'role'), name='team_one_of_the_triangle'), models.UniqueConstraint(condition=models.Q(('active', True)), fields=('project', 'user', 'role'), name='team_role_once')],
                },
            ),
            migrations.CreateModel(
                name='VisitLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visit_links', to='projects.project')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_links', to='customers.visit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('project', 'visit'), name='visitlink_once')],
                },
            ),
            migrations.CreateModel(
                name='WorkspaceState',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('workspace', models.CharField(max_length=12)),
                    ('state', models.CharField(blank=True, max_length=12)),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workspace_states', to='projects.project')),
                ],
                options={
                    'ordering': ['at', 'id'],
                },
            ),
        ]),
    ]
