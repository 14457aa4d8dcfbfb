"""Steps of migrations that Django takes at a greater cost.

Django draws every related model anew after each CreateModel while migrations run, which for a house of a hundred
tables took two thirds of the time of setting up a database. Here it does so once for all tables of a step.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """The given CreateModel operations, together."""

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without drawn models adding one draws nothing; who asks for them next draws them all.
        state.__dict__.pop("apps", None)
        for one in self.tables:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in self.tables:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in reversed(self.tables):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create " + ", ".join(one.name for one in self.tables)


class DropIndexes(Operation):
    """Foreign keys that lose the index of their own, by model. (On SQLite AlterField would copy the whole table for
    that, and the copy has no triggers.)"""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields = dict(fields)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for model, names in self.fields.items():
            for name in names:
                field = state.models[app_label, model].fields[name].clone()
                field.db_index = False
                state.alter_field(app_label, model, name, field, preserve_default=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, _to_state: ProjectState
    ) -> None:
        for _table, _column, index in self._indexes(app_label, schema_editor, from_state):
            schema_editor.execute(f"DROP INDEX IF EXISTS {index}")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table, column, index in self._indexes(app_label, schema_editor, to_state):
            schema_editor.execute(f"CREATE INDEX {index} ON {table} ({column})")

    def _indexes(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> Iterator[tuple[str, str, str]]:
        """Table, column and index of each, quoted; the index under the name Django gave it."""
        quote = schema_editor.quote_name
        for name, fields in self.fields.items():
            model = state.apps.get_model(app_label, name)
            for field in fields:
                table, column = model._meta.db_table, model._meta.get_field(field).column
                index = schema_editor._create_index_name(table, [column])  # type: ignore[attr-defined]
                yield quote(table), quote(column), quote(index)

    def describe(self) -> str:
        return "Drop indexes of " + ", ".join(self.fields)
