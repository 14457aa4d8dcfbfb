"""The amount in company currency, kept beside the amount with the rate row used."""

from datetime import date

from pursuit.domain.projects.fields import ProjectDetails
from pursuit.domain.projects.models import Project
from pursuit.kernel import collecting
from pursuit.kernel import context as surroundings
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ExchangeRate
from pursuit.kernel.money import Money, rate_on, to_company


def set_base(project: Project, fields: ProjectDetails, day: date) -> None:
    """Work out amount_base from the keywords before they are written, at the rate of the day."""
    if "amount" not in fields:
        return
    project.rate_id, project.amount_base = base_of(fields["amount"], day)


def base_of(amount: Money | None, day: date) -> tuple[int | None, int | None]:
    """(rate row id, amount in company currency). An import keeps an amount whose rate nobody has entered; its base
    is empty until somebody does."""
    if amount is None:
        return None, None
    rate = collecting.once(("rate", amount.currency, day), lambda: _rate(amount.currency, day))
    if isinstance(rate, Refused):
        if surroundings.get().batch is None:
            raise rate
        return None, None
    return (rate.pk if rate else None), to_company(amount, rate)


def _rate(currency: str, day: date) -> ExchangeRate | Refused | None:
    try:
        return rate_on(currency, day)
    except Refused as no:
        return no
