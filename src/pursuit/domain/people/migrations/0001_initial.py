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
                name='HandOver',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('types', models.JSONField(default=list)),
                    ('subjects', models.JSONField(default=list)),
                    ('move_unit', models.BooleanField(default=False)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('requested_at', models.DateTimeField()),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('from_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kernel.job')),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('to_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('from_user',), name='handover_one_open')],
                },
            ),
            migrations.CreateModel(
                name='HandOverLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('done', 'Handed over'), ('refused', 'Not handed over')], max_length=10)),
                    ('code', models.CharField(blank=True, max_length=60)),
                    ('message', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField()),
                    ('hand_over', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='people.handover')),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.subject')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('hand_over', 'subject'), name='handoverline_once')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hash', models.CharField(max_length=64, unique=True)),
                    ('created_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60)),
                    ('since', models.DateField()),
                    ('until', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('cancelled_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'since'], name='people_abse_user_id_f8a763_idx'), models.Index(condition=models.Q(('cancelled_at__isnull', True)), fields=['until', 'id'], name='absence_live')],
                },
            ),
        ]),
    ]
