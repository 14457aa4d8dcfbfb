"""A plan as a file says it: its settings, calendars, tasks, people and assignments, custom fields; plain units.

Minutes for durations, work and lags; local datetimes without a zone; money as Decimal in units of the currency.
"""

# ruff: noqa: RUF009  the helpers of binding make dataclass fields

from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal

from pursuit.integrations.msproject.binding import Remark, element, maybe, several
from pursuit.integrations.msproject.calendars import Calendar, CalendarException, Recurrence, Span, WeekDay, WorkWeek
from pursuit.integrations.msproject.codecs import CLOCK, FLAG, NUMBER, OPTIONAL, PLANNED, STAMP, TEXT, WHOLE, choice
from pursuit.integrations.msproject.people import Assignment, Availability, Contour, Rate, Resource, ResourceType
from pursuit.integrations.msproject.tasks import (
    Baseline,
    Constraint,
    CustomValue,
    Link,
    LinkType,
    Task,
    TaskType,
    Timephased,
)

__all__ = [
    "Assignment",
    "Availability",
    "Baseline",
    "Calendar",
    "CalendarException",
    "Constraint",
    "Contour",
    "CustomValue",
    "Definition",
    "Link",
    "LinkType",
    "ListValue",
    "Plan",
    "Rate",
    "Raw",
    "Recurrence",
    "Remark",
    "Resource",
    "ResourceType",
    "Span",
    "Task",
    "TaskType",
    "Timephased",
    "WeekDay",
    "WorkWeek",
]


@dataclass(frozen=True, slots=True)
class ListValue:
    """A value a custom field may take."""

    id: str = element("ID", TEXT, "")
    value: str = element("Value", TEXT, "")
    description: str = element("Description", TEXT, "")


@dataclass(frozen=True, slots=True)
class Definition:
    """A custom field that has a name of its own, a list of values, or a value somewhere."""

    field_id: str = element("FieldID", TEXT, "")
    name: str = element("FieldName", TEXT, "")
    alias: str = element("Alias", TEXT, "")
    formula: str = element("Formula", TEXT, "")
    values: tuple[ListValue, ...] = several("ValueList/Value", ListValue)
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """An element kept as it is: definitions of outline codes and WBS masks under their containers."""

    name: str
    text: str = ""
    children: tuple["Raw", ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """unknown: how often which element occurred that is not understood; remarks: what was put right in reading.

    Neither belongs to the plan: two plans are equal without them.
    """

    save_version: int | None = maybe("SaveVersion", WHOLE)
    name: str = element("Name", TEXT, "")
    title: str = element("Title", TEXT, "")
    subject: str = element("Subject", TEXT, "")
    category: str = element("Category", TEXT, "")
    company: str = element("Company", TEXT, "")
    manager: str = element("Manager", TEXT, "")
    author: str = element("Author", TEXT, "")
    created: datetime | None = maybe("CreationDate", STAMP)
    saved: datetime | None = maybe("LastSaved", STAMP)
    schedule_from_start: bool = element("ScheduleFromStart", FLAG, True)
    start: datetime | None = maybe("StartDate", PLANNED)
    finish: datetime | None = maybe("FinishDate", PLANNED)
    status_date: datetime | None = maybe("StatusDate", OPTIONAL)
    current_date: datetime | None = maybe("CurrentDate", STAMP)
    calendar_uid: int | None = maybe("CalendarUID", WHOLE)
    default_start: time | None = maybe("DefaultStartTime", CLOCK)
    default_finish: time | None = maybe("DefaultFinishTime", CLOCK)
    minutes_per_day: int = element("MinutesPerDay", WHOLE, 480)
    minutes_per_week: int = element("MinutesPerWeek", WHOLE, 2400)
    days_per_month: int = element("DaysPerMonth", WHOLE, 20)
    week_start_day: int | None = maybe("WeekStartDay", WHOLE)
    duration_format: int | None = maybe("DurationFormat", WHOLE)
    work_format: int | None = maybe("WorkFormat", WHOLE)
    critical_slack_days: int = element("CriticalSlackLimit", WHOLE, 0)
    multiple_critical_paths: bool = element("MultipleCriticalPaths", FLAG, False)
    honor_constraints: bool = element("HonorConstraints", FLAG, True)
    default_task_type: TaskType = element("DefaultTaskType", choice(TaskType), TaskType.FIXED_UNITS)
    new_tasks_effort_driven: bool = element("NewTasksEffortDriven", FLAG, False)
    new_tasks_estimated: bool = element("NewTasksEstimated", FLAG, True)
    new_tasks_manual: bool = element("NewTasksAreManual", FLAG, False)
    split_in_progress: bool = element("SplitsInProgressTasks", FLAG, True)
    currency_digits: int | None = maybe("CurrencyDigits", WHOLE)
    currency_symbol: str = element("CurrencySymbol", TEXT, "")
    currency_code: str = element("CurrencyCode", TEXT, "")
    currency_position: int | None = maybe("CurrencySymbolPosition", WHOLE)
    default_standard_rate: Decimal | None = maybe("DefaultStandardRate", NUMBER)
    default_overtime_rate: Decimal | None = maybe("DefaultOvertimeRate", NUMBER)
    kept: tuple[Raw, ...] = ()
    definitions: tuple[Definition, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
