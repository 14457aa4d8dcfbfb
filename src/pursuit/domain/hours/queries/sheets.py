"""Looking at time: the week of a person, the sheets that wait, and both as lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.hours.models import SheetState, TimeEntry, TimeSheet
from pursuit.domain.hours.models.sheet import APPROVE, VIEW, reached
from pursuit.domain.hours.queries.days import Expected, days_of, expected
from pursuit.domain.people.queries.scope import leads, present, reaches
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Membership, OrgUnit, Subject, User
from pursuit.kernel.records import GONE

LOG = "time.log"


@dataclass(frozen=True, slots=True)
class WeekOf:
    """user's time in a week. sheet: None before anything was entered; days: from Monday; expected: minutes of each
    day; away: days of absence; length: minutes of a usual day."""

    user: User
    monday: date
    sheet: TimeSheet | None
    days: Sequence[date]
    entries: Sequence[TimeEntry]
    expected: Sequence[int]
    away: Collection[date]
    length: int

    @property
    def total(self) -> int:
        return sum(one.minutes for one in self.entries)


def entries(actor: Actor) -> QuerySet[TimeEntry]:
    """Time the actor sees: of themselves, of people their right reaches, and what was told on records they see."""
    return TimeEntry.objects.visible_to(actor)


def sheets(actor: Actor) -> QuerySet[TimeSheet]:
    return TimeSheet.objects.visible_to(actor)


def sheet(actor: Actor, pk: int) -> TimeSheet:
    row = sheets(actor).select_related("user", "decided_by").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def week_of(actor: Actor, user: int, monday: date) -> WeekOf:
    """The week of a person whose time the actor may see."""
    person = User.objects.filter(pk=user, is_system=False).first() if _reaches(actor, user) else None
    if person is None:
        raise Missing("not_found", GONE)
    row = sheets(actor).select_related("decided_by").filter(user=user, week=monday).first()
    rows = list(entries(actor).filter(sheet=row).select_related("about", "record").order_by("pk")) if row else []
    time: Expected = expected([user], monday)
    return WeekOf(person, monday, row, days_of(monday), rows, time.minutes[user], time.away.get(user, ()), time.length)


def seen_titles(actor: Actor, ids: Collection[int]) -> set[int]:
    """Which of the records may be named to the actor."""
    return set(Subject.objects.visible_to(actor, ids).values_list("pk", flat=True)) if ids else set()


def _reaches(actor: Actor, user: int) -> bool:
    return (user == actor.user_id and actor.may(VIEW)) or (
        Membership.objects.filter(reached(actor, VIEW), user=user).exists()
    )


def totals(ids: Collection[int]) -> dict[int, int]:
    """Minutes of each sheet the caller has found before."""
    rows = TimeEntry.objects.filter(sheet__in=list(ids)).order_by().values("sheet").annotate(sum=Sum("minutes"))
    return {row["sheet"]: row["sum"] for row in rows}


def waiting(actor: Actor) -> QuerySet[TimeSheet]:
    """Submitted sheets the actor may decide on: of everybody the right reaches but oneself."""
    rows = TimeSheet.objects.visible_to(actor).filter(state=SheetState.SUBMITTED)
    return rows.filter(reached(actor, APPROVE)).exclude(user=actor.user_id)


def may_approve(actor: Actor, user: User) -> bool:
    """Whoever the right reaches from and the head of the person's unit; nobody their own."""
    if user.pk == actor.user_id or not actor.may(APPROVE):
        return False
    return reaches(actor, APPROVE, user) or leads(actor, user)


def approves(actor: Actor) -> bool:
    """Is there anybody whose time the actor may approve?"""
    reach = actor.reach(APPROVE)
    if not reach or reach.all or reach.units:
        return bool(reach)
    return Membership.objects.filter(present(), user=actor.user_id, is_head=True).exists()


def approvers(people: Collection[int]) -> Mapping[int, list[int]]:
    """{person: who decides first}: the heads of their unit, or of the nearest one above that somebody else leads."""
    above = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    homes = dict(Membership.objects.filter(user__in=list(people), is_primary=True).values_list("user_id", "unit_id"))
    heads: dict[int | None, list[int]] = {}
    led = Membership.objects.filter(present(), is_head=True, user__is_active=True).order_by("user")
    for unit, user in led.values_list("unit_id", "user_id"):
        heads.setdefault(unit, []).append(user)
    found: dict[int, list[int]] = {}
    for person in people:
        place: int | None = homes.get(person)
        found[person] = []
        while place is not None and not found[person]:
            found[person] = [one for one in heads.get(place, []) if one != person]
            place = above.get(place)
    return found


def first_approvers(user: int) -> list[str]:
    """Who decides first on a person's time, by name."""
    ids = approvers([user])[user]
    return list(User.objects.filter(pk__in=ids).order_by("name_key", "pk").values_list("name", flat=True))


def usable(model: type[TimeEntry] | type[TimeSheet], actor: Actor, ids: Collection[int]) -> Collection[int]:
    """Those of the ids that may be named."""
    return set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _listed(actor: Actor) -> QuerySet[TimeEntry]:
    """With what it is about, for those who may see that."""
    about = Subject.objects.visible_to(actor).filter(pk=OuterRef("about"))
    record = Subject.objects.visible_to(actor).filter(pk=OuterRef("record"))
    return entries(actor).annotate(
        what=Subquery(about.values("title")[:1]), on=Subquery(record.values("title")[:1]), state=F("sheet__state")
    )


def _summed(actor: Actor) -> QuerySet[TimeSheet]:
    spent = TimeEntry.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet").annotate(sum=Sum("minutes"))
    return sheets(actor).annotate(minutes=Subquery(spent.values("sum")))


_STATES = tuple((one.value, one.label) for one in SheetState)
ENTRIES = Listing(
    code="time-entries",
    label=_("Time entries"),
    subject_type="time_entry",
    base=_listed,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-day",
    columns=(
        Column("day", _("Day"), "date", default=True),
        Column("user", _("Person"), "user", source="user_id", shown="user__name", default=True),
        Column("on", _("Record"), default=True, sortable=False, filterable=False),
        Column("what", _("Task or record"), default=True, sortable=False, filterable=False),
        Column("minutes", _("Minutes"), "number", default=True),
        Column("kind", _("Kind of work"), "term", term="time_kind", default=True),
        Column("note", _("Note"), sortable=False),
        Column("state", _("Status"), "choice", source="sheet__state", choices=_STATES, default=True, sortable=False),
        Column("record", _("Number of the record"), "number", source="record_id", sortable=False),
        Column("about", _("Number of the task"), "number", source="about_id", sortable=False),
        Column("sheet", _("Time sheet"), "number", source="sheet_id", sortable=False),
        Column("version", _("Version"), "number", source="sheet__version", filterable=False, sortable=False),
    ),
)
SHEETS = Listing(
    code="time-sheets",
    label=_("Time sheets"),
    subject_type="time_sheet",
    base=_summed,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-week",
    columns=(
        Column("week", _("Week"), "date", default=True),
        Column("user", _("Person"), "user", source="user_id", shown="user__name", default=True),
        Column("state", _("Status"), "choice", choices=_STATES, default=True),
        Column("minutes", _("Minutes"), "number", default=True, sortable=False, filterable=False),
        Column("submitted", _("Submitted"), "moment", source="submitted_at", default=True),
        Column("decided", _("Decided"), "moment", source="decided_at"),
        Column("reason", _("Reason"), sortable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
