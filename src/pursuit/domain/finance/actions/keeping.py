"""What the actions of the room share: contracts and instalments locked for a change, what follows from sums."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import LIVE, Contract
from pursuit.domain.finance.fields import Part
from pursuit.domain.finance.models import Instalment, InvoiceLine
from pursuit.domain.finance.queries.shown import ACCEPT, PLAN, POST
from pursuit.domain.finance.rules import money as rules
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.rules.instants import last_day
from pursuit.kernel import access, events, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.money import parse_amount
from pursuit.kernel.records import GONE

CLAIM = "finance.claim"
__all__ = ["ACCEPT", "CLAIM", "PLAN", "POST"]
OFF = _("Not more than %(most)s can be put on “%(name)s”.")


def contract_for(actor: Actor, pk: int, right: str) -> Contract:
    """A visible contract, locked; the right is asked of it."""
    return records.load(Contract, actor, pk, right)


def instalments_for(actor: Actor, ids: Collection[int], right: str) -> list[Instalment]:
    """Visible instalments in the order of their ids, locked, and their contracts before them: whoever changes money
    takes the locks in one order."""
    wanted = set(ids)
    places = dict(Instalment.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", "contract_id"))
    if len(places) != len(wanted):
        raise Missing("not_found", GONE)
    about = {pk: contract_for(actor, pk, right) for pk in sorted(set(places.values()))}
    found = list(Instalment.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    for row in found:
        row.contract = about[row.contract_id]
    return found


def instalment_for(actor: Actor, pk: int, right: str) -> Instalment:
    """One of them."""
    return instalments_for(actor, [pk], right)[0]


def restate(row: Instalment) -> Instalment:
    """Work out what follows from the facts of an instalment, and write it."""
    row.state = rules.state_of(
        amount=row.amount,
        paid=row.paid,
        written_off=row.written_off,
        invoiced=row.invoiced,
        triggered=row.triggered_on is not None,
        cancelled=row.cancelled,
    )
    row.open_amount = 0 if row.cancelled else row.amount - row.paid - row.written_off
    row.due_on = rules.due(row.triggered_on, row.planned_on, row.offset_days)
    row.owed_on = row.due_on if row.live and row.state in rules.OWED and row.open_amount else None
    row.open_month = (rules.month_of(row.due_on) or 0) if row.live and row.open_amount else None
    row.agreed_month = rules.month_of(row.agreed_on)
    row.save()
    return row


def replan(row: Instalment) -> None:
    """When what it hangs on is expected: as the plan has it, or the fixed day. Nothing is saved."""
    if row.milestone_id is not None:
        finish = PlanRow.objects.filter(pk=row.milestone_id).values_list("finish", flat=True).first()
        row.planned_on = last_day(finish) if finish is not None else row.planned_on
    else:
        row.planned_on = row.fixed_on


def invoiced_of(pk: int) -> int:
    """What was invoiced of an instalment, reversals counted back."""
    lines = InvoiceLine.objects.filter(instalment=pk, invoice__state__in=("issued", "reversed", "reversal"))
    return lines.aggregate(total=Sum("amount"))["total"] or 0


def asked_of(pk: int) -> int:
    """What invoices were asked for that are not issued yet."""
    lines = InvoiceLine.objects.filter(instalment=pk, invoice__state="requested")
    return lines.aggregate(total=Sum("amount"))["total"] or 0


def in_force(about: Contract) -> bool:
    """Is its money expected?"""
    return about.state in LIVE and about.subject.deleted_at is None


def read_parts(parts: Iterable[Part], rows: Mapping[int, Instalment], keyword: str = "parts") -> dict[int, int]:
    """{instalment: minor units}, each above nothing and each once."""
    found: dict[int, int] = {}
    for at, part in enumerate(parts):
        where = f"{keyword}.{at}.amount"
        if part.instalment in found:
            raise Refused("twice", _("Name each instalment once."), where)
        try:
            minor = parse_amount(part.amount, rows[part.instalment].currency)
        except ValueError as error:
            raise Refused("not_an_amount", str(error), where) from error
        if minor <= 0:
            raise Refused("not_above_nothing", _("The amount must be above nothing."), where)
        found[part.instalment] = minor
    return found


def facts(row: Instalment) -> dict[str, object]:
    """What an undo needs to know of an instalment."""
    names = ("name", "trigger", "share", "amount", "offset_days", "milestone_id", "fixed_on", "chance", "note")
    kept = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "position": row.position, "agreed_on": row.agreed_on, "cancelled": row.cancelled, **kept}


def told(actor: Actor, about: Contract, verb: str, changes: events.Changes | None = None, **more: object) -> None:
    """On the contract's record; its version stays, so that paying does not make people's edits of it stale."""
    events.record(actor, verb, about.subject, changes, on_behalf_of=None, **more)


def refuse_changed(same: bool) -> None:
    """An undo comes too late."""
    if not same:
        raise Conflict("later_edits", _("This was changed again since: change it by hand."))


def refuse_right(actor: Actor, right: str, about: Contract) -> None:
    access.require(actor, right, about.subject)


def day(value: object) -> date | None:
    """A day out of an event."""
    return date.fromisoformat(str(value)) if value else None
