"""Entering time: one's own, day by day, as long as the week is open."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.actions.tasks import refuse_blind
from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.domain.hours.actions.weeks import opened
from pursuit.domain.hours.fields import DayOf, EntryId, Minutes, TimeKind, TimeNote, Week, Whose, WorkedOn
from pursuit.domain.hours.models import TimeEntry, TimeSheet
from pursuit.domain.hours.queries.proposals import proposals
from pursuit.domain.hours.queries.sheets import LOG, week_of
from pursuit.domain.hours.rules.lengths import MOST
from pursuit.domain.people.queries import scope
from pursuit.domain.projects.models import VisitLink
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event, Subject, User
from pursuit.kernel.records import GONE

BACK = timedelta(days=92)  # a quarter: what lies further back is in reports that were given out
CLOSED = timedelta(days=30)  # so long after its end a task takes time


def _undo_log(actor: Actor, happened: Sequence[Event]) -> object:
    found = [int(one.payload.data["entry"]) for one in happened if one.verb == "time.logged"]
    return [remove_time(actor=actor, entry=one) for one in found]


@action("hours.log_time", right=LOG, public="time-entries.create", inverse=_undo_log)
def log_time(
    *,
    actor: Actor,
    about: WorkedOn,
    day: DayOf,
    minutes: Minutes,
    note: TimeNote = "",
    kind: TimeKind | None = None,
    user: Whose | None = None,
) -> TimeEntry:
    """Time on a task or a record. It counts for what the task is about, or the project a visit was for."""
    person = User.objects.get(pk=user or actor.user_id)
    scope.require(actor, LOG, person)
    subject = Subject.objects.get(pk=about)
    if person.pk != actor.user_id:
        refuse_blind(person.pk, subject)
    _refuse_day(actor, subject, day)
    sheet = opened(person.pk, clock.week_of(day))
    _refuse_full(sheet, day, minutes)
    row = TimeEntry.objects.create(
        sheet=sheet, user=person, day=day, about=subject, record_id=_record(subject), minutes=minutes,
        kind=kind or "", note=note, entered_at=moment(),
    )  # fmt: skip
    _told(actor, "time.logged", row)
    return row


def _undo_change(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    before = {name: pair[0] for name, pair in data["changes"].items()}
    return change_time.run(actor, {"entry": data["entry"], **before})


@action("hours.change_time", right=LOG, public="time-entries.update", inverse=_undo_change)
def change_time(
    *,
    actor: Actor,
    entry: EntryId,
    minutes: Minutes | None = None,
    note: TimeNote | None = None,
    kind: TimeKind | None = None,
    version: Version | None = None,
) -> TimeEntry:
    """How long, on what kind of work, or the note."""
    row = _loaded(actor, entry, version)
    wanted = {"minutes": minutes, "note": note, "kind": kind}
    changes = {
        name: (getattr(row, name), value)
        for name, value in wanted.items()
        if value is not None and getattr(row, name) != value
    }
    if minutes is not None:
        _refuse_full(row.sheet, row.day, minutes - row.minutes)
    for name, (_old, value) in changes.items():
        setattr(row, name, value)
    if changes:
        row.save(update_fields=list(changes))
        _told(actor, "time.changed", row, changes)
    return row


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = {name: event.payload.data[name] for name in ("day", "minutes", "note", "kind", "user")}
    return log_time.run(actor, {"about": event.subject_id, **data})


@action("hours.remove_time", right=LOG, public="time-entries.remove", inverse=_undo_remove)
def remove_time(*, actor: Actor, entry: EntryId, version: Version | None = None) -> TimeSheet:
    """Take time off the sheet."""
    row = _loaded(actor, entry, version)
    _told(actor, "time.removed", row)
    row.delete()
    return row.sheet


@action("hours.take_proposed", right=LOG, public="time-entries.take-proposed", inverse=_undo_log)
def take_proposed(
    *,
    actor: Actor,
    week: Week,
    about: WorkedOn | None = None,
    day: Annotated[DayOf, Label(_("Day"), help=_("Empty: all days"))] | None = None,
) -> list[TimeEntry]:
    """Enter what is proposed for one's own week: all of it, one row, one day, or one cell."""
    monday = clock.week_of(week)
    wanted = [
        one
        for one in proposals(actor, week_of(actor, actor.user_id, monday))
        if (about is None or one.about == about) and (day is None or one.day == day)
    ]
    if not wanted:
        raise Refused("nothing_proposed", _("Nothing is proposed here any more: enter the time yourself."))
    return [
        log_time(actor=actor, about=one.about, day=one.day, minutes=one.minutes, kind=one.kind or None)
        for one in wanted
    ]


def _loaded(actor: Actor, pk: int, version: int | None) -> TimeEntry:
    row = TimeEntry.objects.visible_to(actor).select_related("user", "about", "sheet").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    scope.require(actor, LOG, row.user)
    sheet = opened(row.user_id, row.sheet.week)
    records.check_version(sheet.version - 1, version)
    row = TimeEntry.objects.select_related("user", "about").get(pk=pk)
    row.sheet = sheet
    return row


def _record(subject: Subject) -> int:
    if subject.type == Task.SUBJECT_TYPE:
        return Task.objects.values_list("parent", flat=True).get(pk=subject.pk) or subject.pk
    if subject.type == "visit":
        link = VisitLink.objects.filter(visit=subject.pk).order_by("pk").values_list("project", flat=True).first()
        return link or subject.pk
    return subject.pk


def _refuse_day(actor: Actor, subject: Subject, day: date) -> None:
    today = clock.today()
    if day > today:
        raise Refused("future", _("Time is entered for days up to today: come back when the work is done."), "day")
    if day < today - BACK and not actor.reach(LOG).all:
        told = _("Time is entered for at most %d days back: ask an administrator to enter it.") % BACK.days
        raise Refused("too_old", told, "day")
    if subject.type != Task.SUBJECT_TYPE:
        return
    task = Task.objects.values("status", "done_at").get(pk=subject.pk)
    if task["status"] == TaskStatus.DONE and task["done_at"] and day > clock.day_of(task["done_at"]) + CLOSED:
        late = _("This task was done more than %d days before: reopen it, or enter the time on its project.")
        raise Refused("task_closed", late % CLOSED.days, "about")


def _refuse_full(sheet: TimeSheet, day: date, more: int) -> None:
    whole = TimeEntry.objects.filter(sheet=sheet, day=day).aggregate(sum=Sum("minutes"))["sum"] or 0
    if whole + more > MOST:
        left = max(MOST - whole, 0) / 60
        told = _("A day has 24 hours: %s of them are left on this one.") % f"{left:.2f}".rstrip("0").rstrip(".")
        raise Refused("full_day", told, "minutes")


def _told(actor: Actor, verb: str, row: TimeEntry, changes: events.Changes | None = None) -> None:
    """On the task or record, whose version stays: time says nothing about the record itself."""
    events.record(
        actor, verb, row.about, changes, entry=row.pk, user=row.user_id, day=row.day, minutes=row.minutes,
        note=row.note, kind=row.kind or None,
    )  # fmt: skip
