"""Those of a quarter and some grades are found inside the index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_one_index_each")]

    operations = [
        migrations.RemoveIndex(model_name="project", name="project_by_sign_date"),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["status", "expected_sign_on", "grade"], name="project_by_sign_date"),
        ),
    ]
