"""A plan as its chart shows it: rows in the order of the outline, links, baseline, rest; a fixed number of statements.

What a page knows already is not sent again: `since` gives only the rows that changed after a version of the plan, and
of those that only moved, only where to.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import IntegerField, QuerySet

from pursuit.domain.plans.models import Assignment, BaselineRow, Plan, PlanLink, PlanRow
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.plans.rules.order import numbers
from pursuit.engine.calendar.week import DAY
from pursuit.kernel.actor import Actor

COLUMNS = (
    "id", "parent", "title", "wbs", "summary", "milestone", "start", "finish", "duration", "percent", "total_float",
    "critical", "by_hand", "inactive", "side", "owner", "baseline_start", "baseline_finish", "deadline", "limit",
    "limit_at", "anchor", "people", "version", "status", "owner_id", "late_finish",
)  # fmt: skip
_STORED = (
    "pk", "task__subject__title", "is_milestone", "start", "finish", "duration", "total_float", "fixed_start",
    "is_inactive", "side", "task__subject__owner__name", "deadline", "limit", "limit_at", "is_anchor",
    "task__subject__version", "task__status", "task__subject__owner_id", "late_finish",
)  # fmt: skip
MOVED = ("id", "start", "finish", "percent", "total_float", "critical", "late_finish")
_PLAIN = {f"is_{name}": network.Plain(name, IntegerField()) for name in ("milestone", "inactive", "anchor")}
_OUTLINE = (
    "pk", "parent_id", "percent", "duration", "is_inactive", "changed", "dated", "start", "finish", "total_float",
    "late_finish",
)  # fmt: skip
FEW = 500  # ids that one statement names
MOST_REST = 3 * 366  # days looked at for shading
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Chart:
    """rows: cells in the order of COLUMNS; moved: rows of which only dates are others, in that of MOVED; links: (id,
    before, after, kind, lag, unit); rest: [begin, end] in which the plan's calendar has no work; order: ids of all."""

    rows: list[Cells]
    moved: list[Cells]
    links: list[Cells]
    rest: list[tuple[int, int]]
    order: list[int]


def chart(actor: Actor, plan: Plan, *, since: int = 0, baseline: int = 0, linked: bool = True) -> Chart:
    """The chart of a visible plan. linked: are the links wanted too?"""
    live = PlanRow.objects.visible_to(actor, plan.subject).filter(plan=plan, task__subject__deleted_at=None)
    outline = list(live.order_by("place", "pk").annotate(**_PLAIN).values_list(*_OUTLINE))
    number: dict[object, int] = {row[0]: place for place, row in enumerate(outline)}
    above = [number.get(row[1], -1) for row in outline]
    wbs, summaries = numbers(above), set(above)
    done = _percents(outline, above)
    news = [row[5] > since for row in outline]
    moved = [row[6] > since for row in outline]
    for place in range(len(outline) - 1, -1, -1):
        if (news[place] or moved[place]) and above[place] >= 0:
            moved[above[place]] = True  # how far a summary is follows from what is below it
    whole = [row[0] for row, new in zip(outline, news, strict=True) if new]
    dates: list[Cells] = [
        (row[0], row[7], row[8], percent, row[9], _critical(row[9], percent), row[10])
        for row, percent, new, other in zip(outline, done, news, moved, strict=True)
        if other and not new
    ]
    was, people = _baseline(plan, baseline), _people(plan)
    rows = []
    for row in _stored(live, whole):
        place = number[row[0]]
        parent = outline[above[place]][0] if above[place] >= 0 else None
        own = parent, wbs[place], int(place in summaries), done[place]
        rows.append(_cells(row, own, was.get(row[0], (None, None)), people.get(row[0], "")))
    order = [row[0] for row in outline]
    return Chart(rows, dates, _links(plan, number) if linked else [], rest(plan), order)


def _links(plan: Plan, live: Container[object]) -> list[Cells]:
    """Those between live rows."""
    stored = PlanLink.objects.filter(after__plan=plan).order_by("pk").values_list(*network.LINK)
    return [one for one in stored if one[1] in live and one[2] in live]


def _stored(live: QuerySet[PlanRow], wanted: Sequence[int]) -> Iterable[Sequence[object]]:
    """The wanted rows in their order; many of them are taken out of all."""
    if not wanted:
        return []
    few = live.filter(pk__in=wanted) if len(wanted) <= FEW else live
    known = set(wanted)
    rows = few.order_by("place", "pk").annotate(**_PLAIN).values_list(*_STORED)
    return (row for row in rows if row[0] in known)


def _critical(slack: object, percent: int) -> int:
    return int(isinstance(slack, int) and slack <= 0 and percent < 100)


def _cells(row: Sequence[object], own: tuple[object, str, int, int], was: tuple[object, object], people: str) -> Cells:
    """own: parent, number in the outline, is it a summary, how far it is."""
    parent, wbs, summary, percent = own
    (pk, title, milestone, start, finish, duration, slack, by_hand, inactive, side, owner, deadline, limit, limit_at,
     anchor, version, status, owner_id, late_finish) = row  # fmt: skip
    return (
        pk, parent, title, wbs, summary, milestone, start, finish, duration, percent, slack, _critical(slack, percent),
        int(by_hand is not None), inactive, side, owner or "", *was, deadline, limit, limit_at, anchor, people, version,
        status, owner_id, late_finish,
    )  # fmt: skip


def _percents(outline: Sequence[Sequence[int]], above: Sequence[int]) -> list[int]:
    """How far each row is; a summary as far as what is below it, weighed by duration."""
    done = [0.0] * len(outline)
    whole = [0.0] * len(outline)
    found = [0] * len(outline)
    for place in range(len(outline) - 1, -1, -1):
        percent, duration, inactive = outline[place][2:5]
        if whole[place]:
            share = done[place] / whole[place]
        else:
            share = percent / 100
            whole[place] = duration or 1.0
            done[place] = share * whole[place]
        found[place] = int(share * 100)
        if above[place] >= 0 and not inactive:
            whole[above[place]] += whole[place]
            done[above[place]] += done[place]
    return found


def _baseline(plan: Plan, number: int) -> dict[object, tuple[object, object]]:
    rows = BaselineRow.objects.filter(baseline__plan=plan, baseline__number=number)
    return {pk: (start, finish) for pk, start, finish in rows.values_list("row_id", "start", "finish")}


def _people(plan: Plan) -> dict[object, str]:
    """王强 50%, 李敏."""
    found: dict[object, list[str]] = {}
    uses = Assignment.objects.filter(row__plan=plan).order_by("pk").values_list("row_id", "resource__name", "units")
    for row, name, units in uses:
        found.setdefault(row, []).append(name if units == 1000 else f"{name} {units / 10:g}%")
    return {row: ", ".join(names) for row, names in found.items()}


def rest(plan: Plan) -> list[tuple[int, int]]:
    """Whole days without work within the span of the plan, those side by side joined."""
    if plan.start is None or plan.finish is None:
        return []
    _known, hours = network.calendars_of(plan, set())
    first = plan.start // DAY - 7
    last = min(plan.finish // DAY + 30, first + MOST_REST)
    found: list[tuple[int, int]] = []
    for number in range(first, last + 1):
        begin = number * DAY
        if hours.hours(day_of(begin)):
            continue
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], begin + DAY)
        else:
            found.append((begin, begin + DAY))
    return found
