"""A row that stayed out keeps what it goes by, so that it is the same row when it is brought again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_mark_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="refusedrow",
            name="known_as",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
    ]
