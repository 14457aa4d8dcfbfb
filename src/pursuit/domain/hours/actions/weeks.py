"""The sheets of weeks: handed in, taken back, approved, returned, opened again."""

from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.hours.fields import SheetId, Why
from pursuit.domain.hours.models import OPEN, SheetState, TimeEntry, TimeSheet
from pursuit.domain.hours.models.sheet import APPROVE
from pursuit.domain.hours.queries.sheets import LOG, approvers, may_approve
from pursuit.domain.people.queries import scope
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused, Text
from pursuit.kernel.inputs import Version
from pursuit.kernel.records import GONE

LOCKED: dict[str, Text] = {
    SheetState.SUBMITTED: _("This week was submitted: take it back first, then change it."),
    SheetState.APPROVED: _("This week was approved and is locked: open it again with a reason, then change it."),
}


def opened(user: int, monday: date) -> TimeSheet:
    """The sheet of a week for a change of what is on it, with a new version; begun with its first entry."""
    sheet, _fresh = TimeSheet.objects.select_for_update(of=("self",)).get_or_create(user_id=user, week=monday)
    if sheet.state not in OPEN:
        raise Conflict("locked", LOCKED[sheet.state])
    sheet.version += 1
    sheet.save(update_fields=["version"])
    return sheet


@action("hours.submit_week", right=LOG, public="time-sheets.submit")
def submit_week(*, actor: Actor, sheet: SheetId, version: Version | None = None) -> TimeSheet:
    """Hand a week in for approval; it is locked from then on."""
    row = _loaded(actor, sheet, LOG, version)
    if row.state not in OPEN:
        raise Conflict("locked", LOCKED[row.state])
    minutes = TimeEntry.objects.filter(sheet=row).aggregate(sum=Sum("minutes"))["sum"]
    if not minutes:
        raise Refused("empty", _("There is no time on this sheet yet: enter some, or leave the week as it is."))
    to = approvers([row.user_id])[row.user_id]
    return _moved(actor, row, SheetState.SUBMITTED, submitted_at=moment(), reason="", to=to, minutes=minutes)


@action("hours.recall_week", right=LOG, public="time-sheets.recall")
def recall_week(*, actor: Actor, sheet: SheetId) -> TimeSheet:
    """Take a submitted week back before anybody has decided."""
    row = _loaded(actor, sheet, LOG)
    _require_state(row, SheetState.SUBMITTED)
    return _moved(actor, row, SheetState.DRAFT, submitted_at=None)


@action("hours.approve_week", right=APPROVE, public="time-sheets.approve")
def approve_week(*, actor: Actor, sheet: SheetId, version: Version | None = None) -> TimeSheet:
    """The week is right; it stays locked."""
    row = _of_another(actor, sheet, version)
    return _moved(actor, row, SheetState.APPROVED, decided_at=moment(), decided_by_id=actor.user_id, reason="")


@action("hours.return_week", right=APPROVE, public="time-sheets.return")
def return_week(*, actor: Actor, sheet: SheetId, reason: Why, version: Version | None = None) -> TimeSheet:
    """Something has to be put right first; the reason says what."""
    row = _of_another(actor, sheet, version)
    return _moved(actor, row, SheetState.RETURNED, decided_at=moment(), decided_by_id=actor.user_id, reason=reason)


@action("hours.reopen_week", right=LOG, public="time-sheets.reopen")
def reopen_week(*, actor: Actor, sheet: SheetId, reason: Why) -> TimeSheet:
    """Open an approved week for a correction: by the person, or by whoever may approve it. It is approved anew."""
    right = LOG
    row = TimeSheet.objects.visible_to(actor).select_related("user").filter(pk=sheet).first()
    if row is not None and may_approve(actor, row.user):
        right = APPROVE
    row = _loaded(actor, sheet, right)
    _require_state(row, SheetState.APPROVED)
    return _moved(actor, row, SheetState.RETURNED, submitted_at=None, reason=reason)


def _of_another(actor: Actor, pk: int, version: int | None) -> TimeSheet:
    row = _loaded(actor, pk, APPROVE, version)
    if row.user_id == actor.user_id:  # somebody who may approve everybody's time
        raise Forbidden("own_sheet", _("Nobody approves their own time: it waits for the one who leads you."))
    _require_state(row, SheetState.SUBMITTED)
    return row


def _require_state(row: TimeSheet, state: SheetState) -> None:
    if row.state != state:
        told = _("This week is in the state “%(is)s”, not “%(wanted)s”: open it again to see where it stands.")
        raise Conflict("state", told % {"is": row.get_state_display(), "wanted": state.label})


def _loaded(actor: Actor, pk: int, right: str, version: int | None = None) -> TimeSheet:
    rows = TimeSheet.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("user").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    if right == LOG or not may_approve(actor, row.user):
        scope.require(actor, right, row.user)
    records.check_version(row.version, version)
    return row


def _moved(
    actor: Actor, row: TimeSheet, state: SheetState, *, to: list[int] | None = None, minutes: int = 0, **columns: object
) -> TimeSheet:
    """With the event that tells who has to do something now."""
    before = row.state
    for name, value in {"state": state, **columns}.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    told = [row.user_id] if to is None else to
    events.record(
        actor, f"time.{state}", None, {"state": (before, str(state))}, sheet=row.pk, user=row.user_id, week=row.week,
        to=told, minutes=minutes or None, reason=row.reason or None,
    )  # fmt: skip
    return row
