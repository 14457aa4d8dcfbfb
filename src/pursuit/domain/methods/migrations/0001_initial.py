import django.db.models.deletion
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Method',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('deal', 'Deal'), ('initiative', 'Initiative')], default='deal', max_length=12)),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='MethodVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('published_at', models.DateTimeField(null=True)),
                    ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='methods.method')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('method', 'number'), name='methodversion_once'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('method',), name='methodversion_one_draft')],
                },
            ),
            migrations.CreateModel(
                name='Stage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('edited', models.BooleanField(default=False)),
                    ('code', models.SlugField(max_length=40)),
                    ('position', models.PositiveIntegerField()),
                    ('probability', models.PositiveSmallIntegerField(default=0)),
                    ('category', models.CharField(choices=[('open', 'Undecided'), ('won', 'Won'), ('closed', 'Closed')], default='open', max_length=8)),
                    ('point_code', models.CharField(blank=True, max_length=20)),
                    ('point_name', models.CharField(blank=True, max_length=80)),
                    ('needs_approval', models.BooleanField(default=False)),
                    ('max_days', models.PositiveIntegerField(null=True)),
                    ('forecast', models.CharField(blank=True, max_length=60)),
                    ('guidance', models.TextField(blank=True)),
                    ('required', models.JSONField(default=list)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='methods.methodversion')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='stage_code_once'), models.UniqueConstraint(fields=('version', 'position'), name='stage_position_once')],
                },
            ),
        ]),
    ]
