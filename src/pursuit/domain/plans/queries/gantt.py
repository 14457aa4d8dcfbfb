"""A plan as its chart shows it: rows in the order of the outline, links, baseline, rest; a fixed number of statements.

What a page knows already is not sent again: `since` gives only the rows that changed after a version of the plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

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
    "pk", "parent_id", "task__subject__title", "milestone", "start", "finish", "duration", "percent", "total_float",
    "fixed_start", "inactive", "side", "task__subject__owner__name", "deadline", "limit", "limit_at", "anchor",
    "task__subject__version", "task__status", "task__subject__owner_id", "late_finish",
)  # fmt: skip
_OUTLINE = ("pk", "parent_id", "percent", "duration", "inactive", "changed")
FEW = 500  # ids that one statement names
MOST_REST = 3 * 366  # days looked at for shading
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Chart:
    """rows: cells in the order of COLUMNS; links: (id, before, after, kind, lag, unit); rest: [begin, end] in which the
    plan's calendar has no work; order: ids of all rows."""

    rows: list[Cells]
    links: list[Cells]
    rest: list[tuple[int, int]]
    order: list[int]


def chart(actor: Actor, plan: Plan, *, since: int = 0, baseline: int = 0) -> Chart:
    """The chart of a visible plan."""
    live = PlanRow.objects.visible_to(actor).filter(plan=plan, task__subject__deleted_at=None)
    outline = [dict(zip(_OUTLINE, row, strict=True)) for row in live.order_by("place", "pk").values_list(*_OUTLINE)]
    number = {row["pk"]: place for place, row in enumerate(outline)}
    above = [number.get(row["parent_id"], -1) for row in outline]
    wbs, summaries = numbers(above), set(above)
    done = _percents(outline, above)
    news = [row["changed"] > since for row in outline]
    for place in range(len(outline) - 1, -1, -1):
        if news[place] and above[place] >= 0:
            news[above[place]] = True  # how far a summary is follows from what is below it
    was, people = _baseline(plan, baseline), _people(plan)
    rows = []
    for row in _stored(live, [row["pk"] for row, new in zip(outline, news, strict=True) if new]):
        place = number[row["pk"]]
        parent = outline[above[place]]["pk"] if above[place] >= 0 else None
        own = parent, wbs[place], int(place in summaries), done[place]
        rows.append(_cells(row, own, was.get(row["pk"], (None, None)), people.get(row["pk"], "")))
    links: list[Cells] = [
        one
        for one in PlanLink.objects.filter(after__plan=plan).order_by("pk").values_list(*network.LINK)
        if one[1] in number and one[2] in number
    ]
    return Chart(rows, links, rest(plan), list(number))


def _stored(live: QuerySet[PlanRow], wanted: Sequence[int]) -> Iterable[Mapping[str, object]]:
    """The wanted rows in their order; many of them are taken out of all."""
    few = live.filter(pk__in=wanted) if len(wanted) <= FEW else live
    known = set(wanted)
    for row in few.order_by("place", "pk").values_list(*_STORED):
        if row[0] in known:
            yield dict(zip(_STORED, row, strict=True))


def _cells(
    row: Mapping[str, object], own: tuple[object, str, int, int], was: tuple[object, object], people: str
) -> Cells:
    """own: parent, number in the outline, is it a summary, how far it is."""
    parent, wbs, summary, percent = own
    slack = row["total_float"]
    critical = isinstance(slack, int) and slack <= 0 and percent < 100
    return (
        row["pk"], parent, row["task__subject__title"], wbs, summary, int(bool(row["milestone"])), row["start"],
        row["finish"], row["duration"], percent, slack, int(critical), int(row["fixed_start"] is not None),
        int(bool(row["inactive"])), row["side"], row["task__subject__owner__name"] or "", *was,
        row["deadline"], row["limit"], row["limit_at"], int(bool(row["anchor"])), people,
        row["task__subject__version"], row["task__status"], row["task__subject__owner_id"],
        row["late_finish"],
    )  # fmt: skip


def _percents(stored: Sequence[Mapping[str, object]], above: Sequence[int]) -> list[int]:
    """How far each row is; a summary as far as what is below it, weighed by duration."""
    done = [0.0] * len(stored)
    whole = [0.0] * len(stored)
    found = [0] * len(stored)
    for place in range(len(stored) - 1, -1, -1):
        row = stored[place]
        if whole[place]:
            share = done[place] / whole[place]
        else:
            share = float(str(row["percent"])) / 100
            whole[place] = float(str(row["duration"])) or 1.0
            done[place] = share * whole[place]
        found[place] = int(share * 100)
        if above[place] >= 0 and not row["inactive"]:
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
