from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_intake"),
    ]

    operations = [
        migrations.AddField(
            model_name="importmark",
            name="data",
            field=models.JSONField(default=dict),
        ),
    ]
