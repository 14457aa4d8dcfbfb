"""What happens to a quote once its prices stand: issued, accepted or not, extended, withdrawn, run out."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.actions.frame import EDIT, load
from pursuit.domain.offers.actions.writing import refuse_ended
from pursuit.domain.offers.fields import Note, QuoteId
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteState
from pursuit.domain.offers.queries import limits
from pursuit.domain.offers.rules import states
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import bulk, clock, events, jobs, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused, Text
from pursuit.kernel.inputs import Day, Label, Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

Until = Annotated[Day, Label(_("Valid until"))]
NAMES = ("state", "issued_on", "decided_on", "decided_note", "valid_until")
NOT_NOW: dict[str, Text] = {
    "issue": _("Only a draft or an approved version is issued."),
    "accept": _("Only an issued quote is accepted."),
    "decline": _("Only an issued quote is declined."),
    "withdraw": _("This quote cannot be withdrawn any more."),
    "extend": _("Only an issued quote is extended."),
}


def _undo_step(actor: Actor, happened: Sequence[Event]) -> object:
    row: object = None
    for event in reversed([one for one in happened if one.verb.startswith("quote.")]):
        row = set_back.run(actor, {"quote": event.subject_id, "values": undo.before_values(event)})
    return row


@action("offers.set_back", right=EDIT)
def set_back(*, actor: Actor, quote: QuoteId, values: dict[str, str | None]) -> Quote:
    """State and days as they were before a step."""
    row = load(actor, quote, states=())
    found: dict[str, object] = {}
    for name in NAMES:
        if name in values:
            found[name] = _read(name, values[name])
    return _set(actor, row, "quote.set_back", found)


def _read(name: str, value: str | None) -> object:
    if name in ("state", "decided_note"):
        return value or ""
    return date.fromisoformat(value) if value else None


@action("offers.issue_quote", right=EDIT, public="quotes.issue", inverse=_undo_step)
def issue_quote(*, actor: Actor, quote: QuoteId, version: Version | None = None) -> Quote:
    """It goes to the customer as it is. Beyond one's own limit it must have been approved."""
    row = _load(actor, quote, "issue", version)
    today = clock.day_of(surroundings.moment())
    if not row.line_count:
        raise Refused("no_lines", _("There is nothing in this quote yet: add lines first."))
    if row.valid_until is None or row.valid_until < today:
        raise Refused("not_valid", _("Say until when it is valid: a day that is not over."), "valid_until")
    for line in QuoteLine.objects.filter(quote=row, removed=False, product__lifecycle__in=("stopped", "retired")):
        if line.product is not None:
            refuse_ended(line.product)
    if row.state == QuoteState.DRAFT and (found := limits.beyond(actor, row)):
        raise Refused("needs_approval", " ".join(limits.reasons(actor, found)))
    for older in _issued_before(row):
        _set(actor, older, "quote.replaced", {"state": QuoteState.REPLACED, "decided_on": today})
    return _set(actor, row, "quote.issued", {"state": QuoteState.ISSUED, "issued_on": today})


def _issued_before(row: Quote) -> list[Quote]:
    """Earlier versions the customer still holds."""
    found = Quote.objects.live().filter(code=row.code, state=QuoteState.ISSUED).exclude(pk=row.pk)
    return list(found.select_related("subject"))


@action("offers.accept_quote", right=EDIT, public="quotes.accept", inverse=_undo_step)
def accept_quote(*, actor: Actor, quote: QuoteId, note: Note = "", version: Version | None = None) -> Quote:
    """The customer says yes, in time."""
    row = _load(actor, quote, "accept", version)
    today = clock.day_of(surroundings.moment())
    if states.over(row.state, row.valid_until, today):
        raise Refused("expired", _("This quote ran out on %s: extend it, or make a new version.") % row.valid_until)
    changes = {"state": QuoteState.ACCEPTED, "decided_on": today, "decided_note": note}
    return _set(actor, row, "quote.accepted", changes)


@action("offers.decline_quote", right=EDIT, public="quotes.decline", inverse=_undo_step)
def decline_quote(*, actor: Actor, quote: QuoteId, note: Note = "", version: Version | None = None) -> Quote:
    """The customer says no."""
    return _end(actor, quote, "decline", QuoteState.DECLINED, note, version)


@action("offers.withdraw_quote", right=EDIT, public="quotes.withdraw", inverse=_undo_step)
def withdraw_quote(*, actor: Actor, quote: QuoteId, note: Note = "", version: Version | None = None) -> Quote:
    """We no longer stand by it."""
    return _end(actor, quote, "withdraw", QuoteState.WITHDRAWN, note, version)


def _end(actor: Actor, quote: int, step: str, state: QuoteState, note: str, version: int | None) -> Quote:
    row = _load(actor, quote, step, version)
    today = clock.day_of(surroundings.moment())
    return _set(actor, row, f"quote.{state}", {"state": state, "decided_on": today, "decided_note": note})


@action("offers.extend_quote", right=EDIT, public="quotes.extend", inverse=_undo_step)
def extend_quote(*, actor: Actor, quote: QuoteId, valid_until: Until, version: Version | None = None) -> Quote:
    """The same prices for longer; one that has run out counts as issued again."""
    row = _load(actor, quote, "extend", version)
    if valid_until < clock.day_of(surroundings.moment()):
        raise Refused("not_valid", _("Say until when it is valid: a day that is not over."), "valid_until")
    changes = {"state": QuoteState.ISSUED, "valid_until": valid_until, "decided_on": None}
    return _set(actor, row, "quote.extended", changes)


@action("offers.take_amount", right="projects.edit", public="quotes.take-amount")
def take_amount(*, actor: Actor, quote: QuoteId) -> Project:
    """The total with tax becomes the amount of the project; undone there like any change of it."""
    row = load(actor, quote, states=())
    if not row.line_count:
        raise Refused("no_lines", _("There is nothing in this quote yet: add lines first."))
    return update_project(actor=actor, project=row.project_id, amount=Money(row.total, row.currency))


@action("offers.expire_quote", right=EDIT)
def expire_quote(*, actor: Actor, quote: QuoteId) -> Quote:
    """Its last day is over."""
    row = load(actor, quote, states=())
    if not states.over(row.state, row.valid_until, clock.today()):
        raise Conflict("not_over", _("This quote is still valid."))
    return _set(actor, row, "quote.expired", {"state": QuoteState.EXPIRED, "decided_on": row.valid_until})


def expire_all(actor: Actor, progress: jobs.Progress | None = None) -> int:
    """Every issued quote whose last day is over; may be run again at any time."""
    over = Quote.objects.live().filter(state=QuoteState.ISSUED, valid_until__lt=clock.today())
    rows = [{"quote": pk} for pk in over.values_list("pk", flat=True)]
    count = sum(result.ok for result in bulk.run(expire_quote, actor, rows))
    if progress is not None:
        progress(count, len(rows))
    return count


def _load(actor: Actor, quote: int, step: str, version: int | None) -> Quote:
    row = load(actor, quote, version, states=())
    if not states.may(step, row.state):
        raise Conflict("not_now", NOT_NOW[step])
    return row


def _set(actor: Actor, row: Quote, verb: str, values: dict[str, object]) -> Quote:
    changes = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    records.touch(row)
    events.record(actor, verb, row.subject, changes, on_behalf_of=None)
    return row
