from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_only_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="planrow",
            name="dated",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
