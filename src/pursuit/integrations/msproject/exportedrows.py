"""The columns of a stored row in the words of a plan file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.stored import Stored
from pursuit.engine.calendar.week import moment
from pursuit.engine.schedule.network import LagUnit
from pursuit.integrations.msproject.network import KINDS
from pursuit.integrations.msproject.tasks import Constraint, Link, Task, TaskType, is_elapsed

KIND = {int(ours): theirs for theirs, ours in KINDS.items()}
DAYS, ELAPSED_DAYS = 7, 8
LAG = {LagUnit.WORK: 7, LagUnit.ELAPSED: 8, LagUnit.PERCENT: 19, LagUnit.PERCENT_ELAPSED: 20}
DATED = 2  # constraints from this one on have a date


def written(row: PlanRow, base: Task) -> Task:
    """The task of a row. base: what the file said that no column keeps."""
    shown = base.duration_format
    if shown is None or is_elapsed(shown) != row.elapsed:
        shown = ELAPSED_DAYS if row.elapsed else DAYS
    by_hand = row.fixed_start is not None
    length = row.duration if base.manual_duration is None else base.manual_duration
    task = replace(
        base,
        active=not row.inactive,
        manual=by_hand,
        manual_start=at(row.fixed_start),
        manual_finish=at(row.fixed_finish),
        manual_duration=float(length) if by_hand else None,
        type=TaskType(row.work_type),
        effort_driven=row.effort_driven,
        milestone=row.milestone,
        priority=row.weight,
        duration=float(row.duration),
        duration_format=shown,
        estimated=row.estimated,
        work=_float(row.work),
        constraint=Constraint(row.limit),
        constraint_date=at(row.limit_at) if row.limit >= DATED else None,
        deadline=at(row.deadline),
        ignore_resource_calendar=row.own_hours,
    )
    return _found(_done(task, row), row)


def _done(task: Task, row: PlanRow) -> Task:
    remaining = row.remaining
    if remaining is None:
        remaining = 0 if row.ended is not None else row.duration
    return replace(
        task,
        percent_complete=Decimal(row.percent),
        actual_start=at(row.begun),
        actual_finish=at(row.ended),
        remaining_duration=float(remaining),
        actual_duration=float(max(row.duration - remaining, 0)) if row.begun is not None else 0.0,
        resume=at(row.resumes),
    )


def _found(task: Task, row: PlanRow) -> Task:
    return replace(
        task,
        start=at(row.start),
        finish=at(row.finish),
        early_start=at(row.early_start),
        early_finish=at(row.early_finish),
        late_start=at(row.late_start),
        late_finish=at(row.late_finish),
        total_slack=_float(row.total_float),
        free_slack=_float(row.free_float),
        critical=None if row.total_float is None else row.total_float <= 0,
    )


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def links_into(stored: Stored, uids: Mapping[int, int]) -> Mapping[int, tuple[Link, ...]]:
    """Links by the row that waits."""
    found: dict[int, tuple[Link, ...]] = {}
    for one in stored.links:
        unit = LagUnit(one.unit)
        share = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
        lag = Decimal(one.lag) / 100 if share else Decimal(one.lag * 10)
        link = Link(predecessor=uids[one.before_id], type=KIND[one.kind], lag_as_stored=lag, lag_format=LAG[unit])
        found[one.after_id] = (*found.get(one.after_id, ()), link)
    return found


def at(instant: int | None) -> datetime | None:
    return None if instant is None else moment(instant)


def same(file: datetime | None, stored: int | None) -> datetime | None:
    """The moment of the file, with its seconds, where it is the one that is stored."""
    ours = at(stored)
    return file if file is not None and file.replace(second=0, microsecond=0) == ours else ours
