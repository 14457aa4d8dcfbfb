"""Adding, changing, ordering and removing lines."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict, Unpack

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.actions.frame import EDIT, changed, load, own_line, own_lines
from pursuit.domain.offers.actions.quotes import key_new
from pursuit.domain.offers.actions.ties import living, tied
from pursuit.domain.offers.actions.writing import bring, keywords, write
from pursuit.domain.offers.fields import (
    BoqRow,
    BoqRows,
    Discount,
    LineChanges,
    LineId,
    LineIds,
    NewLine,
    QuoteId,
    SectionId,
    TaxRate,
)
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteSection
from pursuit.kernel import undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Choices, Label
from pursuit.kernel.models import Event

MOST = 10_000
BROUGHT = ("title", "spec", "measure", "listed", "price", "cost")
WAYS = (("up", _("Up")), ("down", _("Down")))
Way = Annotated[Literal["up", "down"], Choices(WAYS), Label(_("Direction"))]
Replace = Annotated[bool, Label(_("Instead of the lines that are there"))]


class Together(TypedDict, total=False):
    """What may be set on many lines at once."""

    section: SectionId | None
    discount: Discount
    tax_rate: TaxRate


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    done = remove_lines(actor=actor, lines=data["lines"])
    return restore_lines(actor=actor, lines=data["gone"]) if data.get("gone") else done


@action("offers.add_line", right=EDIT, public="quote-lines.add", inverse=_undo_add)
def add_line(*, actor: Actor, quote: QuoteId, **fields: Unpack[NewLine]) -> QuoteLine:
    """A line at the end of its section: a product of the catalogue with its price, or one written by hand."""
    row = load(actor, quote)
    line = QuoteLine(quote=row, tax_bp=row.tax_bp, place=_last(row) + 1)
    product = fields.get("product")
    if product is None and not fields.get("title"):
        raise Refused("name_needed", _("Choose a product or write a name."), "title")
    if product is not None:
        bring(actor, line, row, product)
    given = {name: value for name, value in fields.items() if name != "product"}
    if product is not None:
        # What a form leaves empty is what the product says.
        given = {name: value for name, value in given.items() if value not in (None, "") or name not in BROUGHT}
    write(line, row, given)
    line.save()
    key_new([line])
    line.key = line.pk
    changed(actor, row, "quote.lines_added", lines=[line.pk], title=line.title)
    return line


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    told = undo.before_values(event)
    # "cost" there is the whole quote's.
    before = {name: told[name] for name in LineChanges.__annotations__ if name in told and name != "cost"}
    if "unit_cost" in told:
        before["cost"] = told["unit_cost"]
    if was := event.payload.data.get("needs"):
        before["need"] = living(was[str(event.payload.data["line"])])
    return update_line.run(actor, {"line": event.payload.data["line"], **before})


@action("offers.update_line", right=EDIT, public="quote-lines.update", inverse=_undo_update)
def update_line(*, actor: Actor, line: LineId, **fields: Unpack[LineChanges]) -> QuoteLine:
    """Change a line; a price sets its discount, a discount its price."""
    row, found = own_line(actor, line)
    before = keywords(found, row.currency)
    write(found, row, fields)
    after = keywords(found, row.currency)
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    # Which need it answers is told beside the changes: whoever reads what happened to a quote need not see needs.
    was = {"needs": {str(found.pk): pair[0]}} if (pair := changes.pop("need", None)) else {}
    if changes or was:
        found.save()
    if changes:
        # The quote's own cost and margin change with it; of the line only what the totals do not say is kept beside.
        line_cost = changes.pop("cost", None)
        told = changes | ({"unit_cost": line_cost} if line_cost else {})
        changed(actor, row, "quote.line_changed", told, line=found.pk, title=found.title, **was)
    elif was:
        tied(actor, row, line=found.pk, title=found.title, **was)
    return found


def _undo_edit(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_values(actor=actor, values=happened[-1].payload.data["before"])


@action("offers.edit_lines", right=EDIT, public="quote-lines.edit-all", inverse=_undo_edit)
def edit_lines(*, actor: Actor, lines: LineIds, **fields: Unpack[Together]) -> Quote:
    """The same discount, tax or section for many lines; a line without list price keeps its price."""
    row, found = own_lines(actor, lines)
    before = {str(one.pk): [one.section_id, one.discount_bp, one.price, one.tax_bp] for one in found}
    for one in found:
        write(one, row, {k: v for k, v in fields.items() if k != "discount" or one.listed is not None})
    _save(found)
    return changed(actor, row, "quote.lines_changed", before=before, count=len(found))


@action("offers.restore_values", right=EDIT)
def restore_values(*, actor: Actor, values: dict[str, list[int | None]]) -> Quote:
    """As they were before they were changed together."""
    row, found = own_lines(actor, [int(pk) for pk in values])
    sections = set(row.sections.values_list("pk", flat=True))
    for one in found:
        section, discount, price, tax = values[str(one.pk)]
        one.section_id = section if section in sections else None
        one.discount_bp, one.price, one.tax_bp = discount or 0, price or 0, tax or 0
    _save(found)
    return changed(actor, row, "quote.lines_changed", count=len(found))


def _save(found: Sequence[QuoteLine]) -> None:
    QuoteLine.objects.bulk_update(found, ["section", "discount_bp", "price", "tax_bp"], batch_size=200)


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_lines(actor=actor, lines=happened[-1].payload.data["lines"])


@action("offers.remove_lines", right=EDIT, public="quote-lines.remove-all", inverse=_undo_remove)
def remove_lines(*, actor: Actor, lines: LineIds) -> Quote:
    """Take lines out; they can come back."""
    row, found = own_lines(actor, lines)
    if not found:
        raise Conflict("gone", _("These lines were taken out already."))
    gone = _hide(found)
    title = found[0].title if len(found) == 1 else ""
    return changed(actor, row, "quote.lines_removed", lines=gone, title=title, count=len(gone))


@action("offers.restore_lines", right=EDIT)
def restore_lines(*, actor: Actor, lines: LineIds) -> Quote:
    """Put lines back where they were."""
    row, found = own_lines(actor, lines, removed=True)
    if not found:
        raise Conflict("there", _("These lines are there already."))
    back = [one.pk for one in found]
    QuoteLine.objects.filter(pk__in=back).update(removed=False)
    return changed(actor, row, "quote.lines_restored", lines=back, count=len(back))


def _hide(found: Sequence[QuoteLine]) -> list[int]:
    pks = [one.pk for one in found]
    QuoteLine.objects.filter(pk__in=pks).update(removed=True)
    return pks


def _undo_move(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return move_line(actor=actor, line=data["line"], way="down" if data["way"] == "up" else "up")


@action("offers.move_line", right=EDIT, public="quote-lines.move", inverse=_undo_move)
def move_line(*, actor: Actor, line: LineId, way: Way) -> QuoteLine:
    """One place up or down within its section."""
    row, found = own_line(actor, line)
    beside = QuoteLine.objects.filter(quote=row, section=found.section_id, removed=False).exclude(pk=found.pk)
    other = (
        beside.filter(place__lt=found.place).order_by("-place").first()
        if way == "up"
        else beside.filter(place__gt=found.place).order_by("place").first()
    )
    if other is not None:
        found.place, other.place = other.place, found.place
        QuoteLine.objects.bulk_update([found, other], ["place"])
        changed(actor, row, "quote.line_moved", line=found.pk, way=way, title=found.title)
    return found


@action("offers.import_lines", right=EDIT, public="quotes.import-lines", inverse=_undo_add)
def import_lines(*, actor: Actor, quote: QuoteId, rows: BoqRows, replace: Replace = False) -> Quote:
    """Lines of a table（工程量清单）, under the headings it has; at once, and taken back at once."""
    row = load(actor, quote)
    gone = _hide(list(row.lines.filter(removed=False))) if replace else []
    if row.lines.filter(removed=False).count() + len(rows) > MOST:
        raise Refused("too_many_lines", _("A quote has at most %s lines.") % MOST, "rows")
    sections, first = _sections(row, rows), _last(row) + 1
    made = [_of_row(row, one, sections.get(one.section), first + at) for at, one in enumerate(rows)]
    QuoteLine.objects.bulk_create(made, batch_size=500)
    key_new(made)
    changed(actor, row, "quote.lines_added", lines=[one.pk for one in made], gone=gone, count=len(made))
    return row


def _of_row(row: Quote, one: BoqRow, section: int | None, place: int) -> QuoteLine:
    line = QuoteLine(quote=row, tax_bp=row.tax_bp, place=place, section_id=section)
    values = {name: getattr(one, name) for name in ("number", "title", "spec", "measure", "quantity", "note")}
    write(line, row, values | ({"price": one.price} if one.price is not None else {}))
    return line


def _sections(row: Quote, rows: Sequence[BoqRow]) -> dict[str, int]:
    """The headings by name; those that are not there yet are made, in order."""
    known = {one.title: one.pk for one in row.sections.order_by("-place", "-pk")}
    place = row.sections.aggregate(last=Max("place"))["last"] or 0
    for one in rows:
        if one.section and one.section not in known:
            place += 1
            known[one.section] = QuoteSection.objects.create(quote=row, title=one.section, place=place).pk
    return known


def _last(row: Quote) -> int:
    return row.lines.aggregate(last=Max("place"))["last"] or 0
