"""Totals of everything: the cells of stages lie along an index with their sums."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("methods", "0002_one_index_each"),
        ("pipeline", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="projecttally",
            index=models.Index(
                condition=models.Q(("by", "stage")),
                fields=["by", "currency", "unit", "status", "kind", "stage", "count", "priced", "amount", "base", "weighted"],
                name="tally_of_stages",
            ),
        ),
    ]
