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
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Competitor',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('short_name', models.CharField(blank=True, max_length=80)),
                    ('website', models.CharField(blank=True, max_length=200)),
                    ('products', models.TextField(blank=True)),
                    ('strengths', models.TextField(blank=True)),
                    ('weaknesses', models.TextField(blank=True)),
                    ('price_level', models.CharField(blank=True, max_length=60)),
                    ('battlecard', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Lead',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('company', models.CharField(blank=True, max_length=200)),
                    ('contact_name', models.CharField(blank=True, max_length=120)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('email', models.CharField(blank=True, max_length=200)),
                    ('need', models.TextField(blank=True)),
                    ('origin', models.CharField(blank=True, max_length=60)),
                    ('maturity', models.CharField(default='cold', max_length=10)),
                    ('state', models.CharField(default='new', max_length=10)),
                    ('reject_reason', models.CharField(blank=True, max_length=60)),
                    ('reject_note', models.CharField(blank=True, max_length=500)),
                    ('budget_known', models.BooleanField(default=False)),
                    ('next_contact_on', models.DateField(blank=True, null=True)),
                    ('region', models.CharField(blank=True, max_length=80)),
                    ('amount', models.BigIntegerField(blank=True, null=True)),
                    ('amount_currency', models.CharField(default='CNY', max_length=3)),
                    ('converted_at', models.DateTimeField(blank=True, null=True)),
                    ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='customers.account')),
                    ('became', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='from_leads', to='kernel.subject')),
                    ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='customers.contact')),
                ],
                options={
                    'indexes': [models.Index(fields=['state'], name='market_lead_state_9032f6_idx'), models.Index(fields=['next_contact_on'], name='market_lead_next_co_85560a_idx'), models.Index(fields=['company'], name='market_lead_company_9de010_idx'), models.Index(fields=['amount'], name='market_lead_amount_27e144_idx')],
                },
            ),
            migrations.CreateModel(
                name='LeadAssignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('answer', models.CharField(blank=True, max_length=10)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='market.lead')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.orgunit')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['lead', '-id'], name='assignment_newest'), models.Index(fields=['unit', 'user', '-id'], name='assignment_turns')],
                },
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('owner_name', models.CharField(max_length=200)),
                    ('owner_key', models.CharField(max_length=200)),
                    ('tender_no', models.CharField(blank=True, max_length=120)),
                    ('tender_key', models.CharField(blank=True, max_length=120)),
                    ('by_partner', models.BooleanField(default=False)),
                    ('partner_name', models.CharField(blank=True, max_length=200)),
                    ('partner_contact', models.CharField(blank=True, max_length=120)),
                    ('scope', models.TextField(blank=True)),
                    ('amount', models.BigIntegerField(blank=True, null=True)),
                    ('amount_currency', models.CharField(default='CNY', max_length=3)),
                    ('expected_on', models.DateField(blank=True, null=True)),
                    ('protection_days', models.PositiveIntegerField(default=90)),
                    ('protected_until', models.DateField(blank=True, null=True)),
                    ('state', models.CharField(default='pending', max_length=10)),
                    ('note', models.TextField(blank=True)),
                    ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='customers.account')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'protected_until'], name='market_regi_state_6ea7ff_idx'), models.Index(fields=['protected_until'], name='market_regi_protect_8d8a46_idx'), models.Index(fields=['owner_key'], name='market_regi_owner_k_4f9df3_idx'), models.Index(condition=models.Q(('tender_key', ''), _negated=True), fields=['tender_key'], name='registration_by_tender')],
                },
            ),
            migrations.CreateModel(
                name='RegistrationHit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hard', models.BooleanField()),
                    ('score', models.PositiveIntegerField()),
                    ('reasons', models.JSONField(default=list)),
                    ('found_at', models.DateTimeField()),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hit_by', to='market.registration')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='market.registration')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('registration', 'other'), name='hit_once')],
                },
            ),
            migrations.CreateModel(
                name='RegistrationRuling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(max_length=10)),
                    ('reason', models.TextField(blank=True)),
                    ('protected_until', models.DateField(blank=True, null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='market.registration')),
                    ('winner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='market.registration')),
                ],
                options={
                    'indexes': [models.Index(fields=['registration', '-id'], name='ruling_newest')],
                },
            ),
        ]),
    ]
