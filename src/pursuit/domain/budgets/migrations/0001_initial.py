"""Tables of the room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0002_one_index_each'),
        ('kernel', '0007_paper_templates'),
        ('projects', '0004_sign_date_grade'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('requested', 'Waiting for approval'), ('approved', 'Approved'), ('frozen', 'Frozen')], default='draft', max_length=10)),
                ('edition', models.PositiveSmallIntegerField(default=0)),
                ('approved_on', models.DateField(null=True)),
                ('frozen_reason', models.CharField(blank=True, max_length=500)),
                ('note', models.TextField(blank=True)),
                ('currency', models.CharField(default='CNY', max_length=3)),
                ('amount', models.BigIntegerField(default=0)),
                ('planned', models.BigIntegerField(default=0)),
                ('committed', models.BigIntegerField(default=0)),
                ('spent', models.BigIntegerField(default=0)),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='budget', to='projects.project')),
            ],
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('period', models.CharField(blank=True, max_length=8)),
                ('planned', models.BigIntegerField(default=0)),
                ('approved', models.BigIntegerField(default=0)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('budget', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='budgets.budget')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=200)),
                ('amount', models.BigIntegerField()),
                ('amount_currency', models.CharField(default='CNY', max_length=3)),
                ('amount_base', models.BigIntegerField()),
                ('cost', models.BigIntegerField(null=True)),
                ('day', models.DateField()),
                ('state', models.CharField(default='open', max_length=10)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='budgets.budget')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='budgets.budgetline')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments_to', to='customers.account')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('amount', models.BigIntegerField()),
                ('amount_currency', models.CharField(default='CNY', max_length=3)),
                ('amount_base', models.BigIntegerField()),
                ('tax', models.BigIntegerField(null=True)),
                ('tax_currency', models.CharField(default='CNY', max_length=3)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for approval'), ('approved', 'Approved'), ('rejected', 'Sent back'), ('paid', 'Paid out')], default='draft', max_length=10)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('paid_on', models.DateField(null=True)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='budgets.budgetline')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='projects.project')),
                ('rate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.exchangerate')),
            ],
        ),
        migrations.CreateModel(
            name='Reallocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField()),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reallocations', to='budgets.budget')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='budgets.budgetline')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken', to='budgets.budgetline')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='budget',
            index=models.Index(fields=['approved_on'], name='budget_by_day'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('budget', 'kind', 'period'), name='budget_line_once'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['day'], name='expense_by_day'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['state', 'day'], name='expense_by_state'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['amount_base'], name='expense_by_amount'),
        ),
    ]
