import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_search_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                ('due_on', models.DateField(null=True)),
                ('priority', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(choices=[('todo', 'To do'), ('doing', 'Doing'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='todo', max_length=10)),
                ('done_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='kernel.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'due_on'], name='task_by_due'), models.Index(fields=['due_on'], name='task_by_day'), models.Index(fields=['parent', 'status'], name='task_by_parent')],
            },
        ),
    ]
