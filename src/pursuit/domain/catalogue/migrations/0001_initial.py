import django.db.models.deletion
from django.db import migrations, models

from pursuit.kernel.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_search_index'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='PriceBook',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('currency', models.CharField(default='CNY', max_length=3)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('for_tier', models.CharField(blank=True, max_length=60)),
                    ('note', models.TextField(blank=True)),
                    ('for_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='price_books', to='kernel.orgunit')),
                ],
                options={
                    'indexes': [models.Index(fields=['currency', 'valid_from', 'valid_to'], name='pricebook_by_period')],
                },
            ),
            migrations.CreateModel(
                name='Product',
                fields=[
                    ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='kernel.subject')),
                    ('code', models.CharField(blank=True, max_length=60)),
                    ('kind', models.CharField(default='product', max_length=10)),
                    ('family', models.CharField(blank=True, max_length=60)),
                    ('measure', models.CharField(blank=True, max_length=60)),
                    ('lifecycle', models.CharField(blank=True, max_length=60)),
                    ('price', models.BigIntegerField(blank=True, null=True)),
                    ('price_currency', models.CharField(default='CNY', max_length=3)),
                    ('cost', models.BigIntegerField(blank=True, null=True)),
                    ('cost_currency', models.CharField(default='CNY', max_length=3)),
                    ('description', models.TextField(blank=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['family'], name='catalogue_p_family_2daa31_idx'), models.Index(fields=['lifecycle'], name='catalogue_p_lifecyc_49d83f_idx'), models.Index(condition=models.Q(('code', ''), _negated=True), fields=['code'], name='product_by_code')],
                },
            ),
            migrations.CreateModel(
                name='PriceLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('price', models.BigIntegerField()),
                    ('book', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='catalogue.pricebook')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_lines', to='catalogue.product')),
                ],
                options={
                    'indexes': [models.Index(fields=['product', 'book'], name='catalogue_p_product_19541f_idx')],
                    'constraints': [models.UniqueConstraint(fields=('book', 'product'), name='priceline_once')],
                },
            ),
        ]),
    ]
