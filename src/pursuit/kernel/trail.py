"""Reading the audit trail: who did what when, and whether what was recorded is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import extensions, history
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Event, Seal, Subject

RIGHT = "audit.view"
INTERFACES = (
    ("web", _("Web pages")),
    ("rest", _("Programs (API)")),
    ("cli", _("Command line")),
    ("worker", _("Background work")),
    ("system", _("The system itself")),
)


def events(actor: Actor) -> QuerySet[Event]:
    """Events about no record, about visible ones, and about deleted ones of types seen as a whole."""
    if not actor.may(RIGHT):
        return Event.objects.none()
    whole = [kind.code for kind in extensions.subject_types() if actor.reach(kind.view_right).all]
    gone = Q(subject__deleted_at__isnull=False, subject__type__in=whole)
    return Event.objects.filter(Q(subject=None) | gone | Q(subject__in=Subject.objects.visible_to(actor).values("pk")))


@dataclass(frozen=True, slots=True)
class Told:
    """One event with everything that was recorded; facts only where no record's fields are among them."""

    event: Event
    entry: history.Entry
    facts: Mapping[str, object]
    seal: Seal | None


def event(actor: Actor, pk: int) -> Told:
    """One event."""
    row = events(actor).select_related("actor", "on_behalf_of", "subject", "payload").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such entry, or you cannot see it."))
    entry = history.entry(actor, row)
    seal = Seal.objects.filter(last__gte=row.pk).order_by("last").first()
    return Told(row, entry, entry.facts if row.subject_id is None else {}, seal)


@dataclass(frozen=True, slots=True)
class Sealing:
    """How far the trail is sealed."""

    events: int
    unsealed: int
    last: Seal | None
    oldest: datetime | None


def sealing(actor: Actor) -> Sealing:
    """The state of the seals; the figures say nothing about single records."""
    if not actor.may(RIGHT):
        return Sealing(0, 0, None, None)
    last = Seal.objects.order_by("-last").first()
    open_ones = Event.objects.filter(pk__gt=last.last if last else 0)
    oldest = open_ones.order_by("pk").values_list("recorded_at", flat=True).first()
    return Sealing(Event.objects.count(), open_ones.count(), last, oldest)


TRAIL = Listing(
    code="audit",
    label=_("Audit trail"),
    subject_type="event",
    base=events,
    view_right=RIGHT,
    spine="",
    searchable=False,
    sort="-number",
    url_name="settings:event",
    cards=("at", "who", "record"),
    columns=(
        Column("verb", _("What"), default=True, sortable=False),
        Column("at", _("When"), "moment", source="recorded_at", default=True, sortable=False),
        Column("who", _("Who"), "user", source="actor_id", shown="actor__name", default=True, sortable=False),
        Column("for_whom", _("For"), "user", source="on_behalf_of_id", shown="on_behalf_of__name", sortable=False),
        Column("record", _("Record"), "ref", source="subject_id", shown="subject__title", default=True, sortable=False),
        Column("door", _("Through"), "choice", source="interface", choices=INTERFACES, default=True, sortable=False),
        Column("source", _("Source"), sortable=False),
        Column("action", _("Action"), sortable=False),
        Column("number", _("Number"), "number", source="pk", filterable=False),
    ),
)
