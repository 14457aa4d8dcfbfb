"""Changing what we know about competitors."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.rules import names
from pursuit.domain.market.fields import CompetitorChanges, CompetitorId, NewCompetitor, SourceId
from pursuit.domain.market.models import Competitor
from pursuit.kernel import pinyin, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

EDIT = "market.competitor.edit"


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_competitor(actor=actor, competitor=events[0].subject_id or 0)


@action("market.create_competitor", right=EDIT, public="competitors.create", inverse=_undo_create)
def create_competitor(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewCompetitor]) -> Competitor:
    """A new competitor; everybody shares one card per rival."""
    _refuse_duplicate(fields["title"])
    return records.create(Competitor, actor, fields=fields, source_id=source_id)


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    return update_competitor.run(actor, {"competitor": event.subject_id, **undo.before_values(event)})


@action("market.update_competitor", right=EDIT, public="competitors.update", inverse=_undo_update)
def update_competitor(
    *, actor: Actor, competitor: CompetitorId, version: Version | None = None, **fields: Unpack[CompetitorChanges]
) -> Competitor:
    """Change some fields of a competitor."""
    row = records.load(Competitor, actor, competitor, EDIT, version)
    if "title" in fields:
        _refuse_duplicate(fields["title"], row)
    records.edit(row, actor, fields)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_competitor(actor=actor, competitor=events[0].subject_id or 0)


@action("market.delete_competitor", right=EDIT, public="competitors.delete", inverse=_undo_delete)
def delete_competitor(*, actor: Actor, competitor: CompetitorId, version: Version | None = None) -> Competitor:
    """Hide a competitor; projects that met it keep naming it."""
    row = records.load(Competitor, actor, competitor, EDIT, version)
    records.delete(row, actor)
    return row


@action("market.restore_competitor", right=EDIT, public="competitors.restore")
def restore_competitor(*, actor: Actor, competitor: int) -> Competitor:
    """Bring a deleted competitor back."""
    row = records.restore(Competitor, actor, competitor, EDIT)
    _refuse_duplicate(row.title, row)
    return row


def _refuse_duplicate(title: str, row: Competitor | None = None) -> None:
    """The same name twice, legal form and spaces apart. Titles that sort alike are few: they are read and compared."""
    bare = names.normalise(title)
    alike = Competitor.objects.live().filter(subject__title_key__startswith=pinyin.sort_key(title)[:2])
    for other in alike.exclude(pk=row.pk if row else None).values_list("subject__title", flat=True):
        if names.normalise(other) == bare:
            raise Refused("duplicate", _("This competitor is there already: “%s”.") % other, "title")
