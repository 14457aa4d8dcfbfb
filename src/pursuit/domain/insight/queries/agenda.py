"""Which projects a review goes through, in which order, and how each stands against the week before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from pursuit.domain.insight.models import AgendaRow, MeetingState, ProjectSnapshot, ReviewMeeting
from pursuit.domain.insight.queries.frozen import amount_of, read_changes, text_of
from pursuit.domain.insight.queries.promises import Promised, promises
from pursuit.domain.insight.queries.snapshots import OPEN, changed_since, since
from pursuit.domain.insight.rules.agenda import Candidate, ordered
from pursuit.domain.insight.rules.changes import Change
from pursuit.domain.insight.rules.weekly import Amount, Moved
from pursuit.domain.methods.models import Kind
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.projects import projects
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import OrgUnit

RELATED = ("project__subject__owner", "project__account__subject", "project__stage")


@dataclass(frozen=True, slots=True)
class Line:
    """A project of the meeting as a reader sees it: as it is while the meeting runs, as it was once it has ended."""

    row: AgendaRow
    title: str
    code: str
    account: str
    owner: str
    stage: str
    status: str
    amount: Amount
    sign_on: date | None
    changes: Sequence[Change]
    promises: Sequence[Promised] = ()
    stage_before: str = ""
    owner_before: str = ""
    before: Amount = None
    was_open: bool = False
    tasks: Sequence[Mapping[str, str]] = field(default_factory=list)  # frozen: as they were given

    def moved(self) -> Moved:
        """For the sums of the week."""
        codes = [one.code for one in self.changes]
        return Moved(codes, self.status, self.amount, self.before, self.was_open, self.sign_on)


def candidates(actor: Actor, scope: OrgUnit | None, week: date, most: int) -> list[Candidate]:
    """Deals of the unit that the actor sees: those that changed, then as many silent and quiet ones as there is room
    for. Looked for where they are few: what changed, and what was touched longest ago."""
    only = Q(kind=Kind.DEAL)
    if scope is not None:
        units = OrgUnit.objects.descendants(scope, include_self=True).values_list("pk", flat=True)
        only &= Q(subject__unit__in=list(units))
    changed = changed_since(actor, week, most=most * 2, only=only)
    known = {one.project.pk for one in changed}
    rest = projects(actor).filter(only, status__in=OPEN).exclude(pk__in=known).select_related("subject", "stage")
    others = list(rest.order_by(F("subject__updated_at").asc(), "pk")[: max(most - len(known), 0) * 2])
    near = facts.near_enough(others)
    found = [Candidate(one.project.pk, one.changes, 0, one.project.amount_base or 0) for one in changed]
    found += [Candidate(row.pk, (), silence(row, near), row.amount_base or 0) for row in others]
    return ordered(found)[:most]


def silence(row: Project, near: facts.Around) -> int:
    """Days since anything was written of it, or the customer was visited."""
    today = clock.today()
    last = clock.day_of(row.subject.updated_at)
    if row.pk in near.visits:
        last = max(last, min(clock.day_of(near.visits[row.pk]), today))
    return (today - last).days


def rows_of(actor: Actor, meeting: ReviewMeeting) -> list[AgendaRow]:
    """The agenda as this reader sees it, in order."""
    return list(AgendaRow.objects.visible_to(actor).filter(meeting=meeting).select_related(*RELATED))


def lines(actor: Actor, meeting: ReviewMeeting, rows: Sequence[AgendaRow] | None = None) -> list[Line]:
    """All of the agenda, or some rows of it that were shown to be visible, in a fixed number of queries."""
    rows = rows_of(actor, meeting) if rows is None else rows
    if meeting.state == MeetingState.ENDED:
        return [_thawed(row) for row in rows]
    seen = [row.project_id for row in rows]
    taken = ProjectSnapshot.objects.filter(project__in=seen, week=meeting.week).select_related("stage", "owner")
    pictures = {one.project_id: one for one in taken}
    told = promises(actor, meeting, [row.project for row in rows], pictures)
    return [_live(row, pictures.get(row.project_id), meeting.week, told.get(row.project_id, ())) for row in rows]


def _live(row: AgendaRow, picture: ProjectSnapshot | None, week: date, told: Sequence[Promised]) -> Line:
    about = row.project
    return Line(
        row, about.title, about.code, about.account.title if about.account else "", str(about.subject.owner or ""),
        about.stage.label, about.status, _amount(about.amount, about.amount_currency), about.expected_sign_on,
        since(picture, about, week), told,
        stage_before=picture.stage.label if picture else "",
        owner_before=str(picture.owner or "") if picture else "",
        before=_amount(picture.amount, picture.amount_currency) if picture else None,
        was_open=picture is not None and picture.status in OPEN,
    )  # fmt: skip


def _thawed(row: AgendaRow) -> Line:
    kept: Mapping[str, object] = row.frozen or {}
    words = {name: text_of(kept, name) for name in ("title", "code", "account", "owner", "stage", "status")}
    told = kept.get("promises")
    given = kept.get("tasks")
    day = text_of(kept, "sign_on")
    return Line(
        row, **words, amount=amount_of(kept.get("amount")), sign_on=date.fromisoformat(day) if day else None,
        changes=read_changes(kept.get("changes")),
        promises=[Promised.read(one) for one in told] if isinstance(told, list) else (),
        stage_before=text_of(kept, "stage_before"), owner_before=text_of(kept, "owner_before"),
        before=amount_of(kept.get("before")), was_open=bool(kept.get("was_open")),
        tasks=given if isinstance(given, list) else [],
    )  # fmt: skip


def freeze(line: Line, tasks: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What a meeting that ends keeps of a project; tasks: id, title, owner, due of those given about it."""
    names = ("title", "code", "account", "owner", "stage", "status", "stage_before", "owner_before", "was_open")
    return {name: getattr(line, name) for name in names} | {
        "amount": line.amount,
        "before": line.before,
        "sign_on": line.sign_on.isoformat() if line.sign_on else "",
        "changes": [[one.code, one.weight, _plain(one.before), _plain(one.after)] for one in line.changes],
        "promises": [one.plain() for one in line.promises],
        "tasks": list(tasks),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _amount(minor: int | None, currency: str) -> Amount:
    return None if minor is None else (minor, currency)
