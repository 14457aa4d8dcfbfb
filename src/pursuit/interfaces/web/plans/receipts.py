"""What a file gave a plan, in one shape for the page, wherever the file came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from pursuit.domain.plans.queries.why import Comparison, Difference
from pursuit.engine.calendar.week import moment
from pursuit.integrations.boards import receipt as boards
from pursuit.integrations.msproject import bringing as msproject

TOLD = 100  # differences and faults shown
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row whose dates are other than in the file."""

    row: int
    title: str
    file: str
    ours: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """batch: its number among the imports; people: names in the file that nobody here bears."""

    batch: int | None
    counts: Sequence[tuple[str, Counts]]
    notes: Sequence[str]
    unknown: Sequence[tuple[str, int]]
    faults: Sequence[Mapping[str, object]]
    people: Sequence[str]
    compared: bool
    equal: int
    apart: int
    different: int
    lines: Sequence[Line]


def of_plan(found: msproject.Receipt) -> Told:
    """Of a Microsoft Project file."""
    strangers = [name for name, user in found.people.items() if user is None]
    return _told(
        found.batch, found.counts.items(), msproject.notes(found.remarks), found.unknown, [], strangers,
        found.comparison,
    )  # fmt: skip


def of_board(found: boards.Receipt) -> Told:
    """Of a Trello board, an Asana project, a table."""
    counts = [(name, {**asdict(one)}) for name, one in found.counts.items() if any(asdict(one).values())]
    return _told(found.batch, counts, found.notes, found.unknown, found.faults, found.people, found.comparison)


def _told(
    batch: int | None,
    counts: Iterable[tuple[str, Counts]],
    notes: Sequence[str],
    unknown: Mapping[str, int],
    faults: Sequence[Mapping[str, object]],
    people: Sequence[str],
    comparison: Comparison | None,
) -> Told:
    labels = _labels()
    differences = comparison.differences if comparison else []
    return Told(
        batch,
        [(labels.get(name, name), one) for name, one in counts],
        notes,
        list(unknown.items()),
        faults[:TOLD],
        people,
        comparison is not None,
        comparison.equal if comparison else 0,
        comparison.apart if comparison else 0,
        len(differences),
        [_line(one) for one in differences[:TOLD]],
    )


def _labels() -> dict[str, str]:
    return {
        "rows": _("Rows"),
        "tasks": _("Rows"),
        "links": _("Links"),
        "resources": _("People and things"),
        "people": _("People and things"),
        "assignments": _("Assignments"),
        "check_items": _("Check list items"),
        "comments": _("Comments"),
        "attachments": _("Attachments"),
        "values": _("Values of own fields"),
    }


def _line(one: Difference) -> Line:
    return Line(one.row, one.title, _span(one.was_start, one.was_finish), _span(one.start, one.finish), one.why)


def _span(start: int | None, finish: int | None) -> str:
    return " – ".join("" if at is None else f"{moment(at):%Y-%m-%d %H:%M}" for at in (start, finish))
