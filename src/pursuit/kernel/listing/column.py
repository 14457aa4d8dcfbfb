"""What a list consists of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import customfields
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

GROUPED = ("term", "choice", "user", "unit", "date", "percent")
Kind = Literal["text", "number", "money", "percent", "date", "moment", "term", "choice", "user", "unit", "ref", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `source` is an ORM path (default: the code); `shown` leads to the text of an id (user, unit, ref).

    money: `currency` is the path of its currency code. right: without it the column does not exist for the reader.
    sortable/filterable columns are an allowlist: nothing else reaches ORDER BY or WHERE.
    """

    code: str
    label: Text
    kind: Kind = "text"
    source: str = ""
    shown: str = ""
    currency: str = ""
    term: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    right: str = ""
    default: bool = False
    sortable: bool = True
    filterable: bool = True
    total: bool = False
    ref: str = ""
    named: bool = False  # `shown` leads to a name of a shipped list, which has an English one beside it
    picks: Callable[[], Sequence[tuple[str, str]]] | None = None  # what a filter offers, looked up when it is drawn
    asked: Text = ""  # what the filter is called, where that differs from the column
    base: str = ""  # money: path of the same amount in company currency
    group: bool = True  # may rows be grouped by it, where its kind allows that?
    custom: int = 0  # id of a custom field; then source is unused

    @property
    def path(self) -> str:
        return self.source or self.code

    @property
    def groups(self) -> bool:
        """Can rows be grouped by it: do its values have names, and is there a filter for each?"""
        named = bool(self.picks or self.ref) or self.kind in GROUPED
        return self.group and self.filterable and not self.custom and named

    @property
    def text_path(self) -> str:
        return self.shown or self.path

    @property
    def name_paths(self) -> tuple[str, ...]:
        """Where the English name lies, and whether it still holds."""
        stem = self.text_path.removesuffix("name")
        return (f"{stem}name_en", f"{stem}edited") if self.named else ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A declared list. base: a queryset of records that starts from visible_to(actor)."""

    code: str
    label: Text
    subject_type: str
    base: Callable[[Actor], QuerySet[Model]]
    columns: tuple[Column, ...]
    view_right: str
    sort: str = "-updated"
    cards: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()  # filters that stand first; the others are behind one line. None: all stand there
    spine: str = "subject__"  # path to the subject; "" where the rows are no records
    searchable: bool = True
    search: Callable[[str], Q] | None = None  # how rows that are no records are found by the search text
    url_name: str = ""
    _by_code: dict[str, Column] = field(default_factory=dict, compare=False, repr=False)

    def columns_for(self, actor: Actor) -> dict[str, Column]:
        """The columns that exist for this reader, custom fields included."""
        own = {column.code: column for column in self.columns if not column.right or actor.may(column.right)}
        return own | {column.code: column for column in _custom(self.subject_type)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its text: `value` is plain (int, str, date, Money…), `text` is for people where they differ."""

    column: Column
    value: object
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    id: int
    version: int
    title: str
    cells: tuple[Cell, ...]
    group: tuple[str, ...] = ()  # which group it lies in: several may have one name

    def cell(self, code: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.column.code == code), None)


# The import a record came with, where it came with one.
BATCH = Column("batch", _("Import"), "number", source="subject__batch", sortable=False)
_listings: dict[str, Listing] = {}
_CUSTOM_KINDS: dict[str, Kind] = {
    "text": "text",
    "number": "number",
    "date": "date",
    "choice": "choice",
    "flag": "flag",
}


def register(*listings: Listing) -> None:
    """Make lists known to every interface; called from wiring."""
    for listing in listings:
        _listings[listing.code] = listing


def get(code: str) -> Listing:
    return _listings[code]


def every() -> list[Listing]:
    return [_listings[code] for code in sorted(_listings)]


def _custom(subject_type: str) -> list[Column]:
    return [
        Column(
            code=f"custom.{one.code}",
            label=one.label,
            kind=_CUSTOM_KINDS[one.kind],
            choices=tuple((choice, choice) for choice in one.choices),
            custom=one.pk,
            sortable=False,
        )
        for one in customfields.of(subject_type)
    ]
