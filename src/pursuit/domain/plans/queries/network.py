"""A stored plan as facts for the engine, and the questions about its dates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from django.db.models import CharField, IntegerField
from django.db.models.functions import Cast

from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.plans.models import Assignment, Plan, PlanLink, PlanRow
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.shared import common, either
from pursuit.engine.calendar.week import ALWAYS
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.engine.schedule.answer import Answer
from pursuit.engine.schedule.network import NONE, Links, network
from pursuit.engine.schedule.outline import Outline, outline
from pursuit.kernel import pickers
from pursuit.kernel.engineprocess import client

DATES = client.Question[Answer]("pursuit.engine.schedule.ask:dates")
NETWORK = ("limit", "limit_at", "deadline", "begun", "ended", "remaining", "resumes", "fixed_start", "fixed_finish")
FOUND = (
    "start", "finish", "early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float",
)  # fmt: skip
KEYS = ("task_id", "parent_id", "calendar_id", "rests", "duration", "leveled")


class Plain(Cast):
    """As the database has it: to make a date or a truth value of each costs more than to read it."""

    def get_db_converters(self, connection: object) -> list[Callable[..., object]]:  # noqa: ARG002  Django's
        return []


PLAIN = {
    "due": Plain("task__due_on", CharField()),
    **{f"is_{name}": Plain(name, IntegerField()) for name in ("own_hours", "elapsed", "inactive")},
}
LINK = ("pk", "before_id", "after_id", "kind", "lag", "unit")
# What decides the hours of a row: is it elapsed time, its own calendar, those of its people, are these ignored.
Kind = tuple[int | bool | None, int | bool | None, frozenset[int], int | bool | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """rows: ids of the tasks in the order of the outline; links: ids of the links; found: int64[n] by name, what is
    stored of the dates, NONE where nothing is; floor: int64[n], instants before which levelled rows do not start; due:
    the days people see in their lists, as text."""

    plan: Plan
    rows: Sequence[int]
    links: Sequence[int]
    outline: Outline
    calendars: tuple[Hours, ...]
    found: Mapping[str, Ints]
    floor: Ints
    due: Sequence[str | None]

    def dated(self, names: Sequence[str] = ()) -> Answer:
        """Ask the engine. Raises NoDates with the rows it is about, and Unavailable."""
        plan = self.plan
        end = plan.end if plan.from_end else None
        return client.ask(
            DATES, self.outline, self.calendars, plan.begin,
            names=names, end=end, from_end=plan.from_end, floor=self.floor,
        )  # fmt: skip


def facts(plan: Plan) -> Facts:
    """Everything that decides the dates of a plan, in five statements whatever its size."""
    columns = (*KEYS, *PLAIN, *NETWORK, *FOUND)
    live = PlanRow.objects.filter(plan=plan, task__subject__deleted_at=None).order_by("place", "pk")
    table = list(live.annotate(**PLAIN).values_list(*columns))
    by_name = dict(zip(columns, zip(*table, strict=True), strict=True)) if table else dict.fromkeys(columns, ())
    ids = list(by_name["task_id"])
    parent = _places(ids, _filled(by_name["parent_id"]))
    aside = np.array(by_name["is_inactive"], np.int64)
    filled = {name: _filled(by_name[name]) for name in (*NETWORK, *FOUND)}
    calendar, calendars = _hours(plan, by_name)
    length = np.array(by_name["duration"], np.int64) + np.array(by_name["rests"], np.int64)
    links, keys = _links(plan, ids)
    net = network(length, links, calendar=calendar, **{name: filled[name] for name in NETWORK})
    found = {name: filled[name] for name in FOUND}
    floor = _filled(by_name["leveled"])
    return Facts(plan, ids, keys, outline(parent, aside, net), calendars, found, floor, by_name["due"])


def _filled(column: Sequence[int | None]) -> Ints:
    return np.array([NONE if one is None else one for one in column], np.int64)


def _places(ids: Sequence[int], wanted: Ints) -> Ints:
    """Where each of the wanted ids stands among these; -1 where it does not."""
    known = np.array(ids, np.int64)
    order = np.argsort(known)
    found = np.searchsorted(known, wanted, sorter=order)
    if not len(order):
        return np.full(len(wanted), -1, np.int64)
    places = order[np.minimum(found, len(order) - 1)]
    return np.where(known[places] == wanted, places, -1)


def _links(plan: Plan, ids: Sequence[int]) -> tuple[Links, list[int]]:
    """Links between live rows."""
    stored = PlanLink.objects.filter(after__plan=plan).order_by("pk").values_list(*LINK)
    table = np.array(list(stored), np.int64).reshape(-1, len(LINK))
    before, after = _places(ids, table[:, 1]), _places(ids, table[:, 2])
    used = (before >= 0) & (after >= 0)
    ends = (before[used], after[used])
    return Links(*ends, *(np.ascontiguousarray(table[used, column]) for column in (3, 4, 5))), table[used, 0].tolist()


def _hours(plan: Plan, rows: Mapping[str, Sequence[int | bool | None]]) -> tuple[Ints, tuple[Hours, ...]]:
    """The calendar of each row: its own, its people's, both, or the plan's; each once, the plan's first."""
    people: dict[int, set[int]] = {}
    for task, calendar in Assignment.objects.filter(
        row__plan=plan, resource__kind="work", resource__calendar__isnull=False
    ).values_list("row_id", "resource__calendar_id"):
        people.setdefault(task, set()).add(calendar or 0)
    nobody = frozenset[int]()
    whose = {task: frozenset(theirs) for task, theirs in people.items()}
    theirs = [whose.get(task or 0, nobody) for task in rows["task_id"]]
    kinds: list[Kind] = list(zip(rows["is_elapsed"], rows["calendar_id"], theirs, rows["is_own_hours"], strict=True))
    met = dict.fromkeys(kinds)  # each once, in order
    wanted = {one for _elapsed, own, several, _ignored in met for one in (own, *several) if one}
    known, company = calendars_of(plan, {int(one) for one in wanted})
    number: dict[object, int] = {}
    calendars = [company]
    for kind in met:
        found = _found(kind, known, company)
        if found not in calendars:
            calendars.append(found)
        number[kind] = calendars.index(found)
    return np.array([number[kind] for kind in kinds], np.int64), tuple(calendars)


def _found(kind: Kind, known: Mapping[object, Hours], company: Hours) -> Hours:
    """Of several people the hours in which any is there. Where nobody is in the row's own hours, those count."""
    elapsed, own, people, ignored = kind
    if elapsed:
        return ALWAYS
    mine = known[own] if own else None
    theirs = reduce(either, (known[one] for one in sorted(people))) if people else None
    if mine is None or theirs is None or ignored:
        return mine or theirs or company
    both = common(mine, theirs)
    return both if any(both.week) else mine


def calendars_of(plan: Plan, wanted: set[int]) -> tuple[Mapping[object, Hours], Hours]:
    """Calendars by id, and the plan's own or else the company's."""
    first = plan.calendar_id
    asked = wanted if first is None else {*wanted, first}
    weeks = dict(WorkCalendar.objects.filter(pk__in=asked).values_list("pk", "week"))
    if first is None:
        first, week = WorkCalendar.objects.values_list("pk", "week").get(is_default=True)
        weeks[first] = week
    days: dict[int, dict[object, object]] = {pk: {} for pk in weeks}
    for pk, day, hours in CalendarDay.objects.filter(calendar__in=weeks).values_list("calendar_id", "day", "hours"):
        days[pk][day] = tuple((begin, end) for begin, end in hours)
    found: dict[object, Hours] = {
        pk: Hours(tuple(tuple((begin, end) for begin, end in spans) for spans in week), days[pk])  # type: ignore[arg-type]
        for pk, week in weeks.items()
    }
    return found, found[first]


def names(ids: Sequence[int]) -> list[str]:
    """Titles of tasks, in the order of the ids."""
    titles = pickers.titles(list(ids))
    return [titles.get(one, f"{one}") for one in ids]


def depths(parent: Ints) -> list[int]:
    """How deep each row lies."""
    found: list[int] = []
    for above in parent.tolist():
        found.append(found[above] + 1 if above >= 0 else 0)
    return found
