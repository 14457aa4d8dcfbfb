"""Resources and assignments of a plan file."""

# ruff: noqa: RUF009  the helpers of binding make dataclass fields

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum

from pursuit.integrations.msproject.binding import element, maybe, several
from pursuit.integrations.msproject.codecs import FLAG, MINUTES, MONEY, NUMBER, OPTIONAL, STAMP, TEXT, WHOLE, choice
from pursuit.integrations.msproject.tasks import Baseline, CustomValue, Timephased


class ResourceType(IntEnum):
    MATERIAL = 0
    WORK = 1
    COST = 2  # Microsoft Project writes 0 and IsCostResource


class Contour(IntEnum):
    FLAT = 0
    BACK_LOADED = 1
    FRONT_LOADED = 2
    DOUBLE_PEAK = 3
    EARLY_PEAK = 4
    LATE_PEAK = 5
    BELL = 6
    TURTLE = 7
    CUSTOM = 8


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of a cost rate table (0 = A … 4 = E); the rates are money per unit of their format, 2 = per hour."""

    first: datetime | None = maybe("RatesFrom", STAMP)
    last: datetime | None = maybe("RatesTo", STAMP)
    table: int = element("RateTable", WHOLE, 0)
    standard: Decimal | None = maybe("StandardRate", NUMBER)
    standard_format: int | None = maybe("StandardRateFormat", WHOLE)
    overtime: Decimal | None = maybe("OvertimeRate", NUMBER)
    overtime_format: int | None = maybe("OvertimeRateFormat", WHOLE)
    cost_per_use: Decimal | None = maybe("CostPerUse", MONEY)


@dataclass(frozen=True, slots=True)
class Availability:
    """units: 1 is 100 %."""

    first: datetime | None = maybe("AvailableFrom", STAMP)
    last: datetime | None = maybe("AvailableTo", STAMP)
    units: Decimal | None = maybe("AvailableUnits", NUMBER)


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody or something; uid 0 is the row for "nobody". Work is minutes, units are shares (1 = 100 %)."""

    uid: int | None = maybe("UID", WHOLE)
    id: int | None = maybe("ID", WHOLE)
    name: str = element("Name", TEXT, "")
    type: ResourceType | None = maybe("Type", choice(ResourceType))
    is_cost: bool = element("IsCostResource", FLAG, False)
    is_null: bool = element("IsNull", FLAG, False)
    initials: str = element("Initials", TEXT, "")
    email: str = element("EmailAddress", TEXT, "")
    group: str = element("Group", TEXT, "")
    code: str = element("Code", TEXT, "")
    material_label: str = element("MaterialLabel", TEXT, "")
    max_units: Decimal | None = maybe("MaxUnits", NUMBER)
    peak_units: Decimal | None = maybe("PeakUnits", NUMBER)
    overallocated: bool | None = maybe("OverAllocated", FLAG)
    can_level: bool | None = maybe("CanLevel", FLAG)
    accrue_at: int | None = maybe("AccrueAt", WHOLE)
    calendar_uid: int | None = maybe("CalendarUID", WHOLE)
    standard_rate: Decimal | None = maybe("StandardRate", NUMBER)
    standard_rate_format: int | None = maybe("StandardRateFormat", WHOLE)
    overtime_rate: Decimal | None = maybe("OvertimeRate", NUMBER)
    overtime_rate_format: int | None = maybe("OvertimeRateFormat", WHOLE)
    cost_per_use: Decimal | None = maybe("CostPerUse", MONEY)
    cost: Decimal | None = maybe("Cost", MONEY)
    actual_cost: Decimal | None = maybe("ActualCost", MONEY)
    remaining_cost: Decimal | None = maybe("RemainingCost", MONEY)
    work: float | None = maybe("Work", MINUTES)
    actual_work: float | None = maybe("ActualWork", MINUTES)
    remaining_work: float | None = maybe("RemainingWork", MINUTES)
    available_from: datetime | None = maybe("AvailableFrom", STAMP)
    available_to: datetime | None = maybe("AvailableTo", STAMP)
    is_generic: bool = element("IsGeneric", FLAG, False)
    is_inactive: bool = element("IsInactive", FLAG, False)
    is_budget: bool = element("IsBudget", FLAG, False)
    notes: str = element("Notes", TEXT, "")
    hyperlink: str = element("Hyperlink", TEXT, "")
    hyperlink_address: str = element("HyperlinkAddress", TEXT, "")
    hyperlink_sub_address: str = element("HyperlinkSubAddress", TEXT, "")
    custom: tuple[CustomValue, ...] = several("ExtendedAttribute", CustomValue)
    baselines: tuple[Baseline, ...] = several("Baseline", Baseline)
    outline_codes: tuple[CustomValue, ...] = several("OutlineCode", CustomValue)
    availability: tuple[Availability, ...] = several("AvailabilityPeriods/AvailabilityPeriod", Availability)
    rates: tuple[Rate, ...] = several("Rates/Rate", Rate)
    timephased: tuple[Timephased, ...] = several("TimephasedData", Timephased)
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """work, material or cost; a file that does not say means work."""
        if self.is_cost or self.type == ResourceType.COST:
            return "cost"
        return "material" if self.type == ResourceType.MATERIAL else "work"

    @property
    def is_named(self) -> bool:
        """Whether this is a resource: neither a blank line nor the row for “nobody”."""
        return not self.is_null and self.uid != 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who works on what. resource_uid None: nobody (−65535 in the file). Work is minutes; delay as read."""

    uid: int | None = maybe("UID", WHOLE)
    task_uid: int | None = maybe("TaskUID", WHOLE)
    resource_uid: int | None = maybe("ResourceUID", WHOLE)
    units: Decimal | None = maybe("Units", NUMBER)
    work: float | None = maybe("Work", MINUTES)
    regular_work: float | None = maybe("RegularWork", MINUTES)
    actual_work: float | None = maybe("ActualWork", MINUTES)
    remaining_work: float | None = maybe("RemainingWork", MINUTES)
    overtime_work: float | None = maybe("OvertimeWork", MINUTES)
    actual_overtime_work: float | None = maybe("ActualOvertimeWork", MINUTES)
    remaining_overtime_work: float | None = maybe("RemainingOvertimeWork", MINUTES)
    percent_work_complete: Decimal | None = maybe("PercentWorkComplete", NUMBER)
    start: datetime | None = maybe("Start", STAMP)
    finish: datetime | None = maybe("Finish", STAMP)
    actual_start: datetime | None = maybe("ActualStart", OPTIONAL)
    actual_finish: datetime | None = maybe("ActualFinish", OPTIONAL)
    stop: datetime | None = maybe("Stop", OPTIONAL)
    resume: datetime | None = maybe("Resume", OPTIONAL)
    delay: Decimal | None = maybe("Delay", NUMBER)
    leveling_delay: Decimal | None = maybe("LevelingDelay", NUMBER)
    leveling_delay_format: int | None = maybe("LevelingDelayFormat", WHOLE)
    contour: Contour = element("WorkContour", choice(Contour), Contour.FLAT)
    rate_table: int | None = maybe("CostRateTable", WHOLE)
    fixed_rate_units: bool | None = maybe("HasFixedRateUnits", FLAG)
    fixed_material: bool | None = maybe("FixedMaterial", FLAG)
    cost: Decimal | None = maybe("Cost", MONEY)
    actual_cost: Decimal | None = maybe("ActualCost", MONEY)
    remaining_cost: Decimal | None = maybe("RemainingCost", MONEY)
    overtime_cost: Decimal | None = maybe("OvertimeCost", MONEY)
    budget_cost: Decimal | None = maybe("BudgetCost", MONEY)
    budget_work: float | None = maybe("BudgetWork", MINUTES)
    notes: str = element("Notes", TEXT, "")
    hyperlink: str = element("Hyperlink", TEXT, "")
    hyperlink_address: str = element("HyperlinkAddress", TEXT, "")
    hyperlink_sub_address: str = element("HyperlinkSubAddress", TEXT, "")
    custom: tuple[CustomValue, ...] = several("ExtendedAttribute", CustomValue)
    baselines: tuple[Baseline, ...] = several("Baseline", Baseline)
    timephased: tuple[Timephased, ...] = several("TimephasedData", Timephased)
    extra: tuple[tuple[str, str], ...] = ()
