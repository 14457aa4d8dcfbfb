"""On whose hours each task of a file is worked: its own calendar's, its people's, or the project's."""

from functools import reduce

from pursuit.engine.calendar.shared import common, either
from pursuit.engine.calendar.week import ALWAYS, STANDARD, WorkCalendar
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.tasks import Task
from pursuit.integrations.msproject.working import work_calendars

Kind = tuple[bool, int | None, frozenset[int], bool]  # elapsed, own calendar, people's calendars, people ignored


class Hours:
    """calendars: those in use, each once however often the file repeats it; the project's is the first."""

    def __init__(self, plan: Plan) -> None:
        self._by_uid = work_calendars(plan)
        self.calendars: list[WorkCalendar] = []
        self._project = self._by_uid.get(plan.calendar_uid or 0) or next(iter(self._by_uid.values()), STANDARD)
        self._number(self._project)
        self._known: dict[Kind, int] = {}
        self._people: dict[int, set[int]] = {}
        own: dict[int | None, int | None] = {
            one.uid: one.calendar_uid for one in plan.resources if one.kind == "work" and one.uid
        }
        for one in plan.assignments:
            calendar = own.get(one.resource_uid)
            if one.task_uid is not None and calendar in self._by_uid and calendar is not None:
                self._people.setdefault(one.task_uid, set()).add(calendar)

    def of(self, task: Task) -> int:
        """The number of the calendar in which a task is worked."""
        kind = (
            task.elapsed,
            task.calendar_uid if task.calendar_uid in self._by_uid else None,
            frozenset(self._people.get(task.uid or 0, ())),
            task.ignore_resource_calendar,
        )
        if kind not in self._known:
            self._known[kind] = self._number(self._found(*kind))
        return self._known[kind]

    def _found(self, elapsed: bool, own_uid: int | None, people: frozenset[int], ignored: bool) -> WorkCalendar:
        """Of several people the hours in which any is there: that is how Project counts the duration of a task that a
        day and a night shift share."""
        if elapsed:
            return ALWAYS
        own = None if own_uid is None else self._by_uid[own_uid]
        theirs = reduce(either, (self._by_uid[uid] for uid in sorted(people))) if people else None
        if own is None or theirs is None or ignored:
            return own or theirs or self._project
        both = common(own, theirs)
        # Nobody is there in the task's hours: Project warns and takes the task's.
        return both if any(both.week) else own

    def _number(self, calendar: WorkCalendar) -> int:
        if calendar not in self.calendars:
            self.calendars.append(calendar)
        return self.calendars.index(calendar)
