"""Looking at absences: one's own and those of the people the right reaches."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models import Absence
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing


def absences(actor: Actor) -> QuerySet[Absence]:
    """Absences that were not cancelled."""
    return Absence.objects.visible_to(actor).live()


def absence(actor: Actor, pk: int) -> Absence:
    """One visible absence."""
    row = absences(actor).select_related("user").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such absence, or you cannot see it."))
    return row


ABSENCES = Listing(
    code="absences",
    label=_("Absences"),
    subject_type="absence",
    base=absences,
    view_right="people.absence.view",
    spine="",
    searchable=False,
    sort="-since",
    columns=(
        Column("user", _("Person"), "user", source="user_id", shown="user__name", default=True),
        Column("kind", _("Kind"), "term", term="absence_kind", default=True),
        Column("since", _("From"), "date", default=True),
        Column("until", _("To"), "date", default=True),
        # Why somebody is ill is between them and whoever keeps the absences.
        Column("note", _("Note"), right="people.field.absence_note", sortable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
