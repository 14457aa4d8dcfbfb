import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='ApprovalRoute',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('kind', models.CharField(max_length=60)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('floor', models.BigIntegerField(blank=True, null=True)),
                    ('ceiling', models.BigIntegerField(blank=True, null=True)),
                    ('grades', models.CharField(blank=True, max_length=20)),
                    ('active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'ordering': ['kind', 'position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('verb', models.CharField(max_length=80)),
                    ('action', models.CharField(blank=True, max_length=80)),
                    ('run', models.CharField(blank=True, max_length=16)),
                    ('interface', models.CharField(blank=True, max_length=12)),
                    ('source', models.CharField(blank=True, max_length=40)),
                    ('batch', models.BigIntegerField(null=True)),
                    ('version', models.PositiveIntegerField(null=True)),
                    ('payload_digest', models.CharField(max_length=64)),
                    ('digest', models.CharField(max_length=64)),
                ],
                options={
                    'indexes': [models.Index(fields=['verb', '-id'], name='event_by_verb'), models.Index(fields=['run'], name='event_by_run'), models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='event_by_batch')],
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('value', models.BigIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='Role',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first', models.BigIntegerField()),
                    ('last', models.BigIntegerField(unique=True)),
                    ('count', models.PositiveIntegerField()),
                    ('previous', models.CharField(max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                    ('sealed_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Subject',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('type', models.CharField(max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('title_key', models.CharField(blank=True, max_length=240)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('created_at', models.DateTimeField()),
                    ('updated_at', models.DateTimeField()),
                    ('deleted_at', models.DateTimeField(blank=True, null=True)),
                    ('source', models.CharField(blank=True, max_length=20)),
                    ('source_id', models.CharField(blank=True, max_length=120)),
                    ('batch', models.BigIntegerField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['type', 'title_key', 'id'], name='subject_by_title'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['type', 'updated_at', 'id'], name='subject_by_update'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['type', 'created_at', 'id'], name='subject_by_birth'), models.Index(condition=models.Q(('batch__isnull', False)), fields=['batch'], name='subject_by_batch')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('source_id', ''), _negated=True), fields=('type', 'source', 'source_id'), name='subject_source_once')],
                },
            ),
            migrations.CreateModel(
                name='Setting',
                fields=[
                    ('code', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ('value', models.JSONField()),
                ],
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('username', models.CharField(max_length=80, unique=True, verbose_name='Username')),
                    ('name', models.CharField(max_length=80, verbose_name='Name')),
                    ('name_key', models.CharField(blank=True, db_index=True, max_length=200)),
                    ('initials', models.CharField(blank=True, max_length=40)),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                    ('phone', models.CharField(blank=True, max_length=40, verbose_name='Phone')),
                    ('title', models.CharField(blank=True, max_length=80, verbose_name='Job title')),
                    ('is_active', models.BooleanField(default=True)),
                    ('is_system', models.BooleanField(default=False)),
                    ('language', models.CharField(blank=True, max_length=10)),
                    ('theme', models.CharField(blank=True, max_length=10)),
                    ('preferences', models.JSONField(blank=True, default=dict)),
                    ('last_seen', models.DateTimeField(blank=True, null=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_once'), models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='user_username_once')],
                },
            ),
            migrations.CreateModel(
                name='ApiToken',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('hash', models.CharField(max_length=64, unique=True)),
                    ('hint', models.CharField(max_length=8)),
                    ('scopes', models.JSONField(default=list)),
                    ('created_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField(null=True)),
                    ('last_used_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='CustomField',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('subject_type', models.CharField(max_length=40)),
                    ('code', models.SlugField(max_length=60)),
                    ('kind', models.CharField(max_length=10)),
                    ('choices', models.JSONField(blank=True, default=list)),
                    ('required', models.BooleanField(default=False)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'ordering': ['subject_type', 'position', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('subject_type', 'code'), name='customfield_once')],
                },
            ),
            migrations.CreateModel(
                name='EventPayload',
                fields=[
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='payload', serialize=False, to='kernel.event')),
                    ('data', models.JSONField()),
                    ('erased_at', models.DateTimeField(null=True)),
                ],
            ),
        ]),
        migrations.AddField(
            model_name='event',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='on_behalf_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        CreateTables([
            migrations.CreateModel(
                name='ExchangeRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('currency', models.CharField(max_length=3)),
                    ('day', models.DateField()),
                    ('rate_e8', models.BigIntegerField()),
                ],
                options={
                    'ordering': ['currency', '-day'],
                    'constraints': [models.UniqueConstraint(fields=('currency', 'day'), name='rate_once')],
                },
            ),
            migrations.CreateModel(
                name='OrgUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('code', models.CharField(blank=True, max_length=40)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('closed_on', models.DateField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='kernel.orgunit', verbose_name='parent')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='orgunit_code_once')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_primary', models.BooleanField(default=True)),
                    ('is_head', models.BooleanField(default=False)),
                    ('since', models.DateField(blank=True, null=True)),
                    ('until', models.DateField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='kernel.orgunit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'unit'), name='membership_once'), models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('user',), name='membership_one_primary')],
                },
            ),
            migrations.CreateModel(
                name='OutboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('channel', models.CharField(max_length=20)),
                    ('to', models.CharField(max_length=300)),
                    ('body', models.JSONField()),
                    ('created_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('failed_at', models.DateTimeField(null=True)),
                    ('error', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('failed_at__isnull', True), ('sent_at__isnull', True)), fields=['due_at'], name='outbox_due')],
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('granted_at', models.DateTimeField(auto_now_add=True)),
                    ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='kernel.orgunit')),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='kernel.role')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'role', 'unit'), name='grant_once'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('user', 'role'), name='grant_once_home')],
                },
            ),
            migrations.CreateModel(
                name='RoleRight',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('right', models.CharField(max_length=80)),
                    ('scope', models.CharField(choices=[('own', 'Own'), ('team', 'Team'), ('subtree', 'Unit and below'), ('all', 'All')], max_length=10)),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights', to='kernel.role')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('role', 'right'), name='roleright_once')],
                },
            ),
            migrations.CreateModel(
                name='RouteStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('approver', models.CharField(choices=[('head', 'Head of the unit'), ('upper', 'Head of the unit above'), ('role', 'Holders of a role'), ('user', 'A named person')], max_length=10)),
                    ('everyone', models.BooleanField(default=False)),
                    ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.role')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='kernel.approvalroute')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['position'],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('listing', models.CharField(max_length=60)),
                    ('name', models.CharField(max_length=80)),
                    ('query', models.CharField(max_length=2000)),
                    ('shared', models.BooleanField(default=False)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['listing', 'shared'], name='kernel_save_listing_dfaae9_idx')],
                    'constraints': [models.UniqueConstraint(fields=('owner', 'listing', 'name'), name='savedview_once')],
                },
            ),
            migrations.CreateModel(
                name='SearchText',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_text', serialize=False, to='kernel.subject')),
                    ('text', models.TextField()),
                    ('initials', models.TextField()),
                ],
            ),
        ]),
        migrations.AddField(
            model_name='subject',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subject',
            name='deleted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subject',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='subject',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='kernel.orgunit'),
        ),
        migrations.CreateModel(
            name='LoggedLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('interface', models.CharField(max_length=12)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='looks', to='kernel.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', '-at'], name='kernel_logg_subject_ad639b_idx')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='subject',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kernel.subject'),
        ),
        CreateTables([
            migrations.CreateModel(
                name='CustomValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.CharField(max_length=500, null=True)),
                    ('number', models.BigIntegerField(null=True)),
                    ('day', models.DateField(null=True)),
                    ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='kernel.customfield')),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='custom_values', to='kernel.subject')),
                ],
                options={
                    'indexes': [models.Index(fields=['field', 'text'], name='kernel_cust_field_i_41b5d1_idx'), models.Index(fields=['field', 'number'], name='kernel_cust_field_i_e63c35_idx'), models.Index(fields=['field', 'day'], name='kernel_cust_field_i_1a1835_idx')],
                    'constraints': [models.UniqueConstraint(fields=('subject', 'field'), name='customvalue_once')],
                },
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60)),
                    ('title', models.CharField(max_length=200)),
                    ('reason', models.TextField(blank=True)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('payload', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('pending', 'Pending'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='pending', max_length=10)),
                    ('step', models.PositiveIntegerField(default=0)),
                    ('requested_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.orgunit')),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='kernel.subject')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', '-requested_at'], name='kernel_appr_state_167daf_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('subject', 'kind'), name='approval_one_pending')],
                },
            ),
            migrations.CreateModel(
                name='Sequence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('prefix', models.CharField(max_length=10)),
                    ('year', models.PositiveIntegerField()),
                    ('value', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('prefix', 'year'), name='sequence_once')],
                },
            ),
            migrations.CreateModel(
                name='Share',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.CharField(choices=[('view', 'View'), ('edit', 'Edit')], max_length=5)),
                    ('reason', models.CharField(max_length=60)),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='kernel.subject')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['subject'], name='kernel_shar_subject_2c3931_idx')],
                    'constraints': [models.UniqueConstraint(fields=('user', 'subject', 'reason'), name='share_once')],
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('stored', models.CharField(max_length=80, unique=True)),
                    ('content_type', models.CharField(max_length=100)),
                    ('size', models.BigIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField()),
                    ('deleted_at', models.DateTimeField(null=True)),
                    ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='kernel.storedfile')),
                    ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='kernel.subject')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['subject', '-uploaded_at'], name='kernel_stor_subject_42fd6d_idx')],
                },
            ),
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('list', models.CharField(max_length=60)),
                    ('code', models.SlugField(max_length=60)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='kernel.term')),
                ],
                options={
                    'ordering': ['list', 'position', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('list', 'code'), name='term_once')],
                },
            ),
            migrations.CreateModel(
                name='ApprovalSeat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.PositiveIntegerField()),
                    ('everyone', models.BooleanField(default=False)),
                    ('approval', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='kernel.approval')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'approval'], name='kernel_appr_user_id_4d8743_idx')],
                    'constraints': [models.UniqueConstraint(fields=('approval', 'step', 'user'), name='seat_once')],
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.PositiveIntegerField()),
                    ('slot', models.BigIntegerField(default=0)),
                    ('approved', models.BooleanField()),
                    ('comment', models.TextField(blank=True)),
                    ('at', models.DateTimeField()),
                    ('approval', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='kernel.approval')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('on_behalf_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('approval', 'step', 'slot'), name='decision_once')],
                },
            ),
            migrations.CreateModel(
                name='Deputy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateField()),
                    ('until', models.DateField()),
                    ('reason', models.CharField(blank=True, max_length=200)),
                    ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputy_for', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deputies', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['deputy', 'since', 'until'], name='kernel_depu_deputy__be77ed_idx')],
                },
            ),
            migrations.CreateModel(
                name='IdempotentReply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120)),
                    ('route', models.CharField(max_length=120)),
                    ('body_hash', models.CharField(max_length=64)),
                    ('status', models.PositiveSmallIntegerField()),
                    ('body', models.TextField()),
                    ('created_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'key', 'route'), name='reply_once')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60)),
                    ('key', models.CharField(blank=True, max_length=120)),
                    ('params', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=10)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('message', models.CharField(blank=True, max_length=300)),
                    ('result', models.JSONField(null=True)),
                    ('lease', models.CharField(blank=True, max_length=40)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('cancel_requested', models.BooleanField(default=False)),
                    ('run_after', models.DateTimeField()),
                    ('created_at', models.DateTimeField()),
                    ('started_at', models.DateTimeField(null=True)),
                    ('heartbeat_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'run_after', 'id'], name='kernel_job_state_d882d9_idx'), models.Index(fields=['actor', '-id'], name='kernel_job_actor_i_07c5c8_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('kind', 'key'), name='job_key_once')],
                },
            ),
        ]),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(fields=['owner', 'type'], name='subject_by_owner'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['deleted_at', 'id'], name='subject_by_deletion'),
        ),
        migrations.AddIndex(
            model_name='subject',
            index=models.Index(fields=['unit', 'type'], name='subject_by_unit'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['subject', '-id'], name='event_by_subject'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['actor', '-id'], name='event_by_actor'),
        ),
    ]
