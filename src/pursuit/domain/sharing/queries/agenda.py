"""What a person has to do and when: what a calendar feed holds. A fixed number of statements."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pursuit.domain.customers.models import Visit, VisitParticipant
from pursuit.domain.execution.models import OPEN, Task, TaskStatus
from pursuit.domain.people.models import Absence
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.plans.rules.instants import aware, midnight
from pursuit.domain.projects.models import Project, Status, TeamMember
from pursuit.kernel import clock, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
MOST = 1000  # of each kind
LIVING = (Status.ACTIVE, Status.SUSPENDED, Status.WON)
VISIT_MINUTES = 60
_ROW = (
    "pk", "task__subject__title", "task__subject__updated_at", "task__subject__version", "task__status",
    "plan__subject_id", "start", "finish", "percent", "changed",
)  # fmt: skip
_TASK = (
    "pk", "subject__title", "subject__updated_at", "subject__version", "status", "parent_id", "due_on",
    "planned__start", "planned__finish", "planned__percent", "planned__changed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """kind: task, milestone, visit, absence; begins, ends: days, the last one included, or moments; about: the record
    it is about, where the owner sees that; about_type: "" where not."""

    kind: str
    pk: int
    title: str
    begins: date | datetime
    ends: date | datetime | None
    changed: datetime
    version: int
    done: bool = False
    percent: int = 0
    about: int = 0
    about_type: str = ""
    about_title: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from and to which a feed looks; as instants and as moments."""

    first: date
    last: date

    @property
    def instants(self) -> tuple[int, int]:
        return midnight(self.first), midnight(self.last + timedelta(days=1))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return clock.start_of(self.first), clock.start_of(self.last + timedelta(days=1))


def agenda(actor: Actor, parts: Collection[str], today: date) -> list[Entry]:
    """In the order of the records' ids, each once."""
    window = Window(today - BACK, today + AHEAD)
    found: dict[tuple[str, int], Entry] = {}
    for part, read in _READERS.items():
        if part in parts:
            for one in read(actor, window):
                found.setdefault((one.kind if one.kind != "milestone" else "task", one.pk), one)
    return sorted(_named(actor, list(found.values())), key=lambda one: (one.kind, one.pk))


def _tasks(actor: Actor, window: Window) -> Iterator[Entry]:
    """Open ones that are mine or on which I work, by their place in a plan or by their due day; no summaries."""
    low, high = window.instants
    # One list of ids from two indexes: an OR of the two would look at every open task of the company.
    own = Subject.objects.filter(owner=actor.user_id, type=Task.SUBJECT_TYPE).values("pk")
    works = Assignment.objects.filter(resource__user=actor.user_id).values("row_id")
    below = PlanRow.objects.filter(parent=OuterRef("pk"), task__subject__deleted_at=None)
    rows = Task.objects.visible_to(actor).filter(
        Q(planned=None) | Q(planned__inactive=False),
        Q(planned__start__lt=high, planned__finish__gte=low)
        | Q(planned__start=None, due_on__range=(window.first, window.last)),
        ~Exists(below),
        pk__in=own.union(works),
        status__in=OPEN,
    )
    for row in rows.order_by("due_on", "pk").values_list(*_TASK)[:MOST]:
        pk, title, changed, version, _status, parent, due, start, finish, percent, moved = row
        begins, ends = _span(start, finish) if start is not None and finish is not None else (due, due)
        yield Entry("task", pk, title, begins, ends, changed, version + (moved or 0), False, percent or 0, parent or 0)


def _milestones(actor: Actor, window: Window) -> Iterator[Entry]:
    """Of the living projects I own or work on."""
    low, high = window.instants
    team = TeamMember.objects.filter(user=actor.user_id, active=True).values("project_id")
    mine = Project.objects.visible_to(actor).filter(Q(subject__owner=actor.user_id) | Q(pk__in=team))
    rows = PlanRow.objects.visible_to(actor).filter(
        Q(milestone=True) | Q(anchor=True),
        plan__subject__in=mine.filter(status__in=LIVING).values("pk"),
        inactive=False,
        task__subject__deleted_at=None,
        start__gte=low,
        start__lt=high,
    )
    for row in rows.order_by("start", "pk").values_list(*_ROW)[:MOST]:
        pk, title, changed, version, status, about, start, finish, percent, moved = row
        begins, ends = _span(start, finish)
        done = status == TaskStatus.DONE
        yield Entry("milestone", pk, title, begins, ends, changed, version + moved, done, percent, about)


def _visits(actor: Actor, window: Window) -> Iterator[Entry]:
    low, high = window.moments
    own = Subject.objects.filter(owner=actor.user_id, type=Visit.SUBJECT_TYPE).values("pk")
    took_part = VisitParticipant.objects.filter(user=actor.user_id).values("visit_id")
    rows: QuerySet[Visit] = Visit.objects.visible_to(actor).filter(
        pk__in=own.union(took_part), happened_at__gte=low, happened_at__lt=high
    )
    for row in rows.select_related("subject").order_by("-happened_at", "-pk")[:MOST]:
        begins = row.happened_at.astimezone(clock.zone())
        ends = begins + timedelta(minutes=row.minutes or VISIT_MINUTES)
        yield Entry("visit", row.pk, row.title, begins, ends, row.subject.updated_at, row.subject.version,
                    about=row.account_id)  # fmt: skip


def _absences(actor: Actor, window: Window) -> Iterator[Entry]:
    rows = Absence.objects.visible_to(actor).live().filter(user_id=actor.user_id)
    for row in rows.filter(until__gte=window.first, since__lte=window.last).order_by("-since")[:MOST]:
        label = terms.label("absence_kind", row.kind)
        yield Entry("absence", row.pk, label, row.since, row.until, clock.start_of(row.since), row.version)


# A milestone that is also a task of mine is told as a milestone.
_READERS = {"milestones": _milestones, "tasks": _tasks, "visits": _visits, "absences": _absences}


def _span(start: int, finish: int) -> tuple[datetime, datetime | None]:
    """Moments in the company's zone; None for the end of what takes no time."""
    zone = clock.zone()
    return aware(start, zone), aware(finish, zone) if finish > start else None


def _named(actor: Actor, entries: Sequence[Entry]) -> Iterator[Entry]:
    """With the title of what they are about, which the owner of a task need not see any more."""
    wanted = {one.about for one in entries if one.about}
    seen: Mapping[int, tuple[str, str]] = {}
    if wanted:
        rows = Subject.objects.visible_to(actor, wanted).values_list("pk", "type", "title")
        seen = {pk: (kind, title) for pk, kind, title in rows}
    for one in entries:
        kind, title = seen.get(one.about, ("", ""))
        yield replace(one, about=one.about if kind else 0, about_type=kind, about_title=title)
