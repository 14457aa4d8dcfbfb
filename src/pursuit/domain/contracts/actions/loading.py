"""What the actions of the room share: the contract for a change, what hangs on it, its amount in company currency."""

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import ChangeOrder, Contract, Deviation, State
from pursuit.domain.contracts.queries.contracts import EDIT
from pursuit.domain.contracts.rules.changes import FORWARD
from pursuit.kernel import context as surroundings
from pursuit.kernel import records
from pursuit.kernel.actor import Actor
from pursuit.kernel.clock import day_of
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.models.record import visible_rows
from pursuit.kernel.money import Money, rate_on, to_company
from pursuit.kernel.records import GONE

P = TypeVar("P", Deviation, ChangeOrder)


def load(actor: Actor, pk: int, version: int | None = None, right: str = EDIT) -> Contract:
    """A visible contract, locked for a change."""
    return records.load(Contract, actor, pk, right, version)


def part(actor: Actor, model: type[P], pk: int, right: str = EDIT) -> P:
    """A part of a contract, with the contract locked."""
    kind: type[Model] = model
    place = visible_rows(kind, actor).filter(pk=pk).values_list("contract_id", flat=True).first()
    if place is None:
        raise Missing("not_found", GONE)
    about = load(actor, int(str(place)), right=right)
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    found.contract = about
    return found


def refuse_unless(row: Contract, step: str) -> None:
    """Only from the states from which this step goes."""
    if row.state not in FORWARD[step]:
        raise Conflict("wrong_state", _("The contract is “%s”: this cannot be done now.") % State(row.state).label)


def based(amount: Money) -> dict[str, object]:
    """The columns of an amount in company currency, at the rate of the day."""
    rate = rate_on(amount.currency, day_of(surroundings.moment()))
    return {"rate": rate.pk if rate else None, "amount_base": to_company(amount, rate)}
