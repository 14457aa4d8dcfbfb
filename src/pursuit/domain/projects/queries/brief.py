"""As much of a project as its problems ask for, where there are many."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """What a stage says of a project in it."""

    max_days: int


class Told(NamedTuple):
    """What the spine says."""

    owner_id: int | None
    updated_at: datetime


class Brief(NamedTuple):
    """As much of a project as its problems ask for. To load the whole of it took ten times as long."""

    pk: int
    status: str
    kind: str
    account_id: int | None
    amount: int | None
    amount_base: int | None
    expected_sign_on: date | None
    slip_count: int
    next_step: str
    next_step_on: date | None
    next_step_owner_id: int | None
    budget_status: str
    stage_entered_on: date
    stage: Kept
    subject: Told


BRIEF = (
    *("pk", "status", "kind", "account_id", "amount", "amount_base", "expected_sign_on", "slip_count", "next_step"),
    *("next_step_on", "next_step_owner_id", "budget_status", "stage_entered_on"),
    *("stage__max_days", "subject__owner_id", "subject__updated_at"),
)


def brief(values: Sequence[object]) -> Brief:
    """Of the values of BRIEF."""
    *own, days, owner, at = values
    return Brief._make((*own, Kept._make((days,)), Told._make((owner, at))))
