"""What an outsider sees of a plan: titles, dates, how far, and what waits for whom across the two sides. Nothing else
is read: no notes, floats, costs, limits or people (unless chosen)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.models import Plan, PlanLink, PlanRow, Side
from pursuit.domain.sharing.models import RowsShown
from pursuit.kernel.actor import Actor

MOST = 2000
_COLUMNS = (
    "pk", "parent_id", "task__subject__title", "side", "milestone", "anchor", "start", "finish", "percent",
    "task__status", "task__subject__owner__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """number: of the step on the page, from 1; start, finish: instants; waits_for: numbers of shown steps of the other
    side; summary: has steps below it that are shown."""

    number: int
    row: int
    title: str
    theirs: bool
    milestone: bool
    start: int
    finish: int
    status: str
    percent: int
    owner: str
    level: int
    summary: bool
    waits_for: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """rows: which ones; owners: with who does it; held: ids of those left out."""

    rows: str = RowsShown.LINKED
    owners: bool = False
    held: Collection[int] = ()


def steps(actor: Actor, plan: Plan, chosen: Chosen) -> list[Step]:
    """In the order of the outline. Whatever is below a row that is left out is left out with it."""
    rows = list(_live(actor, plan).order_by("place", "pk").values_list(*_COLUMNS))
    links = list(PlanLink.objects.filter(after__plan=plan).values_list("before_id", "after_id"))
    away = _away(rows, set(chosen.held))
    wanted = _wanted(rows, links, chosen.rows) - away
    shown = [row for row in rows if row[0] in wanted and row[6] is not None and row[7] is not None][:MOST]
    number = {row[0]: place for place, row in enumerate(shown, start=1)}
    side = {row[0]: row[3] for row in shown}
    waits: dict[int, list[int]] = {}
    for before, after in links:
        if before in side and after in side and side[before] != side[after]:
            waits.setdefault(after, []).append(number[before])
    above = {row[1] for row in shown}
    levels: dict[int, int] = {}
    found = []
    for pk, parent, title, whose, milestone, _anchor, start, finish, percent, status, owner in shown:
        levels[pk] = levels.get(parent, -1) + 1
        found.append(
            Step(
                number[pk],
                pk,
                title,
                whose == Side.CUSTOMER,
                bool(milestone) or start == finish,
                start,
                finish,
                status,
                percent,
                owner or "" if chosen.owners else "",
                levels[pk],
                pk in above,
                tuple(sorted(waits.get(pk, ()))),
            )
        )
    return found


def _live(actor: Actor, plan: Plan) -> QuerySet[PlanRow]:
    """What is to be done or done: not what was put aside."""
    rows = PlanRow.objects.visible_to(actor).filter(plan=plan, task__subject__deleted_at=None, inactive=False)
    return rows.filter(~Q(task__status=TaskStatus.CANCELLED))


def _wanted(rows: Sequence[tuple[object, ...]], links: Sequence[tuple[int, int]], which: str) -> set[int]:
    if which == RowsShown.ALL:
        return {int(str(row[0])) for row in rows}
    theirs = {int(str(row[0])) for row in rows if row[3] == Side.CUSTOMER}
    found = theirs | {int(str(row[0])) for row in rows if row[4] or row[5]}
    if which == RowsShown.LINKED:
        for before, after in links:
            if before in theirs or after in theirs:
                found |= {before, after}
    return found


def _away(rows: Sequence[tuple[object, ...]], held: set[int]) -> set[int]:
    found = set(held)
    for row in rows:
        if row[1] in found:
            found.add(int(str(row[0])))
    return found
