"""What every change of a quote does: may I, is it still open, write, work the figures out anew, tell what happened."""

from collections.abc import Collection, Iterable

from django.db import connection
from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.models import OPEN, Option, Quote, QuoteLine, QuoteState
from pursuit.domain.offers.queries.quotes import may_edit
from pursuit.domain.offers.rules import figures
from pursuit.domain.offers.rules.figures import Part, Totals
from pursuit.kernel import access, clock, events, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money, rate_on, to_company

EDIT = "offers.edit"
# What may change without a new approval.
HARMLESS = {"title", "owner", "attention", "valid_until"}
FIGURES = ("total", "cost", "margin")
FROZEN = _("The customer has seen this version, or it is being decided: make a new version to change it.")
WAITS = _("This quote is waiting for approval: take the question back before you change it.")


def load(actor: Actor, pk: int, version: int | None = None, states: Collection[str] = OPEN) -> Quote:
    """A visible quote, locked for change, that the actor may change, in one of these states (none given: in any)."""
    if connection.features.has_select_for_update:
        Subject.objects.select_for_update().filter(pk=pk).first()
    row = Quote.objects.visible_to(actor).select_related("subject", "project__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    if not may_edit(actor, row):
        raise Forbidden("forbidden", access.decide(actor, EDIT, row.subject).reason)
    records.check_version(row.subject.version, version)
    if states and row.state not in states:
        raise Conflict("frozen", WAITS if row.state == QuoteState.WAITING else FROZEN)
    return row


def own_line(actor: Actor, pk: int) -> tuple[Quote, QuoteLine]:
    """A line of an open quote, and its quote, locked."""
    found = QuoteLine.objects.visible_to(actor).filter(pk=pk).values_list("quote_id", flat=True).first()
    if found is None:
        raise Missing("not_found", records.GONE)
    row = load(actor, found)
    line = QuoteLine.objects.filter(pk=pk, quote=row, removed=False).first()
    if line is None:
        raise Missing("not_found", _("There is no such line any more."))
    return row, line


def own_lines(
    actor: Actor, pks: Iterable[int], *, removed: bool = False, states: Collection[str] = OPEN
) -> tuple[Quote, list[QuoteLine]]:
    """Lines of one quote in one of these states (none given: in any), and the quote, locked."""
    wanted = set(pks)
    owners = set(QuoteLine.objects.visible_to(actor).filter(pk__in=wanted).values_list("quote_id", flat=True))
    if len(owners) != 1:
        raise Refused("several_quotes", _("Choose lines of one quote."), "lines")
    row = load(actor, owners.pop(), states=states)
    return row, list(QuoteLine.objects.filter(pk__in=wanted, quote=row, removed=removed))


def totals_of(row: Quote) -> Totals:
    """From the lines as they are stored now."""
    lines = QuoteLine.objects.filter(quote=row, removed=False)
    names = ("quantity", "price", "listed", "cost", "tax_bp", "option")
    parts = [
        Part(quantity, price, listed, cost, tax, option == Option.INCLUDED)
        for quantity, price, listed, cost, tax, option in lines.values_list(*names)
    ]
    return figures.totals(parts, with_tax=row.with_tax, reduction=row.reduction)


def figure(row: Quote) -> dict[str, tuple[object, object]]:
    """Work the figures out anew and store the quote; what of them changed."""
    before = {name: _money(row, name) for name in FIGURES}
    found = totals_of(row)
    row.total, row.net, row.tax, row.listed = found.gross, found.net, found.tax, found.listed
    row.discount_bp = found.discount_bp
    row.cost = None if found.uncosted else found.cost
    row.margin, row.margin_bp = found.margin, found.margin_bp
    row.line_count = found.lines
    row.total_base = to_company(Money(row.total, row.currency), rate_on(row.currency, clock.today()))
    row.save()
    after = {name: _money(row, name) for name in FIGURES}
    return {name: (before[name], after[name]) for name in FIGURES if before[name] != after[name]}


def changed(actor: Actor, row: Quote, verb: str, changes: events.Changes | None = None, **facts: object) -> Quote:
    """Something of what is offered changed: an approval no longer holds, the figures are new, a version later."""
    told = dict(changes or {})
    if row.state == QuoteState.APPROVED and not (told and told.keys() <= HARMLESS):
        told["state"] = (row.state, QuoteState.DRAFT)
        row.state = QuoteState.DRAFT
    told |= figure(row)
    records.touch(row)
    events.record(actor, verb, row.subject, told, on_behalf_of=None, **facts)
    return row


def _money(row: Quote, name: str) -> Money | None:
    minor = getattr(row, name)
    return None if minor is None else Money(minor, row.currency)
