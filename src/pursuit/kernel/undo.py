"""Undo is an inverse action; it is refused, with the reason, where later edits exist."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import action as actions
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.models.event import Event
from pursuit.kernel.models.subject import Subject


def undo(actor: Actor, event_id: int) -> object:
    """Take back everything that the action behind an event did, through that action's declared inverse.

    The inverse calls registered actions, so the rights of today's actor are checked again.
    """
    event = _visible_event(actor, event_id)
    registered = actions.find(event.action)
    if registered is None or registered.inverse is None:
        raise Conflict("no_undo", _("This kind of change cannot be undone; change it back by hand."))
    together = list(Event.objects.select_related("payload", "subject").filter(run=event.run).order_by("pk"))
    if any(_edited_since(one.subject_id, together) for one in together):
        raise Conflict("later_edits", _("Later changes build on this one: undo those first, newest first."))
    return registered.inverse(actor, together)


def _edited_since(subject_id: int | None, together: list[Event]) -> bool:
    """Did a later event give the record a new version? Comments and looks do not."""
    if subject_id is None:
        return False
    newest = max(one.version or 0 for one in together if one.subject_id == subject_id)
    return Event.objects.filter(subject_id=subject_id, pk__gt=together[-1].pk, version__gt=newest).exists()


def before_values(event: Event) -> dict[str, object]:
    """The keywords that set a record back to what it was before an event."""
    return {name: pair[0] for name, pair in event.payload.data.get("changes", {}).items()}


def can_undo(event: Event) -> bool:
    """Is there an inverse at all? (Later edits are looked at when it is tried.)"""
    registered = actions.find(event.action)
    return bool(event.run and registered and registered.inverse)


def _visible_event(actor: Actor, pk: int) -> Event:
    """An event of a record one sees, or of one that oneself deleted."""
    seen = Q(subject__in=Subject.objects.visible_to(actor)) | Q(subject__deleted_by_id=actor.user_id)
    event = Event.objects.select_related("payload", "subject").filter(seen, pk=pk).first()
    if event is None:
        raise Missing("not_found", _("There is no such change, or you cannot see it."))
    return event
