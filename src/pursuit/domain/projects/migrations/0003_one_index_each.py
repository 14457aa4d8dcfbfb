"""Foreign keys without an index of their own where another one begins with the same column."""

from django.db import migrations

from pursuit.kernel.tables import DropIndexes


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_board_status")]

    operations = [
        DropIndexes(
            {
                "project": ["stage"],
                "rival": ["project"],
                "stagemove": ["project"],
                "teammember": ["user"],
                "visitlink": ["project"],
            }
        ),
    ]
