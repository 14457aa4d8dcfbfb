import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_initial'),
        ('kernel', '0002_search_index'),
        ('kernel', '__first__'),
        ('projects', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Chain',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('project', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='chain', to='projects.project')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ChainMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=80)),
                    ('department', models.CharField(blank=True, max_length=80)),
                    ('job_title', models.CharField(blank=True, max_length=80)),
                    ('role', models.CharField(blank=True, max_length=60)),
                    ('buying_role', models.CharField(blank=True, max_length=60)),
                    ('support', models.SmallIntegerField(null=True)),
                    ('influence', models.PositiveSmallIntegerField(null=True)),
                    ('response_mode', models.CharField(blank=True, max_length=60)),
                    ('closeness', models.PositiveSmallIntegerField(null=True)),
                    ('personal_win', models.TextField(blank=True)),
                    ('organisational_result', models.TextField(blank=True)),
                    ('last_contact_on', models.DateField(null=True)),
                    ('contact_every_days', models.PositiveSmallIntegerField(null=True)),
                    ('evidence', models.JSONField(default=dict)),
                    ('left_at', models.DateTimeField(null=True)),
                    ('chain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='chain.chain')),
                    ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chain_seats', to='customers.contact')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('contact__isnull', False), ('left_at', None)), fields=('chain', 'contact'), name='chainmember_once')],
                },
            ),
            migrations.CreateModel(
                name='ChainEdge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('reports_to', 'Reports to'), ('influences', 'Influences'), ('alliance', 'Alliance'), ('conflict', 'Conflict'), ('private', 'Private tie')], max_length=12)),
                    ('strength', models.PositiveSmallIntegerField(null=True)),
                    ('evidence', models.TextField(blank=True)),
                    ('chain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edges', to='chain.chain')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_out', to='chain.chainmember')),
                    ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_in', to='chain.chainmember')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('source', 'target', 'kind'), name='chainedge_once')],
                },
            ),
            migrations.CreateModel(
                name='ChainNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('updated_at', models.DateTimeField()),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='chain.chainmember')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('member', 'author'), name='chainnote_once')],
                },
            ),
        ]),
    ]
