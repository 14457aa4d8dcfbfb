"""When people are away."""

from datetime import date
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import AbsenceChanges, AbsenceKind, AbsenceNote, Colleague, Since, Until
from pursuit.domain.people.models import Absence
from pursuit.domain.people.queries import scope
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.records import check_version

EDIT = "people.absence.edit"


@action("people.add_absence", right=EDIT, public="absences.create")
def add_absence(
    *,
    actor: Actor,
    kind: AbsenceKind,
    since: Since,
    until: Until,
    user: Colleague | None = None,
    note: AbsenceNote = "",
) -> Absence:
    """Enter an absence, for oneself or for somebody the right reaches."""
    person = rows.person(user or actor.user_id)
    scope.require(actor, EDIT, person)
    _refuse_overlap(person.pk, since, until)
    row = Absence.objects.create(user=person, kind=kind, since=since, until=until, note=note)
    # The note stays out of the audit trail: it may be about health.
    events.record(
        actor, "people.absence.added", None, user=person.pk, absence=row.pk, kind=kind, since=since, until=until
    )
    return row


@action("people.update_absence", right=EDIT, public="absences.update")
def update_absence(
    *, actor: Actor, absence: int, version: Version | None = None, **fields: Unpack[AbsenceChanges]
) -> Absence:
    """Change an absence."""
    row = _load(actor, absence, version)
    _refuse_overlap(row.user_id, fields.get("since", row.since), fields.get("until", row.until), row.pk)
    changes = rows.save(row, dict(fields))
    if changes:
        if "note" in changes:
            changes["note"] = ("…", "…")
        events.record(actor, "people.absence.updated", None, changes, user=row.user_id, absence=row.pk)
    return row


@action("people.cancel_absence", right=EDIT, public="absences.cancel")
def cancel_absence(*, actor: Actor, absence: int, version: Version | None = None) -> Absence:
    """Take an absence back."""
    row = _load(actor, absence, version)
    rows.save(row, {"cancelled_at": clock.now()})
    events.record(actor, "people.absence.cancelled", None, user=row.user_id, absence=row.pk)
    return row


def _load(actor: Actor, pk: int, version: int | None) -> Absence:
    row = Absence.objects.visible_to(actor).live().select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such absence, or you cannot see it."))
    scope.require(actor, EDIT, row.user)
    check_version(row.version, version)
    return row


def _refuse_overlap(user: int, since: date, until: date, besides: int | None = None) -> None:
    if until < since:
        raise Refused("order", _("The last day lies before the first."), "until")
    others = Absence.objects.live().filter(user_id=user, since__lte=until, until__gte=since)
    if besides is not None:
        others = others.exclude(pk=besides)
    if clash := others.first():
        raise Conflict(
            "overlap",
            _("Another absence from %(since)s to %(until)s covers these days.")
            % {"since": clash.since, "until": clash.until},
            "since",
        )
