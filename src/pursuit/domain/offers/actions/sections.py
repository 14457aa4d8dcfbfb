"""The headings of a quote, and their order."""

from collections.abc import Sequence

from django.db.models import Max

from pursuit.domain.offers.actions.frame import EDIT, changed, load
from pursuit.domain.offers.actions.lines import Way
from pursuit.domain.offers.fields import QuoteId, SectionId, SectionName
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteSection
from pursuit.kernel import records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Event


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_section(actor=actor, section=happened[-1].payload.data["section"])


@action("offers.add_section", right=EDIT, public="quote-sections.add", inverse=_undo_add)
def add_section(*, actor: Actor, quote: QuoteId, title: SectionName) -> QuoteSection:
    """A heading at the end."""
    row = load(actor, quote)
    last = row.sections.aggregate(last=Max("place"))["last"] or 0
    made = QuoteSection.objects.create(quote=row, title=title, place=last + 1)
    changed(actor, row, "quote.section_added", section=made.pk, title=title)
    return made


def _undo_rename(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return rename_section(actor=actor, section=data["section"], title=data["was"])


@action("offers.rename_section", right=EDIT, public="quote-sections.rename", inverse=_undo_rename)
def rename_section(*, actor: Actor, section: SectionId, title: SectionName) -> QuoteSection:
    """Another heading."""
    row, found = _own(actor, section)
    if found.title != title:
        was, found.title = found.title, title
        found.save()
        changed(actor, row, "quote.section_renamed", section=found.pk, was=was, title=title)
    return found


def _undo_move(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return move_section(actor=actor, section=data["section"], way="down" if data["way"] == "up" else "up")


@action("offers.move_section", right=EDIT, public="quote-sections.move", inverse=_undo_move)
def move_section(*, actor: Actor, section: SectionId, way: Way) -> QuoteSection:
    """One place up or down, with its lines."""
    row, found = _own(actor, section)
    ordered = list(row.sections.order_by("place", "pk"))
    at = next(place for place, one in enumerate(ordered) if one.pk == found.pk)
    to = at + (-1 if way == "up" else 1)
    if 0 <= to < len(ordered):
        ordered[at], ordered[to] = ordered[to], ordered[at]
        for place, one in enumerate(ordered, start=1):
            one.place = place
        QuoteSection.objects.bulk_update(ordered, ["place"])
        changed(actor, row, "quote.section_moved", section=found.pk, way=way, title=found.title)
    return found


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = event.payload.data
    return restore_section(
        actor=actor, quote=event.subject_id or 0, title=data["title"], place=data["place"], lines=data["lines"]
    )


@action("offers.remove_section", right=EDIT, public="quote-sections.remove", inverse=_undo_remove)
def remove_section(*, actor: Actor, section: SectionId) -> Quote:
    """Take a heading away; its lines stay, without one."""
    row, found = _own(actor, section)
    lines = list(found.lines.values_list("pk", flat=True))
    place, title = found.place, found.title
    found.delete()
    return changed(actor, row, "quote.section_removed", title=title, place=place, lines=lines)


@action("offers.restore_section", right=EDIT)
def restore_section(*, actor: Actor, quote: QuoteId, title: SectionName, place: int, lines: list[int]) -> QuoteSection:
    """The heading as it was, over the lines that are still there."""
    row = load(actor, quote)
    made = QuoteSection.objects.create(quote=row, title=title, place=place)
    QuoteLine.objects.filter(quote=row, pk__in=lines, section=None).update(section=made)
    changed(actor, row, "quote.section_added", section=made.pk, title=title)
    return made


def _own(actor: Actor, pk: int) -> tuple[Quote, QuoteSection]:
    found = QuoteSection.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", records.GONE)
    row = load(actor, found.quote_id)
    return row, QuoteSection.objects.get(pk=pk)
