"""Asking for a discount, and what becomes of the quote when that is answered."""

from collections.abc import Mapping
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.offers.actions.frame import EDIT, load
from pursuit.domain.offers.fields import QuoteId, Reason, Typed
from pursuit.domain.offers.models import DiscountLimit, Quote, QuoteState
from pursuit.kernel import approvals, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, RowOf, Version
from pursuit.kernel.models import ApprovalRoute, ApprovalState, Approver, Event, Role, RouteStep

KIND = "offers.discount"
LIMITS = "offers.limits"
RoleId = Annotated[int, RowOf("role"), Label(gettext_lazy("Role"))]
Most = Annotated[float, Field(ge=0, le=100), Typed, Label(gettext_lazy("Discount at most, %"), widget="number")]
Least = Annotated[float, Field(ge=-100, le=100), Typed, Label(gettext_lazy("Margin at least, %"), widget="number")]
# Role: discount at most, margin at least, in 1/100 %. Where a company starts from; it sets its own.
SHIPPED = {
    "admin": (10_000, -10_000),
    "director": (3500, 500),
    "manager": (2000, 1500),
    "operations": (1000, 2000),
    "seller": (1000, 2000),
    "presales": (500, 2500),
}
GREAT = 500_000_000  # minor units of the company currency: from here on two people decide


@action("offers.submit_quote", right=EDIT, public="quotes.submit")
def submit_quote(*, actor: Actor, quote: QuoteId, reason: Reason = "", version: Version | None = None) -> Quote:
    """Ask for approval of the prices; until it is answered nothing can be changed."""
    row = load(actor, quote, version, states=(QuoteState.DRAFT,))
    if not row.line_count:
        raise Refused("no_lines", _("There is nothing in this quote yet: add lines first."))
    title = _("%(quote)s V%(edition)s: discount %(discount)s%%") % {
        "quote": row.title,
        "edition": row.edition,
        "discount": f"{row.discount_bp / 100:.2f}".rstrip("0").rstrip("."),
    }
    row.approval = approvals.ask(
        actor,
        row.subject,
        KIND,
        title,
        reason=reason,
        amount=row.total_base,
        grade=row.project.grade or "-",  # no letter at all would fit every route
        payload={"total": row.total, "discount_bp": row.discount_bp},
    )
    _go(actor, row, QuoteState.WAITING, "quote.submitted", reason=reason)
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the answer to a question about a quote; a quote that is not waiting for it any more is told so."""
    if data.get("kind") != KIND or event.subject is None or data.get("state") == ApprovalState.PENDING:
        return
    row = _waiting(event)
    if row is None:
        raise Conflict("moved_meanwhile", _("The quote was changed since this was asked: have it asked again."))
    approved = data.get("state") == ApprovalState.APPROVED
    state = QuoteState.APPROVED if approved else QuoteState.DRAFT
    _go(actor, row, state, "quote.approved" if approved else "quote.rejected")


def on_withdrawn(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the question was taken back, so the quote is a draft again."""
    row = _waiting(event) if data.get("kind") == KIND and event.subject is not None else None
    if row is not None:
        _go(actor, row, QuoteState.DRAFT, "quote.taken_back")


def _waiting(event: Event) -> Quote | None:
    row = Quote.objects.select_for_update().filter(pk=event.subject_id, state=QuoteState.WAITING).first()
    if row is not None and event.subject is not None:
        row.subject = event.subject
    return row


def _go(actor: Actor, row: Quote, state: QuoteState, verb: str, **facts: object) -> None:
    before, row.state = row.state, state
    row.save()
    records.touch(row)
    events.record(actor, verb, row.subject, {"state": (before, state)}, on_behalf_of=None, **facts)


@action("offers.set_limit", right=LIMITS, public="discount-limits.set")
def set_limit(*, actor: Actor, role: RoleId, discount: Most, margin: Least) -> DiscountLimit:
    """What the holders of a role may give away without asking."""
    found = Role.objects.filter(pk=role).first()
    if found is None:
        raise Missing("not_found", records.GONE)
    row = DiscountLimit.objects.filter(role=found).first() or DiscountLimit(role=found)
    before = (row.discount_bp, row.margin_bp)
    row.discount_bp, row.margin_bp = round(discount * 100), round(margin * 100)
    row.save()
    changes = {"discount": (before[0], row.discount_bp), "margin": (before[1], row.margin_bp)}
    events.record(actor, "offers.limit.set", None, changes, role=found.code)
    return row


@action("offers.drop_limit", right=LIMITS, public="discount-limits.drop")
def drop_limit(*, actor: Actor, role: RoleId) -> None:
    """The holders of a role may give nothing away by themselves."""
    found = Role.objects.filter(pk=role).first()
    if found is None or not DiscountLimit.objects.filter(role=found).delete()[0]:
        raise Missing("not_found", records.GONE)
    events.record(actor, "offers.limit.dropped", None, None, role=found.code)


def seed() -> None:
    """Limits and routes to start with, only where nobody has set up any."""
    if not DiscountLimit.objects.exists():
        roles = Role.objects.in_bulk(field_name="code")
        DiscountLimit.objects.bulk_create(
            DiscountLimit(role=roles[code], discount_bp=discount, margin_bp=margin)
            for code, (discount, margin) in SHIPPED.items()
            if code in roles
        )
    if not ApprovalRoute.objects.filter(kind=KIND).exists():
        _routes()


def _routes() -> None:
    """Large ones: the head of the unit, then a sales director; all others: the head."""
    director = Role.objects.filter(code="director").first()
    if director is not None:
        large = ApprovalRoute.objects.create(
            kind=KIND, name="折扣审批（500 万元起）", name_en="Discounts from 5 million", floor=GREAT, position=0
        )
        RouteStep.objects.create(route=large, position=0, approver=Approver.HEAD)
        RouteStep.objects.create(route=large, position=1, approver=Approver.ROLE, role=director)
    other = ApprovalRoute.objects.create(kind=KIND, name="折扣审批", name_en="Discounts", position=1)
    RouteStep.objects.create(route=other, position=0, approver=Approver.HEAD)
