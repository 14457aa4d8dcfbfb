import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_search_index'),
        ('kernel', '__first__'),
        ('methods', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('taken_at', models.DateTimeField()),
                ('status', models.CharField(max_length=10)),
                ('amount', models.BigIntegerField(null=True)),
                ('amount_currency', models.CharField(max_length=3)),
                ('amount_base', models.BigIntegerField(null=True)),
                ('expected_sign_on', models.DateField(null=True)),
                ('probability', models.PositiveSmallIntegerField()),
                ('next_step_on', models.DateField(null=True)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='projects.project')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='methods.stage')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.orgunit')),
            ],
            options={
                'indexes': [models.Index(fields=['week', 'stage'], name='snapshot_by_week')],
                'constraints': [models.UniqueConstraint(fields=('project', 'week'), name='snapshot_once_a_week')],
            },
        ),
    ]
