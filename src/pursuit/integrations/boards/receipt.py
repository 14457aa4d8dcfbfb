"""What bringing a board in did: counts by kind, what the file cannot give, cells that cannot be read, people."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _

from pursuit.domain.plans.queries.why import Comparison
from pursuit.integrations.boards.board import Board
from pursuit.integrations.boards.counts import count
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.intake import receipt as intake
from pursuit.integrations.intake.notes import KIND

# As the receipt has them, in its order.
KINDS = ("tasks", "check_items", "comments", "attachments", "links", "people", "assignments", "values")


@dataclass(slots=True)
class Counts:
    """vanished: gone from the file; tasks and lines of check lists stay, links are taken away."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    vanished: int = 0
    rejected: int = 0

    @property
    def changed(self) -> int:
        return self.created + self.updated


@dataclass(slots=True)
class Receipt:
    """batch: its number among the imports, None where nothing had to be written. file: how much of what is in the
    file. kept: values that are another in the file but were changed by people here. people: names nobody here bears.
    comparison: our dates beside the file's."""

    source: str
    board: str
    project: int
    batch: int | None = None
    file: dict[str, int] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=lambda: {one: Counts() for one in KINDS})
    notes: list[str] = field(default_factory=list)
    faults: list[dict[str, object]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    comparison: Comparison | None = None

    @property
    def changed(self) -> bool:
        """Was anything written?"""
        return any(one.changed for one in self.counts.values()) or any(
            self.counts[one].vanished for one in ("links", "assignments")
        )

    def count(self, kind: str, told: Mapping[str, int]) -> None:
        """Add to the counts of a kind."""
        counts = self.counts[kind]
        for name, number in told.items():
            setattr(counts, name, getattr(counts, name) + number)

    def tell(self, board: Board, more: Notes) -> None:
        """What the file says of itself, and what was noticed when it was written down here."""
        self.notes += [str(one.message) for one in (*board.notes, *more.found())]
        self.unknown, self.file = dict(board.unknown), asdict(count(board))
        for fault in board.faults:
            told = {"row": fault.row, "column": fault.column, "code": fault.code, "message": str(fault.message)}
            self.faults.append(told)
            self.counts["tasks"].rejected += not fault.column

    def plain(self) -> dict[str, object]:
        """As JSON, without the comparison."""
        return asdict(replace(self, comparison=None))

    def of_batch(self) -> intake.Receipt:
        """As the list of imports shows it."""
        found = intake.Receipt(notes=list(self.notes), kept=self.kept)
        for kind, several in (("task", ("tasks",)), (KIND, ("comments", "attachments"))):
            self._sum(found.counts(kind), several)
        for kind, label in _labels():
            counts = self.counts[kind]
            if counts.changed or counts.vanished:
                found.notes.append(_line() % {"kind": label, **asdict(counts)})
        for fault in self.faults:
            place = _("Row %(row)s, %(column)s") % fault if fault["column"] else _("Row %(row)s") % fault
            found.remark(place, str(fault["message"]))
        return found

    def _sum(self, into: intake.Counts, kinds: Iterable[str]) -> None:
        for kind in kinds:
            one = self.counts[kind]
            into.created += one.created
            into.updated += one.updated
            into.unchanged += one.unchanged
            into.rejected += one.rejected
            into.rows += one.created + one.updated + one.unchanged + one.rejected


def _line() -> str:
    return _("%(kind)s: %(created)d new, %(updated)d changed, %(vanished)d no longer in the file")


def _labels() -> list[tuple[str, str]]:
    return [
        ("check_items", _("Check list items")),
        ("links", _("Dependencies")),
        ("people", _("People on the plan")),
        ("assignments", _("Assignments")),
        ("values", _("Values of own fields")),
    ]
