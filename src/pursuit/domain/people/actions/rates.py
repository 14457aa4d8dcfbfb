"""Exchange rates into the company currency, dated."""

from typing import Annotated

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import ForeignCurrency, Rate, Since
from pursuit.domain.people.rules import rates as rule
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import ExchangeRate
from pursuit.kernel.money import CURRENCIES, company_currency

RateId = Annotated[int, Field(ge=1)]


@action("people.add_rate", right="settings.edit", public="rates.create")
def add_rate(*, actor: Actor, currency: ForeignCurrency, day: Since, rate: Rate) -> ExchangeRate:
    """The rate of a currency from a day on. Amounts entered before keep the rate they were entered with."""
    if currency not in CURRENCIES or currency == company_currency():
        raise Refused("unknown_currency", _("Choose a foreign currency."), "currency")
    if ExchangeRate.objects.filter(currency=currency, day=day).exists():
        raise Conflict("exists", _("There is a rate for this day: remove it first."), "day")
    stored = rule.stored(rate)
    if not stored:
        raise Refused("zero", _("The rate must be above zero."), "rate")
    row = ExchangeRate.objects.create(currency=currency, day=day, rate_e8=stored)
    events.record(actor, "people.rate.added", None, rate=row.pk, currency=currency, day=day, rate_e8=stored)
    return row


@action("people.remove_rate", right="settings.edit", public="rates.remove")
def remove_rate(*, actor: Actor, rate: RateId) -> None:
    """Remove a rate that no amount was entered with."""
    row = rows.lock(ExchangeRate, rate)
    pk = row.pk
    try:
        row.delete()
    except ProtectedError as error:
        raise Conflict("in_use", _("Amounts were entered with this rate: it stays.")) from error
    events.record(actor, "people.rate.removed", None, rate=pk, currency=row.currency, day=row.day, rate_e8=row.rate_e8)
