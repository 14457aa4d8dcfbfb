"""The longest text a keyword takes fits into its column: SQLite keeps a longer one, PostgreSQL breaks on it."""

from typing import Any

import pytest
from django.db import models

from pursuit.kernel import action as actions
from pursuit.kernel.action import Action
from pursuit.kernel.errors import Refused
from pursuit.kernel.schema import Field
from tests.matrix.client import taken_back
from tests.matrix.table import reviewed
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

ENDLESS = 30_000


def texts(one: Action[Any, Any]) -> list[Field]:
    """Keywords that are typed, not chosen."""
    typed = [
        field for field in one.schema.fields.values() if field.widget in ("line", "long", "email", "phone", "hidden")
    ]
    return [field for field in typed if not (field.choices or field.term or field.row or field.ref)]


TYPED = [one.code for one in actions.every() if texts(one)]


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every write says so when a text is longer than its column, whatever the database thinks of it."""
    before = models.CharField.get_db_prep_save

    def measured(self: Any, value: Any, connection: Any) -> Any:
        assert not isinstance(value, str) or self.max_length is None or len(value) <= self.max_length, (
            f"{self.model._meta.label}.{self.name} takes {self.max_length}, not {len(value)}"
        )
        return before(self, value, connection)

    monkeypatch.setattr(models.CharField, "get_db_prep_save", measured)


def longest(one: Action[Any, Any], field: Field, many: bool) -> Any:
    """The longest text the schema of a keyword lets through."""
    limits = one.schema.model.model_json_schema()["properties"][field.name]
    found = [part["maxLength"] for part in (limits, *limits.get("anyOf", ())) if "maxLength" in part]
    text = "长" * min([ENDLESS, *found])
    return [text] if many else text


@pytest.mark.parametrize("code", TYPED)
@pytest.mark.usefixtures("strict")
def test_the_longest_text_fits(world: World, code: str) -> None:
    one = actions.get(code)
    part = next((part for part, outcome in reviewed("actions")[code].items() if outcome == "ok"), "system")
    for field in texts(one):
        with taken_back():
            try:
                one.run(world.actor(part), world.prepared(one) | {field.name: longest(one, field, field.many)})
            except Refused:
                continue
