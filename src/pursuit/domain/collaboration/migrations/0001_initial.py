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
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('created_at', models.DateTimeField()),
                    ('edited_at', models.DateTimeField(null=True)),
                    ('deleted_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('deleted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reply_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='collaboration.comment')),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='kernel.subject')),
                ],
                options={
                    'indexes': [models.Index(fields=['subject', '-id'], name='comment_by_subject')],
                },
            ),
            migrations.CreateModel(
                name='Follow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('active', models.BooleanField(default=True)),
                    ('at', models.DateTimeField()),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='kernel.subject')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'active'], name='collaborati_user_id_d19d44_idx')],
                    'constraints': [models.UniqueConstraint(fields=('subject', 'user'), name='follow_once')],
                },
            ),
            migrations.CreateModel(
                name='Mention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='collaboration.comment')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('comment', 'user'), name='mention_once')],
                },
            ),
            migrations.CreateModel(
                name='Notification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('mention', 'Mentions you'), ('approval', 'Waits for your answer'), ('decided', 'Your request was answered'), ('owner', 'You are responsible now'), ('reply', 'Answers you'), ('comment', 'New comment'), ('change', 'Changed')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='kernel.event')),
                    ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='kernel.subject')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', '-id'], name='notification_by_user'), models.Index(fields=['user', 'subject'], name='notification_by_subject'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user', '-id'], name='notification_unread')],
                    'constraints': [models.UniqueConstraint(fields=('event', 'user'), name='notification_once')],
                },
            ),
            migrations.CreateModel(
                name='Reaction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sign', models.CharField(choices=[('like', '👍 Agreed'), ('seen', '👀 Seen'), ('done', '✅ Done')], max_length=10)),
                    ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='collaboration.comment')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('comment', 'user', 'sign'), name='reaction_once')],
                },
            ),
        ]),
    ]
