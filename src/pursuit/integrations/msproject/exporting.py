"""A stored plan as a plan file: what we know in the words of the format, and what its own file said besides."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pursuit.domain.plans.models import Assignment, PlanResource, PlanRow
from pursuit.domain.plans.queries.stored import Stored
from pursuit.integrations.msproject import kept
from pursuit.integrations.msproject.exportedcalendars import Calendars
from pursuit.integrations.msproject.exportedrows import at, links_into, same, written
from pursuit.integrations.msproject.people import Assignment as Use
from pursuit.integrations.msproject.people import Resource, ResourceType
from pursuit.integrations.msproject.plan import Plan as File
from pursuit.integrations.msproject.storing import IMPORTED, SOURCE
from pursuit.integrations.msproject.tasks import Baseline, Link, Task
from pursuit.integrations.msproject.writer import complete

OURS = 100_000_000  # numbers of what no file gave one


def exported(stored: Stored, name: str) -> File:
    """The plan as Microsoft Project takes it. name: of what it is about."""
    return complete(_Export(stored, name).made())


class _Export:
    """kept: tasks, resources, assignments of the file it came from, by their numbers there."""

    def __init__(self, stored: Stored, name: str) -> None:
        self.stored, self.name = stored, name
        plan = stored.plan.extra
        self.base = kept.read(
            plan.get(SOURCE, ""),
            [row.extra.get(SOURCE, "") for row in stored.rows] + [text for _before, text in plan.get("blank", [])],
            [one.extra.get(SOURCE, "") for one in stored.resources],
            [one.extra.get(SOURCE, "") for one in stored.uses],
        )
        self.tasks = {one.uid: one for one in self.base.tasks}
        self.uids = {row.pk: _uid(row.task.subject.source, row.task.subject.source_id, row.pk) for row in stored.rows}
        self.rows = {row.pk: row for row in stored.rows}
        self.moved = self._moved()
        self.above = {row.parent_id for row in stored.rows}
        self.calendars = Calendars(stored, self.base.calendars)
        self.people = {one.pk: int(one.key) if one.key.isdecimal() else OURS + one.pk for one in stored.resources}

    def made(self) -> File:
        plan = self.stored.plan
        return replace(
            self.base,
            name=self.base.name or self.name,
            title=self.base.title or self.name,
            schedule_from_start=not plan.from_end,
            start=at(plan.start if plan.from_end else plan.begin),
            finish=at(plan.end if plan.from_end else plan.finish),
            status_date=at(plan.status_at),
            calendar_uid=self.calendars.uid(plan.calendar_id),
            minutes_per_day=plan.day,
            minutes_per_week=plan.week,
            days_per_month=max(plan.month // plan.day, 1),
            calendars=self.calendars.all(),
            tasks=tuple(self._numbered()),
            resources=tuple(self._resource(one) for one in self.stored.resources),
            assignments=(*(self._assignment(one) for one in self.stored.uses), *self._loose()),
        )

    def _loose(self) -> tuple[Use, ...]:
        """Of nobody, or to no row, unless its row is gone."""
        found = kept.read("", [], [], self.stored.plan.extra.get("loose", [])).assignments
        there = {*self.uids.values(), 0}
        return tuple(one for one in found if one.task_uid in there)

    def _moved(self) -> set[int]:
        """Rows that are not where the file had them: what it said day by day does not hold any more."""
        was = self.stored.baselines.get(IMPORTED, {})
        return {
            row.pk
            for row in self.stored.rows
            if row.pk not in was or (was[row.pk].start, was[row.pk].finish) != (row.start, row.finish)
        }

    def _numbered(self) -> Iterable[Task]:
        """Rows with the blank lines of the file where they were, each with the number of its line."""
        blanks: dict[int | None, list[Task]] = {}
        for before, text in self.stored.plan.extra.get("blank", []):
            blanks.setdefault(before, []).append(kept.read("", [text], [], []).tasks[0])
        lines = [*blanks.get(None, [])]
        into = links_into(self.stored, self.uids)
        for row, number in zip(self.stored.rows, self.stored.numbers, strict=True):
            lines.append(self._task(row, number, into.get(row.pk, ())))
            lines += blanks.get(self.uids[row.pk], [])
        first = 0 if lines and lines[0].uid == 0 else 1
        for place, task in enumerate(lines, first):
            whole = task.uid == 0
            start = at(self.stored.plan.start) if whole else task.start
            finish = at(self.stored.plan.finish) if whole else task.finish
            yield replace(task, id=place, start=start, finish=finish)

    def _task(self, row: PlanRow, number: str, links: tuple[Link, ...]) -> Task:
        uid = self.uids[row.pk]
        base = self.tasks.get(uid) or Task(uid=uid)
        summary = row.pk in self.above
        return replace(
            written(row, base),
            name=row.task.title,
            notes=row.task.note,
            outline_level=number.count(".") + 1,
            outline_number=number,
            wbs=base.wbs or number,
            summary=summary,
            calendar_uid=None if row.calendar_id is None else self.calendars.uid(row.calendar_id),
            links=(*base.links, *links),
            baselines=tuple(self._baselines(row, base)),
            timephased=() if row.pk in self.moved else base.timephased,
        )

    def _baselines(self, row: PlanRow, base: Task) -> Iterable[Baseline]:
        known = {one.number: one for one in base.baselines}
        for number, rows in sorted(self.stored.baselines.items()):
            was = rows.get(row.pk)
            if was is None or number < 0:
                continue
            one = known.get(number) or Baseline(number=number)
            seconds = one.start, one.finish
            yield replace(
                one,
                start=same(seconds[0], was.start),
                finish=same(seconds[1], was.finish),
                duration=one.duration if _rounds(one.duration, was.duration) else was.duration,
                work=one.work if _rounds(one.work, was.work) else was.work,
            )

    def _resource(self, one: PlanResource) -> Resource:
        uid = self.people[one.pk]
        base = next((each for each in self.base.resources if each.uid == uid), None)
        if base is None:
            kind = ResourceType.MATERIAL if one.kind == "material" else ResourceType.WORK
            base = Resource(uid=uid, id=uid, type=kind, is_cost=one.kind == "cost")
        most = base.max_units
        if round((1 if most is None else most) * 1000) != one.most:
            most = Decimal(one.most) / 1000
        calendar = None if one.calendar_id is None else self.calendars.uid(one.calendar_id)
        return replace(base, name=one.name, max_units=most, calendar_uid=calendar)

    def _assignment(self, one: Assignment) -> Use:
        row, uids = self.rows[one.row_id], (self.uids[one.row_id], self.people[one.resource_id])
        base = next((each for each in self.base.assignments if (each.task_uid, each.resource_uid) == uids), None)
        if base is None:
            base = Use(uid=OURS + one.pk, task_uid=uids[0], resource_uid=uids[1])
        units = Decimal(one.units) / 1000
        if base.units is not None and round(base.units * 1000) == one.units:
            units = base.units
        found = replace(
            base,
            units=units,
            work=base.work if _rounds(base.work, one.work) else one.work,
            actual_work=base.actual_work if _rounds(base.actual_work, one.done) else one.done,
        )
        if row.pk in self.moved:
            # The pieces of a row that rests in between say where, if not any more when.
            pieces = found.timephased if row.rests else ()
            found = replace(found, start=at(row.start), finish=at(row.finish), timephased=pieces)
        return found


def _uid(source: str, source_id: str, pk: int) -> int:
    """The number the file gave, or one of our own that no file gives."""
    number = source_id.rpartition(":")[2]
    return int(number) if source == SOURCE and number.isdecimal() else OURS + pk


def _rounds(value: float | None, stored: int | None) -> bool:
    return value is None if stored is None else value is not None and round(value) == stored
