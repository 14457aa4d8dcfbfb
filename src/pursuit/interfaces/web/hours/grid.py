"""The grid of a week: a row for each task or record, a cell for each day, and the sums."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from pursuit.domain.execution.models import OPEN as OPEN_TASKS
from pursuit.domain.execution.models import Task
from pursuit.domain.hours.models import OPEN, TimeEntry
from pursuit.domain.hours.queries.proposals import Proposal, proposals
from pursuit.domain.hours.queries.sheets import WeekOf, entries
from pursuit.domain.hours.rules.lengths import shown
from pursuit.interfaces.web.hours.words import weekday
from pursuit.interfaces.web.records.views import subject_url
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject


@dataclass(slots=True)
class Cell:
    """text: what stands in it, as typed where that was refused; several: entries that stand side by side."""

    about: int
    day: date
    name: str
    text: str = ""
    entry: TimeEntry | None = None
    several: bool = False
    proposal: str = ""
    error: str = ""
    editable: bool = False

    @property
    def id(self) -> str:
        return f"{self.about}-{self.day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Row:
    """about: the task or record; record: what it counts for, None where that is itself or not seen."""

    about: int
    title: str
    url: str
    record: Subject | None
    record_url: str
    cells: Sequence[Cell]
    sum: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class Head:
    day: date
    name: str
    expected: str
    sum: str
    away: bool
    free: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Grid:
    rows: Sequence[Row]
    heads: Sequence[Head]
    total: str
    expected: str
    missing: str
    over: str
    editable: bool
    proposed: str


@dataclass(slots=True)
class _Gathered:
    """What the rows are made of, by task or record."""

    entries: dict[tuple[int, date], list[TimeEntry]] = field(default_factory=dict)
    proposed: dict[tuple[int, date], Proposal] = field(default_factory=dict)
    records: dict[int, int] = field(default_factory=dict)


def grid(actor: Actor, week: WeekOf, besides: Collection[int] = ()) -> Grid:
    """besides: tasks and records that shall have a row although there is nothing on them yet."""
    state = week.sheet.state if week.sheet else OPEN[0]
    editable = week.user.pk == actor.user_id and state in OPEN
    found = _Gathered()
    for one in week.entries:
        found.entries.setdefault((one.about_id, one.day), []).append(one)
        found.records[one.about_id] = one.record_id
    offered = proposals(actor, week)
    for offer in offered:
        found.proposed[offer.about, offer.day] = offer
        found.records.setdefault(offer.about, offer.record)
    wanted = {*found.records, *(set(besides) | _of_last_week(actor, week) if editable else ())}
    for task, parent in Task.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", "parent"):
        found.records.setdefault(task, parent or task)
    subjects = _subjects(actor, {*wanted, *found.records.values()})
    rows = [_row(week, about, subjects, found, editable=editable) for about in wanted if about in subjects]
    hidden = {one.about_id for one in week.entries} - subjects.keys()
    rows.sort(key=lambda one: (one.record.title if one.record else one.title, one.title, one.about))
    rows += [_row(week, about, subjects, found, editable=False) for about in hidden]
    expected, total = sum(week.expected), week.total
    return Grid(
        rows, _heads(week), shown(total) or "0", shown(expected) or "0", shown(max(expected - total, 0)),
        shown(max(total - expected, 0)), editable, shown(sum(one.minutes for one in offered)),
    )  # fmt: skip


def cell_of(actor: Actor, week: WeekOf, about: Subject, day: date) -> Cell:
    """One cell as it stands now."""
    found = _Gathered()
    for one in week.entries:
        found.entries.setdefault((one.about_id, one.day), []).append(one)
    for offer in proposals(actor, week):
        found.proposed[offer.about, offer.day] = offer
    state = week.sheet.state if week.sheet else OPEN[0]
    editable = week.user.pk == actor.user_id and state in OPEN
    return _cell(about.pk, about.title, day, found, editable=editable)


def heads(week: WeekOf) -> list[Head]:
    return _heads(week)


def row_sum(week: WeekOf, about: int) -> str:
    return shown(sum(one.minutes for one in week.entries if one.about_id == about))


def _row(week: WeekOf, about: int, subjects: Mapping[int, Subject], found: _Gathered, *, editable: bool) -> Row:
    subject = subjects.get(about)
    title = subject.title if subject else _("Something you no longer see")
    parent = found.records.get(about, about)
    record = subjects.get(parent) if parent != about else None
    cells = [_cell(about, title, day, found, editable=editable) for day in week.days]
    return Row(
        about, title, subject_url(subject) if subject else "", record, subject_url(record) if record else "", cells,
        row_sum(week, about), any(one.proposal for one in cells),
    )  # fmt: skip


def _cell(about: int, title: str, day: date, found: _Gathered, *, editable: bool) -> Cell:
    there = found.entries.get((about, day), [])
    offer = found.proposed.get((about, day))
    return Cell(
        about, day, f"{title}, {weekday(day)} {day:%m-%d}",
        text=shown(sum(one.minutes for one in there)),
        entry=there[0] if len(there) == 1 else None,
        several=len(there) > 1,
        proposal=shown(offer.minutes) if offer else "",
        editable=editable and len(there) < 2 and day <= clock.today(),
    )  # fmt: skip


def _heads(week: WeekOf) -> list[Head]:
    sums = {day: sum(one.minutes for one in week.entries if one.day == day) for day in week.days}
    return [
        Head(day, weekday(day), shown(expected), shown(sums[day]), day in week.away, not expected, day == clock.today())
        for day, expected in zip(week.days, week.expected, strict=True)
    ]


def _of_last_week(actor: Actor, week: WeekOf) -> set[int]:
    """What one worked on in the week before, as long as it is open: most people go on with it."""
    before = entries(actor).filter(user=actor.user_id, day__gte=week.monday - timedelta(days=7), day__lt=week.monday)
    ids = set(before.exclude(about__type="visit").values_list("about", flat=True).distinct()[:30])
    over = Task.objects.visible_to(actor).filter(pk__in=ids).exclude(status__in=OPEN_TASKS)
    return ids - set(over.values_list("pk", flat=True))


def _subjects(actor: Actor, ids: Collection[int]) -> dict[int, Subject]:
    return {one.pk: one for one in Subject.objects.visible_to(actor, list(ids)).filter(pk__in=ids)} if ids else {}
