"""The tender of a project as its page shows it: dates, what is wrong with them, what follows; and what comes near."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.models.plan import VIEW
from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.domain.playbooks.models import RuleDays, Tender, TenderDate
from pursuit.domain.playbooks.models.tender import Procedure
from pursuit.domain.playbooks.queries.ground import works
from pursuit.domain.playbooks.rules.findings import Case, Due, Finding, dues, findings
from pursuit.domain.playbooks.rules.kinds import KINDS, Kind
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.models.project import MOVING
from pursuit.domain.projects.queries.mine import TENDER, owned, worked_on
from pursuit.engine.calendar.week import DAY
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.prepared import Given, Prepared

BY_MODE = {
    "open_tender": Procedure.OPEN,
    "invited_tender": Procedure.INVITED,
    "negotiation": Procedure.GOV_NEGOTIATION,
    "consultation": Procedure.GOV_CONSULTATION,
    "inquiry": Procedure.GOV_INQUIRY,
    "single_source": Procedure.GOV_SINGLE,
}
FARTHEST = max(one.near for one in KINDS.values())


@dataclass(frozen=True, slots=True)
class Dated:
    """A kind of date with what is kept. row: of the plan, None where it is tied to none that lives; off: the day the
    plan has instead, where it could not keep it."""

    kind: Kind
    kept: TenderDate | None = None
    day: date | None = None
    hour: str = ""
    row: PlanRow | None = None
    left: int | None = None
    findings: tuple[Finding, ...] = ()
    off: date | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A day that follows, and the row it has in the plan."""

    due: Due
    row: int | None
    left: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """rows: ids of the plan's rows by kind of date."""

    tender: Tender
    known: bool
    dates: list[Dated]
    findings: list[Finding]
    dues: list[DueRow]
    rows: Mapping[str, int]


def own_rules() -> dict[str, int | None]:
    """The company's numbers; None for a rule that is off."""
    rows = RuleDays.objects.all()
    return {one.code: one.days if one.active else None for one in rows if not one.active or one.days is not None}


def calendar(actor: Actor, project: Project) -> Calendar:
    """Of a visible project."""
    row = Tender.objects.visible_to(actor).filter(project=project).first()
    tender = row or Tender(project=project, procedure=BY_MODE.get(project.procurement_mode, Procedure.OPEN))
    kept = TenderDate.objects.visible_to(actor).filter(project=project).select_related("row__task__subject")
    known = {one.kind: one for one in kept}
    case = _case(tender, known, Plan.objects.filter(subject=project.pk).defer("extra").first())
    found = findings(case)
    today = clock.today()
    live = {code: one.row for code, one in known.items() if one.row and one.row.task.subject.deleted_at is None}
    rows = {code: one.pk for code, one in live.items()}
    dates = [_dated(kind, known.get(kind.code), live.get(kind.code), found, today) for kind in KINDS.values()]
    there = _rows_of(project)
    later = [DueRow(one, there.get(one.code), (one.day - today).days) for one in dues(case)]
    return Calendar(tender, row is not None, dates, found, later, rows)


def _case(tender: Tender, known: Mapping[str, TenderDate], plan: Plan | None) -> Case:
    days = {code: day_of(one.at) for code, one in known.items()}
    return Case(
        tender.procedure, days, works(plan), tender.compulsory, tender.budget, tender.bond, tender.validity_days,
        own_rules(),
    )  # fmt: skip


def _dated(
    kind: Kind, kept: TenderDate | None, row: PlanRow | None, found: list[Finding], today: date
) -> Dated:  # fmt: skip
    if kept is None:
        return Dated(kind)
    day, minute = day_of(kept.at), kept.at % DAY
    about = tuple(one for one in found if kind.code in one.kinds)
    off = day_of(row.start) if row is not None and row.start is not None and day_of(row.start) != day else None
    hour = f"{minute // 60:02}:{minute % 60:02}" if minute else ""
    return Dated(kind, kept, day, hour, row, (day - today).days, about, off)


def note_of(due: Due) -> str:
    """What the row of a derived day says, and what it is known by."""
    return f"{due.article} [{due.code}]"


def _rows_of(project: Project) -> dict[str, int]:
    """Rows of derived days by their code, which ends their note in whatever language it is."""
    rows = PlanRow.objects.filter(
        plan__subject=project.pk, task__subject__deleted_at=None, milestone=True, task__note__endswith="]"
    )
    return {note[:-1].rpartition("[")[2]: pk for note, pk in rows.values_list("task__note", "pk")}


@dataclass(frozen=True, slots=True)
class Near:
    """A date that concerns somebody now. left: days, negative where it is over."""

    kind: Kind
    project: Project
    day: date
    left: int


def near(actor: Actor) -> list[Near]:
    """Dates of tenders I work on that come near, the next first; what is over is only told where it is owed to us."""
    if not actor.may(VIEW):
        return []
    today = clock.today()
    first, last = midnight(today) - 60 * DAY, midnight(today) + (FARTHEST + 1) * DAY
    found = []
    mine = _MINE(me=actor.user_id)
    for row in _NEAR(actor, pks=mine, first=first, last=last) if mine else ():
        kind, day = KINDS[row.kind], day_of(row.at)
        left = (day - today).days
        if 0 <= left <= kind.near or (left < 0 and kind.missed):
            found.append(Near(kind, row.project, day, left))
    return sorted(found, key=lambda one: (one.day, one.project.pk))


def _mine(me: object) -> QuerySet[Project, int]:
    """Projects that I own or work on in a part that goes to the tender."""
    rows = Project.objects.filter(Q(pk__in=owned(me, Project.SUBJECT_TYPE)) | Q(pk__in=worked_on(me, TENDER)))
    rows = rows.alias(state=Coalesce("status", "status")).filter(state__in=[str(one) for one in MOVING])
    return rows.values_list("pk", flat=True)


def _near(actor: Actor, pks: Given, first: object, last: object) -> QuerySet[TenderDate]:
    rows = TenderDate.objects.visible_to(actor).filter(
        project__in=pks.each, at__gte=first, at__lt=last,
        kind__in=[one.code for one in KINDS.values() if one.near],
    )  # fmt: skip
    rows = rows.exclude(row__task__status="done")
    return rows.select_related("project__subject").order_by("at")[:50]


_MINE = Prepared(_mine)
_NEAR = Prepared(_near)
