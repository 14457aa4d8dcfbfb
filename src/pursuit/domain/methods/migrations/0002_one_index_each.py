"""Foreign keys without an index of their own where another one begins with the same column."""

from django.db import migrations

from pursuit.kernel.tables import DropIndexes


class Migration(migrations.Migration):
    dependencies = [("methods", "0001_initial")]

    operations = [
        DropIndexes(
            {
                "methodversion": ["method"],
                "stage": ["version"],
            }
        ),
    ]
