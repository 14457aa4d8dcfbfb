"""Foreign keys without an index of their own where another one begins with the same column."""

from django.db import migrations

from pursuit.kernel.tables import DropIndexes


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_refused_known_as")]

    operations = [
        migrations.RemoveIndex(model_name="share", name="kernel_shar_subject_2c3931_idx"),
        DropIndexes(
            {
                "approvalseat": ["approval", "user"],
                "customvalue": ["field", "subject"],
                "decision": ["approval"],
                "deputy": ["deputy"],
                "event": ["actor", "subject"],
                "grant": ["user"],
                "idempotentreply": ["user"],
                "importbatch": ["created_by"],
                "job": ["actor"],
                "loggedlook": ["subject"],
                "membership": ["user"],
                "refusedrow": ["batch"],
                "roleright": ["role"],
                "savedview": ["owner"],
                "share": ["user"],
                "storedfile": ["subject"],
                "subject": ["owner", "unit"],
            }
        ),
    ]
