"""Making quotes, changing what stands at their head, new versions, deleting."""

from collections.abc import Mapping, Sequence
from typing import Unpack

from django.db.models import F
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions.frame import EDIT, changed, figure, load
from pursuit.domain.offers.fields import NewQuote, ProjectId, QuoteChanges, QuoteId
from pursuit.domain.offers.models import OPEN, Quote, QuoteLine, QuoteSection, QuoteState
from pursuit.domain.offers.rules import states
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, clock, numbering, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money, company_currency

PREFIX = "QT"
COPIED = (
    "currency", "book", "with_tax", "tax_bp", "reduction", "attention", "payment_terms", "delivery_terms",
    "warranty_terms", "remark",
)  # fmt: skip
LINE_COPIED = (
    "key", "place", "number", "product_id", "title", "spec", "measure", "quantity", "listed", "discount_bp", "price",
    "cost", "tax_bp", "option", "phase", "effort", "sla", "note", "need_id",
)  # fmt: skip


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_quote(actor=actor, quote=happened[0].subject_id or 0)


@action("offers.create_quote", right=EDIT, public="quotes.create", inverse=_undo_create)
def create_quote(*, actor: Actor, project: ProjectId, **fields: Unpack[NewQuote]) -> Quote:
    """A new quote for a project, still without lines."""
    about = _project(actor, project)
    values: dict[str, object] = {
        "title": fields.get("title") or _("Quote for %s") % about.title,
        "currency": fields.get("currency") or about.amount_currency or company_currency(),
        **{name: value for name, value in fields.items() if name not in ("title", "currency")},
    }
    own = stored(values, str(values["currency"]))
    own.setdefault("unit", about.subject.unit_id)
    row = records.create(
        Quote, actor, fields=own, project=about, code=numbering.next_number(PREFIX), edition=1, state=QuoteState.DRAFT
    )
    figure(row)
    return row


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    names = set(QuoteChanges.__annotations__) | {"title"}
    before = {name: value for name, value in undo.before_values(event).items() if name in names}
    return update_quote.run(actor, {"quote": event.subject_id, **before})


@action("offers.update_quote", right=EDIT, public="quotes.update", inverse=_undo_update)
def update_quote(
    *, actor: Actor, quote: QuoteId, version: Version | None = None, **fields: Unpack[QuoteChanges]
) -> Quote:
    """Change name, terms, validity, tax or the reduction of a draft. An approval given before no longer holds."""
    row = load(actor, quote, version)
    before = keywords(row)
    if records.assign(row, stored(fields, row.currency)):
        after = keywords(row)
        changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
        row.save()
        changed(actor, row, "quote.updated", changes)
    return row


def stored(fields: Mapping[str, object], currency: str) -> dict[str, object]:
    """Keywords as the columns keep them."""
    values = dict(fields)
    if "tax_rate" in values:
        values["tax_bp"] = int(str(values.pop("tax_rate"))) * 100
    if "reduction" in values:
        given = values["reduction"]
        if isinstance(given, Money):
            if given.currency != currency:
                raise Refused(
                    "other_currency", _("This quote is in %s: give the amount in it.") % currency, "reduction"
                )
            if given.minor < 0:
                raise Refused("negative", _("A reduction cannot be negative."), "reduction")
        values["reduction"] = given.minor if isinstance(given, Money) else 0
    return values


def keywords(row: Quote) -> dict[str, object]:
    """The quote's present values as its action speaks of them."""
    names = ("valid_until", "attention", "payment_terms", "delivery_terms", "warranty_terms", "remark", "with_tax")
    return {
        "title": row.title,
        "owner": row.subject.owner_id,
        "book": row.book_id,
        "tax_rate": str(row.tax_bp // 100),
        "reduction": Money(row.reduction, row.currency) if row.reduction else None,
        **{name: getattr(row, name) for name in names},
    }


def _undo_version(actor: Actor, happened: Sequence[Event]) -> object:
    made = next(one for one in happened if one.verb == "quote.created")
    return delete_quote(actor=actor, quote=made.subject_id or 0)


@action("offers.new_version", right=EDIT, public="quotes.new-version", inverse=_undo_version)
def new_version(*, actor: Actor, quote: QuoteId, version: Version | None = None) -> Quote:
    """A new version with all sections and lines of this one; this one stays as it is."""
    old = load(actor, quote, version, states=())
    if not states.may("renew", old.state):
        raise Conflict("still_open", _("This version can still be changed: no new one is needed."))
    newest = Quote.objects.live().filter(code=old.code).order_by("-edition").first()
    if newest is not None and newest.pk != old.pk and newest.state in (*OPEN, QuoteState.WAITING):
        raise Conflict("newer_open", _("Version %s is still being worked on: go on with that one.") % newest.edition)
    edition = max(Quote.objects.filter(code=old.code).values_list("edition", flat=True)) + 1
    own = {name: getattr(old, f"{name}_id" if name == "book" else name) for name in COPIED}
    if old.valid_until and old.valid_until >= clock.today():
        own["valid_until"] = old.valid_until  # a day that is over says nothing of the new version
    row = records.create(
        Quote,
        actor,
        fields={"title": old.title, "unit": old.subject.unit_id},
        project=old.project,
        code=old.code,
        edition=edition,
        previous=old,
        **own,
    )
    Quote.objects.filter(code=old.code).exclude(pk=row.pk).update(latest=False)
    _copy(old, row)
    figure(row)
    return row


def _copy(old: Quote, row: Quote) -> None:
    """Sections and lines, in their order; a line keeps its key, by which versions are compared."""
    sections = {}
    for section in old.sections.order_by("place", "pk"):
        made = QuoteSection.objects.create(quote=row, title=section.title, place=section.place)
        sections[section.pk] = made.pk
    QuoteLine.objects.bulk_create(
        [
            QuoteLine(
                quote=row,
                section_id=sections.get(line.section_id or 0),
                **{name: getattr(line, name) for name in LINE_COPIED},
            )
            for line in old.lines.filter(removed=False).order_by("place", "pk")
        ],
        batch_size=500,
    )


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_quote(actor=actor, quote=happened[0].subject_id or 0)


@action("offers.delete_quote", right=EDIT, public="quotes.delete", inverse=_undo_delete)
def delete_quote(*, actor: Actor, quote: QuoteId, version: Version | None = None) -> Quote:
    """Delete a draft. What a customer has seen is withdrawn instead."""
    row = load(actor, quote, version)
    records.delete(row, actor)
    _newest(row.code)
    row.refresh_from_db(fields=["latest"])
    return row


@action("offers.restore_quote", right=EDIT, public="quotes.restore")
def restore_quote(*, actor: Actor, quote: int) -> Quote:
    """Bring a deleted draft back."""
    found = Quote.objects.filter(pk=quote).select_related("project__subject").first()
    over = found.project.subject if found and not access.decide(actor, EDIT, found.subject) else None
    if over is not None and not access.decide(actor, "projects.edit", over):
        raise Missing("not_found", records.GONE)
    row = _restored(actor, quote, by_project=over is not None)
    _newest(row.code)
    row.refresh_from_db(fields=["latest"])
    return row


def _restored(actor: Actor, quote: int, *, by_project: bool) -> Quote:
    if not by_project:
        return records.restore(Quote, actor, quote, EDIT)
    row = Quote.objects.select_related("project__subject").get(pk=quote)
    return records.restore(Quote, actor, quote, "projects.edit", over=row.project.subject)


def _newest(code: str) -> None:
    """Exactly one version of a quote is the newest: the last that is not deleted."""
    newest = Quote.objects.live().filter(code=code).order_by("-edition").values_list("pk", flat=True).first()
    Quote.objects.filter(code=code, latest=True).exclude(pk=newest).update(latest=False)
    Quote.objects.filter(pk=newest).update(latest=True)


def _project(actor: Actor, pk: int) -> Project:
    row = Project.objects.visible_to(actor).select_related("subject", "account").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    access.require(actor, "projects.edit", row.subject)
    return row


def key_new(lines: Sequence[QuoteLine]) -> None:
    """A line that is in no earlier version is known by its own id from now on."""
    QuoteLine.objects.filter(pk__in=[line.pk for line in lines], key=0).update(key=F("pk"))
