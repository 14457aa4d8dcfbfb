"""The board skips what was decided inside its index: the last stages are full of lost projects."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="project", name="project_board"),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["stage", "expected_sign_on", "subject", "status"], name="project_board"),
        ),
    ]
