from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from pursuit.kernel import searchindex


def create(_apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The index is engine-specific, so it is made by hand."""
    searchindex.create()


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
