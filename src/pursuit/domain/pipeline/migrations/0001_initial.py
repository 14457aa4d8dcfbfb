
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('methods', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(choices=[('stage', 'Stage'), ('sign', 'Sign'), ('step', 'Step'), ('decided', 'Decided')], max_length=8)),
                ('unit', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('status', models.CharField(max_length=10)),
                ('currency', models.CharField(max_length=3)),
                ('day', models.DateField()),
                ('count', models.BigIntegerField()),
                ('priced', models.BigIntegerField()),
                ('amount', models.BigIntegerField()),
                ('base', models.BigIntegerField()),
                ('weighted', models.BigIntegerField()),
                ('loose', models.BooleanField(default=False)),
                ('stage', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='methods.stage')),
            ],
            options={
                'indexes': [models.Index(fields=['by', 'day', 'unit', 'kind', 'status', 'count', 'base', 'weighted'], name='tally_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('loose', False)), fields=('by', 'unit', 'stage', 'status', 'kind', 'currency', 'day'), name='tally_once')],
            },
        ),
    ]
