"""Writing down what was said with customers."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Unpack

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.common import EDIT_VISIT, before_all, refuse_in_use
from pursuit.domain.customers.fields.common import SourceId
from pursuit.domain.customers.fields.visit import NewVisit, VisitChanges, VisitDetails, VisitId
from pursuit.domain.customers.models import Account, Visit, VisitParticipant
from pursuit.kernel import clock, events, records, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

EDIT = EDIT_VISIT
SIDES = {"ours": "user_id", "theirs": "contact_id"}
UPDATED = "visit.updated"
# Appointments are visits too; further ahead it is a typing error.
AHEAD = timedelta(days=366)


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_visit(actor=actor, visit=events[0].subject_id or 0)


@action("customers.create_visit", right=EDIT, public="visits.create", inverse=_undo_create)
def create_visit(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewVisit]) -> Visit:
    """A visit, call or meeting; whoever writes it was there unless they name the participants themselves."""
    row, changes = drafted(actor, source_id, fields)
    row.subject.save(force_insert=True)
    row.save(force_insert=True)
    records.announce(row, actor, changes)
    VisitParticipant.objects.bulk_create(participants(actor, row, fields))
    return row


def drafted(actor: Actor, source_id: str, fields: NewVisit) -> tuple[Visit, events.Changes]:
    """The visit in memory, and what its first event will say."""
    _refuse_time(fields["happened_at"])
    values = _without_people(fields)
    values.setdefault("title", _called(fields))
    return records.draft(Visit, actor, fields=values, source_id=source_id)


def participants(actor: Actor, row: Visit, fields: NewVisit) -> list[VisitParticipant]:
    """Who was there, to be saved."""
    ours = fields.get("ours", [fields.get("owner") or actor.user_id]) or ()
    people = {"ours": ours, "theirs": fields.get("theirs") or ()}
    return [one for side in SIDES for one in _participants(row, side, people[side])]


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    values = before_all(events, update_visit.schema.fields)
    return update_visit.run(actor, {"visit": events[0].subject_id, **values})


@action("customers.update_visit", right=EDIT, public="visits.update", inverse=_undo_update)
def update_visit(
    *, actor: Actor, visit: VisitId, version: Version | None = None, **fields: Unpack[VisitChanges]
) -> Visit:
    """Change some fields of a visit; a given list of participants replaces the one that was there."""
    row = records.load(Visit, actor, visit, EDIT, version)
    _refuse_time(fields.get("happened_at"))
    people = {"ours": fields.get("ours"), "theirs": fields.get("theirs")}
    changed = {side: found for side in SIDES if (found := _set_people(row, side, people[side]))}
    if not records.edit(row, actor, _without_people(fields)) and changed:
        records.touch(row)
    if changed:
        events.record(actor, UPDATED, row.subject, changed)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_visit(actor=actor, visit=events[0].subject_id or 0)


@action("customers.delete_visit", right=EDIT, public="visits.delete", inverse=_undo_delete)
def delete_visit(*, actor: Actor, visit: VisitId, version: Version | None = None) -> Visit:
    """Hide a visit, and with it the promises made there."""
    row = records.load(Visit, actor, visit, EDIT, version)
    refuse_in_use(row)
    records.delete(row, actor)
    return row


@action("customers.restore_visit", right=EDIT, public="visits.restore")
def restore_visit(*, actor: Actor, visit: int) -> Visit:
    """Bring a deleted visit back."""
    return records.restore(Visit, actor, visit, EDIT)


def _without_people(fields: VisitDetails) -> dict[str, object]:
    """The keywords that are columns."""
    return {name: value for name, value in fields.items() if name not in SIDES}


def _called(values: NewVisit) -> str:
    """A subject line from what is known: the purpose, or kind, customer and day."""
    if values.get("purpose"):
        return str(values["purpose"])[:200]
    account = Account.objects.select_related("subject").get(pk=values["account"])
    day = timezone.localdate(values["happened_at"])
    return f"{terms.label('visit_kind', values['kind'])} {account.short_name or account.title} {day:%Y-%m-%d}"[:200]


def _refuse_time(moment: datetime | None) -> None:
    if moment is not None and moment > clock.now() + AHEAD:
        raise Refused("too_far", _("This is more than a year ahead: check the date."), "happened_at")


def _set_people(row: Visit, side: str, people: list[int] | None) -> tuple[list[int], list[int]] | None:
    """Make the participants of one side these; (before, after) when that changed something."""
    if people is None:
        return None
    column = SIDES[side]
    there = VisitParticipant.objects.filter(visit=row, **{f"{column}__isnull": False})
    before = sorted(there.values_list(column, flat=True))
    after = sorted(set(people))
    if before == after:
        return None
    if before:
        there.exclude(**{f"{column}__in": after}).delete()
    VisitParticipant.objects.bulk_create(_participants(row, side, set(after) - set(before)))
    return before, after


def _participants(row: Visit, side: str, people: Collection[int]) -> list[VisitParticipant]:
    return [VisitParticipant(visit=row, **{SIDES[side]: pk}) for pk in sorted(set(people))]
