import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_search_index'),
        ('kernel', '__first__'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('short_name', models.CharField(blank=True, max_length=80)),
                    ('credit_code', models.CharField(blank=True, max_length=18)),
                    ('industry', models.CharField(blank=True, max_length=60)),
                    ('tier', models.CharField(blank=True, max_length=60)),
                    ('lifecycle', models.CharField(blank=True, max_length=60)),
                    ('credit_grade', models.CharField(blank=True, max_length=60)),
                    ('origin', models.CharField(blank=True, max_length=60)),
                    ('region', models.CharField(blank=True, max_length=80)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('website', models.CharField(blank=True, max_length=200)),
                    ('note', models.TextField(blank=True)),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='customers.account')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='customers.account')),
                ],
                options={
                    'indexes': [models.Index(fields=['tier'], name='customers_a_tier_5d611a_idx'), models.Index(fields=['industry'], name='customers_a_industr_49b0d5_idx'), models.Index(fields=['lifecycle'], name='customers_a_lifecyc_0217c7_idx'), models.Index(fields=['region'], name='customers_a_region_5f2eed_idx'), models.Index(condition=models.Q(('credit_code', ''), _negated=True), fields=['credit_code'], name='account_by_credit_code')],
                },
            ),
            migrations.CreateModel(
                name='AccountChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=20)),
                    ('before', models.CharField(blank=True, max_length=60)),
                    ('after', models.CharField(blank=True, max_length=60)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('at', models.DateTimeField()),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='customers.account')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'Changes of standing',
                    'indexes': [models.Index(fields=['account', '-at'], name='accountchange_newest')],
                },
            ),
            migrations.CreateModel(
                name='AccountRelationship',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('layer', models.CharField(max_length=60)),
                    ('level', models.CharField(max_length=60)),
                    ('target_level', models.CharField(blank=True, max_length=60)),
                    ('note', models.TextField(blank=True)),
                    ('assessed_on', models.DateField()),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='customers.account')),
                    ('assessed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'Relationship assessments',
                    'indexes': [models.Index(fields=['account', 'layer', '-assessed_on', '-id'], name='relationship_newest')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('job_title', models.CharField(blank=True, max_length=120)),
                    ('department', models.CharField(blank=True, max_length=120)),
                    ('mobile', models.CharField(blank=True, max_length=40)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('email', models.CharField(blank=True, max_length=200)),
                    ('wechat', models.CharField(blank=True, max_length=80)),
                    ('birthday', models.DateField(blank=True, null=True)),
                    ('preferences', models.TextField(blank=True)),
                    ('left_on', models.DateField(blank=True, null=True)),
                    ('note', models.TextField(blank=True)),
                    ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='customers.account')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='customers.contact')),
                    ('reports_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='customers.contact')),
                ],
                options={
                    'indexes': [models.Index(fields=['department'], name='customers_c_departm_5b1f1c_idx'), models.Index(fields=['job_title'], name='customers_c_job_tit_397092_idx')],
                },
            ),
            migrations.CreateModel(
                name='Affiliation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('job_title', models.CharField(blank=True, max_length=120)),
                    ('department', models.CharField(blank=True, max_length=120)),
                    ('since', models.DateField(blank=True, null=True)),
                    ('until', models.DateField(blank=True, null=True)),
                    ('is_primary', models.BooleanField(default=False)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='customers.account')),
                    ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='customers.contact')),
                ],
                options={
                    'verbose_name_plural': 'Affiliations',
                    'indexes': [models.Index(fields=['account', 'contact'], name='customers_a_account_7b36dd_idx'), models.Index(fields=['contact', '-is_primary'], name='customers_a_contact_e77a1f_idx')],
                },
            ),
            migrations.CreateModel(
                name='MatchKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('value', models.CharField(max_length=240)),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='match_keys', to='kernel.subject')),
                ],
                options={
                    'verbose_name_plural': 'Names and numbers it is found by',
                    'indexes': [models.Index(fields=['kind', 'value', 'subject'], name='matchkey_lookup')],
                    'constraints': [models.UniqueConstraint(fields=('subject', 'kind', 'value'), name='matchkey_once')],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('kind', models.CharField(max_length=60)),
                    ('happened_at', models.DateTimeField()),
                    ('minutes', models.PositiveIntegerField(blank=True, null=True)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('purpose', models.CharField(blank=True, max_length=500)),
                    ('customer_words', models.TextField(blank=True)),
                    ('temperature', models.CharField(blank=True, max_length=60)),
                    ('summary', models.TextField(blank=True)),
                    ('next_step', models.CharField(blank=True, max_length=500)),
                    ('next_step_on', models.DateField(blank=True, null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='customers.account')),
                ],
                options={
                    'indexes': [models.Index(fields=['happened_at'], name='customers_v_happene_5ff96a_idx'), models.Index(fields=['account', '-happened_at'], name='visit_newest_of_account'), models.Index(fields=['kind'], name='customers_v_kind_38bd00_idx')],
                },
            ),
            migrations.CreateModel(
                name='Commitment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('whose', models.CharField(max_length=6)),
                    ('text', models.CharField(max_length=500)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('state', models.CharField(default='open', max_length=10)),
                    ('kept_on', models.DateField(blank=True, null=True)),
                    ('evidence', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='customers.account')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to=settings.AUTH_USER_MODEL)),
                    ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='customers.contact')),
                    ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='customers.visit')),
                ],
                options={
                    'verbose_name_plural': 'Commitments',
                    'indexes': [models.Index(fields=['state', 'due_on'], name='customers_c_state_bfcb4c_idx'), models.Index(fields=['user', 'state', 'due_on'], name='commitment_of_user'), models.Index(fields=['account', 'state'], name='customers_c_account_d27a20_idx')],
                },
            ),
            migrations.CreateModel(
                name='VisitParticipant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits_joined', to='customers.contact')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='customers.visit')),
                ],
                options={
                    'verbose_name_plural': 'Visit participants',
                    'constraints': [models.CheckConstraint(condition=models.Q(('user', None), ('contact', None), _connector='XOR'), name='participant_ours_or_theirs'), models.UniqueConstraint(fields=('visit', 'user'), name='participant_user_once'), models.UniqueConstraint(fields=('visit', 'contact'), name='participant_contact_once')],
                },
            ),
        ]),
    ]
