"""How the money of one project stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.models import Instalment
from pursuit.kernel import clock


@dataclass(frozen=True, slots=True)
class Standing:
    """The money of a project in one currency."""

    currency: str
    amount: int
    owed: int
    overdue: int
    invoiced: int
    paid: int
    open: int


def standing(rows: Sequence[Instalment], about: Sequence[Contract], today: date | None = None) -> list[Standing]:
    """From rows at hand."""
    today = today or clock.today()
    found = []
    for currency in sorted({row.currency for row in rows} | {one.amount_currency for one in about}):
        mine = [row for row in rows if row.currency == currency and not row.cancelled]
        found.append(
            Standing(
                currency,
                sum(one.amount for one in about if one.amount_currency == currency),
                sum(row.open_amount for row in mine if row.owed_on),
                sum(row.open_amount for row in mine if row.owed_on and row.owed_on < today),
                sum(row.invoiced for row in mine),
                sum(row.paid for row in mine),
                sum(row.open_amount for row in mine),
            )
        )
    return found
