"""The fields of one JSON object, each of the kind it should be; a wrong kind is a BoardError that names it."""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Never

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.boards.board import When
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.notes import Notes
from pursuit.kernel.errors import Text

FIRST_YEAR, LAST_YEAR = 1984, 2200  # no plan lies outside
MAX_PARTS = 500_000  # objects of a board, the small ones (labels on a card…) among them
MAX_TASKS = 100_000  # rows of a table
MAX_VALUES = 2_000_000  # names, links and values of own fields in all its cells
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[-+]\d\d:?\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNFIT = re.compile("[\0\ud800-\udfff]")  # no text of ours may hold these

NOUNS: dict[str, Text] = {
    "board": _("Board"),
    "card": _("Card"),
    "task": _("Task"),
    "list": _("List"),
    "section": _("Section"),
    "project": _("Project"),
    "label": _("Label"),
    "tag": _("Label"),
    "member": _("Member"),
    "user": _("Member"),
    "checklist": _("Check list"),
    "item": _("Check list item"),
    "attachment": _("Attachment"),
    "action": _("History entry"),
    "story": _("History entry"),
    "field": _("Custom field"),
    "custom_field": _("Custom field"),
    "row": _("Row"),
}


def thing(kind: str, name: object = "", *, number: object = "") -> Text:
    """ "Card 12 “Dig”" in the language of the reader."""
    said = " ".join(filter(None, (quoted(number), f"“{quoted(name)}”" if name else "")))
    return format_lazy("{kind} {said}", kind=NOUNS[kind], said=said)


def bounded(notes: Notes, kind: str, more: int = 1) -> None:
    """Raises BoardError where a file is made of more small things than any board; they cost more than their text."""
    notes.counts["objects"] += more
    if notes.counts["objects"] > MAX_PARTS:
        raise BoardError("too_many", element=kind, limit=MAX_PARTS)


def bounded_values(notes: Notes, column: str, more: int) -> None:
    """The same for what the cells of a table hold."""
    notes.counts["values"] += more
    if notes.counts["values"] > MAX_VALUES:
        raise BoardError("too_many", element=column, limit=MAX_VALUES)


def words(text: str) -> frozenset[str]:
    """The names in a text, as lists of known keys are written."""
    return frozenset(text.split())


class Fields:
    """One object of a file. kind: of NOUNS."""

    def __init__(self, kind: str, data: object, notes: Notes) -> None:
        if not isinstance(data, dict):
            raise BoardError("bad_value", thing=thing(kind), element=kind, value=quoted(data))
        self.kind, self.data, self.notes = kind, data, notes
        bounded(notes, kind)

    @property
    def thing(self) -> Text:
        """What people call it."""
        return thing(self.kind, self.data.get("name"), number=self.data.get("idShort") or self.data.get("gid") or "")

    def known(self, names: Collection[str]) -> None:
        """Count what is in it besides these."""
        for name in self.data.keys() - names:
            self.notes.unknown[f"{self.kind}/{quoted(name)}"] += 1

    def has(self, name: str) -> bool:
        return self.data.get(name) is not None

    def id(self, name: str = "id") -> str:
        """Digits or letters, as text; numbers that a program has rounded are refused."""
        value = self.data.get(name)
        if value is None or value == "":
            raise BoardError("missing_id", thing=self.thing, element=name)
        return self.reference(name)

    def reference(self, name: str) -> str:
        """An id of something else, "" for none."""
        return self._as_id(name, self.data.get(name))

    def _as_id(self, name: str, value: object) -> str:
        if isinstance(value, float):
            raise BoardError("rounded_id", thing=self.thing, element=name, value=quoted(value))
        if value is None or isinstance(value, bool) or not isinstance(value, int | str):
            return "" if value is None else self.bad(name, "bad_value")
        return clean(str(value), self.notes)

    def text(self, name: str) -> str:
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.bad(name, "bad_value")
        return clean(value, self.notes)

    def flag(self, name: str) -> bool:
        value = self.data.get(name)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.bad(name, "bad_value")
        return value

    def whole(self, name: str) -> int | None:
        value = self.number(name)
        return None if value is None else int(value)

    def number(self, name: str) -> float | None:
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.bad(name, "bad_number")
        return float(value)

    def moment(self, name: str) -> datetime | None:
        """In UTC. A text without an offset is UTC too: neither Trello nor Asana writes another zone."""
        found = self.when(name)
        if isinstance(found, date) and not isinstance(found, datetime):
            return datetime(found.year, found.month, found.day, tzinfo=UTC)
        return found

    def when(self, name: str) -> When | None:
        """A moment in UTC, or a day where the text has no time."""
        value = self.data.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not (_MOMENT.fullmatch(value) or _DAY.fullmatch(value)):
            self.bad(name, "bad_date")
        try:
            found: When = date.fromisoformat(value) if len(value) == len("2026-01-05") else _in_utc(value)
        except OverflowError:
            self.out_of_range(name, value)
        except ValueError:
            self.bad(name, "bad_date")
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.out_of_range(name, value)
        return found

    def each(self, name: str, kind: str) -> Iterator["Fields"]:
        """The objects of a list; none where there is no list."""
        for one in self.entries(name):
            yield Fields(kind, one, self.notes)

    def inner(self, name: str, kind: str) -> "Fields | None":
        value = self.data.get(name)
        return None if value is None else Fields(kind, value, self.notes)

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids, each once."""
        found = dict.fromkeys(self._as_id(name, one) for one in self.entries(name))
        bounded(self.notes, name, len(found))
        return tuple(one for one in found if one)

    def entries(self, name: str) -> list[object]:
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.bad(name, "bad_value")
        return value

    def bad(self, name: str, code: str) -> Never:
        value = self.data.get(name)
        raise BoardError(code, thing=self.thing, element=name, value=quoted(value))

    def out_of_range(self, name: str, value: str) -> Never:
        raise BoardError(
            "date_out_of_range",
            thing=self.thing,
            element=name,
            value=quoted(value),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def clean(text: str, notes: Notes) -> str:
    """Without NUL and halves of characters, which databases refuse."""
    if not _UNFIT.search(text):
        return text
    notes.add("cleaned")
    return _UNFIT.sub("", text)


def _in_utc(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
