"""Tasks of a plan file and what hangs on them: links, baselines, custom values, timephased data."""

# ruff: noqa: RUF009  the helpers of binding make dataclass fields

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum

from pursuit.integrations.msproject.binding import element, maybe, several
from pursuit.integrations.msproject.codecs import (
    FLAG,
    MINUTES,
    MONEY,
    NUMBER,
    OPTIONAL,
    PLANNED,
    SLACK,
    STAMP,
    TEXT,
    WHOLE,
    choice,
)

ESTIMATED = 32  # a duration format plus this: the same, with a question mark
PERCENT = frozenset({19, 20})
ELAPSED = frozenset({4, 6, 8, 10, 12, 20})


def is_elapsed(shown: int | None) -> bool:
    """Whether a DurationFormat or LagFormat counts the clock, not working time."""
    return shown is not None and (shown - ESTIMATED if shown > ESTIMATED else shown) in ELAPSED


def is_percent(shown: int | None) -> bool:
    return shown is not None and (shown - ESTIMATED if shown > ESTIMATED else shown) in PERCENT


class LinkType(IntEnum):
    FF = 0
    FS = 1
    SF = 2
    SS = 3


class TaskType(IntEnum):
    FIXED_UNITS = 0
    FIXED_DURATION = 1
    FIXED_WORK = 2


class Constraint(IntEnum):
    AS_SOON_AS_POSSIBLE = 0
    AS_LATE_AS_POSSIBLE = 1
    MUST_START_ON = 2
    MUST_FINISH_ON = 3
    START_NO_EARLIER_THAN = 4
    START_NO_LATER_THAN = 5
    FINISH_NO_EARLIER_THAN = 6
    FINISH_NO_LATER_THAN = 7


@dataclass(frozen=True, slots=True)
class Link:
    """lag_as_stored: tenths of a minute whatever lag_format says, but a percentage where it is 19, 20, 51 or 52."""

    predecessor: int | None = maybe("PredecessorUID", WHOLE)
    type: LinkType = element("Type", choice(LinkType), LinkType.FS)
    cross_project: bool = element("CrossProject", FLAG, False)
    cross_project_name: str = element("CrossProjectName", TEXT, "")
    lag_as_stored: Decimal = element("LinkLag", NUMBER, Decimal(0))
    lag_format: int | None = maybe("LagFormat", WHOLE)

    @property
    def percent(self) -> bool:
        """Whether the lag is a percentage of the predecessor's duration."""
        return is_percent(self.lag_format)

    @property
    def elapsed(self) -> bool:
        return is_elapsed(self.lag_format)

    @property
    def lag(self) -> float:
        """Minutes, or per cent; negative is a lead."""
        return float(self.lag_as_stored if self.percent else self.lag_as_stored / 10)


@dataclass(frozen=True, slots=True)
class Timephased:
    """A piece of work or cost between two moments. type: 1 planned, 2 done, 11 per cent … 76; value as stored."""

    type: int | None = maybe("Type", WHOLE)
    uid: int | None = maybe("UID", WHOLE)
    start: datetime | None = maybe("Start", STAMP)
    finish: datetime | None = maybe("Finish", STAMP)
    unit: int | None = maybe("Unit", WHOLE)  # 0 minutes, 1 hours, 2 days, 3 weeks, 5 months, 8 years
    value: str = element("Value", TEXT, "")


@dataclass(frozen=True, slots=True)
class Baseline:
    """number 0–10; work in minutes, cost in money. Of tasks, resources and assignments alike."""

    timephased: tuple[Timephased, ...] = several("TimephasedData", Timephased)
    number: int = element("Number", WHOLE, 0)
    interim: bool | None = maybe("Interim", FLAG)
    start: datetime | None = maybe("Start", STAMP)
    finish: datetime | None = maybe("Finish", STAMP)
    duration: float | None = maybe("Duration", MINUTES)
    duration_format: int | None = maybe("DurationFormat", WHOLE)
    estimated: bool | None = maybe("EstimatedDuration", FLAG)
    work: float | None = maybe("Work", MINUTES)
    cost: Decimal | None = maybe("Cost", MONEY)
    bcws: Decimal | None = maybe("BCWS", NUMBER)
    bcwp: Decimal | None = maybe("BCWP", NUMBER)
    fixed_cost: Decimal | None = maybe("FixedCost", MONEY)


@dataclass(frozen=True, slots=True)
class CustomValue:
    """The value of a custom field, as text: a cost is in hundredths, a duration ISO, a flag 0 or 1."""

    uid: str = element("UID", TEXT, "")
    field_id: str = element("FieldID", TEXT, "")
    value: str = element("Value", TEXT, "")
    value_id: str = element("ValueID", TEXT, "")
    value_guid: str = element("ValueGUID", TEXT, "")
    duration_format: int | None = maybe("DurationFormat", WHOLE)


@dataclass(frozen=True, slots=True)
class Task:
    """A row. Durations and work are minutes of working time, or of the clock where `elapsed`; uid 0 is the whole."""

    uid: int | None = maybe("UID", WHOLE)
    id: int | None = maybe("ID", WHOLE)
    name: str = element("Name", TEXT, "")
    is_null: bool = element("IsNull", FLAG, False)
    active: bool = element("Active", FLAG, True)
    manual: bool = element("Manual", FLAG, False)
    type: TaskType = element("Type", choice(TaskType), TaskType.FIXED_UNITS)
    effort_driven: bool = element("EffortDriven", FLAG, False)
    summary: bool = element("Summary", FLAG, False)
    milestone: bool = element("Milestone", FLAG, False)
    recurring: bool = element("Recurring", FLAG, False)
    wbs: str = element("WBS", TEXT, "")
    outline_number: str = element("OutlineNumber", TEXT, "")
    outline_level: int = element("OutlineLevel", WHOLE, -1)
    priority: int | None = maybe("Priority", WHOLE)
    start: datetime | None = maybe("Start", PLANNED)
    finish: datetime | None = maybe("Finish", PLANNED)
    duration: float | None = maybe("Duration", MINUTES)
    duration_format: int | None = maybe("DurationFormat", WHOLE)
    estimated: bool = element("Estimated", FLAG, False)
    manual_start: datetime | None = maybe("ManualStart", OPTIONAL)
    manual_finish: datetime | None = maybe("ManualFinish", OPTIONAL)
    manual_duration: float | None = maybe("ManualDuration", MINUTES)
    work: float | None = maybe("Work", MINUTES)
    regular_work: float | None = maybe("RegularWork", MINUTES)
    overtime_work: float | None = maybe("OvertimeWork", MINUTES)
    actual_work: float | None = maybe("ActualWork", MINUTES)
    actual_overtime_work: float | None = maybe("ActualOvertimeWork", MINUTES)
    remaining_work: float | None = maybe("RemainingWork", MINUTES)
    remaining_overtime_work: float | None = maybe("RemainingOvertimeWork", MINUTES)
    actual_start: datetime | None = maybe("ActualStart", OPTIONAL)
    actual_finish: datetime | None = maybe("ActualFinish", OPTIONAL)
    actual_duration: float | None = maybe("ActualDuration", MINUTES)
    remaining_duration: float | None = maybe("RemainingDuration", MINUTES)
    percent_complete: Decimal | None = maybe("PercentComplete", NUMBER)
    percent_work_complete: Decimal | None = maybe("PercentWorkComplete", NUMBER)
    physical_percent_complete: Decimal | None = maybe("PhysicalPercentComplete", NUMBER)
    stop: datetime | None = maybe("Stop", OPTIONAL)
    resume: datetime | None = maybe("Resume", OPTIONAL)
    resume_valid: bool | None = maybe("ResumeValid", FLAG)
    constraint: Constraint = element("ConstraintType", choice(Constraint), Constraint.AS_SOON_AS_POSSIBLE)
    constraint_date: datetime | None = maybe("ConstraintDate", STAMP)
    deadline: datetime | None = maybe("Deadline", OPTIONAL)
    calendar_uid: int | None = maybe("CalendarUID", WHOLE)
    ignore_resource_calendar: bool = element("IgnoreResourceCalendar", FLAG, False)
    level_assignments: bool | None = maybe("LevelAssignments", FLAG)
    leveling_can_split: bool | None = maybe("LevelingCanSplit", FLAG)
    leveling_delay: Decimal | None = maybe("LevelingDelay", NUMBER)  # as read: its unit is not sure
    leveling_delay_format: int | None = maybe("LevelingDelayFormat", WHOLE)
    critical: bool | None = maybe("Critical", FLAG)
    early_start: datetime | None = maybe("EarlyStart", STAMP)
    early_finish: datetime | None = maybe("EarlyFinish", STAMP)
    late_start: datetime | None = maybe("LateStart", STAMP)
    late_finish: datetime | None = maybe("LateFinish", STAMP)
    total_slack: float | None = maybe("TotalSlack", SLACK)
    free_slack: float | None = maybe("FreeSlack", SLACK)
    start_slack: float | None = maybe("StartSlack", SLACK)
    finish_slack: float | None = maybe("FinishSlack", SLACK)
    fixed_cost: Decimal | None = maybe("FixedCost", MONEY)
    cost: Decimal | None = maybe("Cost", MONEY)
    overtime_cost: Decimal | None = maybe("OvertimeCost", MONEY)
    actual_cost: Decimal | None = maybe("ActualCost", MONEY)
    actual_overtime_cost: Decimal | None = maybe("ActualOvertimeCost", MONEY)
    remaining_cost: Decimal | None = maybe("RemainingCost", MONEY)
    remaining_overtime_cost: Decimal | None = maybe("RemainingOvertimeCost", MONEY)
    notes: str = element("Notes", TEXT, "")
    contact: str = element("Contact", TEXT, "")
    hyperlink: str = element("Hyperlink", TEXT, "")
    hyperlink_address: str = element("HyperlinkAddress", TEXT, "")
    hyperlink_sub_address: str = element("HyperlinkSubAddress", TEXT, "")
    is_subproject: bool = element("IsSubproject", FLAG, False)
    subproject_read_only: bool = element("IsSubprojectReadOnly", FLAG, False)
    subproject_name: str = element("SubprojectName", TEXT, "")
    external: bool = element("ExternalTask", FLAG, False)
    external_project: str = element("ExternalTaskProject", TEXT, "")
    created: datetime | None = maybe("CreateDate", STAMP)
    links: tuple[Link, ...] = several("PredecessorLink", Link)
    custom: tuple[CustomValue, ...] = several("ExtendedAttribute", CustomValue)
    baselines: tuple[Baseline, ...] = several("Baseline", Baseline)
    outline_codes: tuple[CustomValue, ...] = several("OutlineCode", CustomValue)
    timephased: tuple[Timephased, ...] = several("TimephasedData", Timephased)
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def elapsed(self) -> bool:
        """Whether the duration counts the clock."""
        return is_elapsed(self.duration_format)

    @property
    def is_row(self) -> bool:
        """Whether this is a task: neither a blank line nor the row of the whole project."""
        return not self.is_null and self.uid != 0
