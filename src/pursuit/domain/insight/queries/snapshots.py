"""Looking back: one project week by week, the pipeline by week and stage, what changed since last week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BigIntegerField, Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.insight.rules.changes import Change, State, changes
from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.projects import projects
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.named import pick_name

OPEN = (Status.ACTIVE, Status.SUSPENDED)


@dataclass(frozen=True, slots=True)
class WeekTotal:
    """One stage in one week, in company currency."""

    week: date
    stage_code: str
    stage: str
    count: int
    base: int
    weighted: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A project and what differs since the picture of a week."""

    project: Project
    changes: list[Change]


def history(actor: Actor, project: int) -> Sequence[ProjectSnapshot]:
    """The pictures of one visible project, oldest first."""
    rows = ProjectSnapshot.objects.visible_to(actor).filter(project=project)
    return list(rows.select_related("stage", "owner").order_by("week"))


def totals(actor: Actor, since: date, until: date | None = None) -> list[WeekTotal]:
    """Pipeline of the projects the actor sees now, as it was, by week and stage."""
    rows = ProjectSnapshot.objects.visible_to(actor).filter(week__gte=since)
    if until is not None:
        rows = rows.filter(week__lte=until)
    grouped = rows.values("week", "stage__code").annotate(
        name=F("stage__name"),
        english=F("stage__name_en"),
        edited=F("stage__edited"),
        # The methods number their stages each on its own; how far a stage is says its probability.
        place=Max("stage__probability"),
        count=Count("pk"),
        base=Sum("amount_base"),
        weighted=Sum(F("amount_base") * F("probability") / 100, output_field=BigIntegerField()),
    )
    return [
        WeekTotal(
            row["week"],
            row["stage__code"],
            pick_name(row["name"], row["english"], edited=row["edited"]),
            row["count"],
            int(row["base"] or 0),
            int(row["weighted"] or 0),
        )
        for row in grouped.order_by("week", "place", "stage__code")
    ]


def changed_since(actor: Actor, week: date | None = None, *, most: int = 500, only: Q | None = None) -> list[Changed]:
    """Visible projects that differ from the picture of a week (last week's), the gravest change first. only: of these
    projects."""
    week = week or clock.week_of(clock.today()) - timedelta(days=7)
    pictures, new = _pictures(actor, week), _new(actor, week)
    if only is not None:
        chosen = Project.objects.filter(only).values("pk")
        pictures, new = pictures.filter(project__in=chosen), new.filter(pk__in=chosen)
    found = [Changed(picture.project, since(picture, picture.project, week)) for picture in pictures[:most]]
    found += [Changed(row, since(None, row, week)) for row in new[:most]]
    found = [one for one in found if one.changes]
    return sorted(found, key=lambda one: (-one.changes[0].weight, -(one.project.amount_base or 0), one.project.pk))


def since(picture: ProjectSnapshot | None, row: Project, week: date) -> list[Change]:
    """What differs from the picture of a week; a project begun before it that has none then is not new."""
    if picture is None and clock.day_of(row.subject.created_at) < week:
        return []
    return changes(None if picture is None else _then(picture), _now(row))


def _pictures(actor: Actor, week: date) -> QuerySet[ProjectSnapshot]:
    """Pictures that no longer fit their project; the database compares, so that a quiet week costs little."""
    same = Q(
        stage=F("project__stage"),
        status=F("project__status"),
        owner=F("project__subject__owner"),
        amount_base=F("project__amount_base"),
        expected_sign_on=F("project__expected_sign_on"),
    )
    rows = ProjectSnapshot.objects.visible_to(actor).filter(~same, week=week)
    related = ("stage", "project__stage", "project__subject__owner", "project__account__subject")
    return rows.select_related(*related).order_by(F("project__amount_base").desc(nulls_last=True), "pk")


def _new(actor: Actor, week: date) -> QuerySet[Project]:
    """Open projects begun since that week, and not in its pictures."""
    known = ProjectSnapshot.objects.filter(week=week, project=OuterRef("pk"))
    rows = projects(actor).filter(~Exists(known), status__in=OPEN, subject__created_at__date__gte=week)
    related = rows.select_related("subject__owner", "account__subject", "stage")
    return related.order_by(F("amount_base").desc(nulls_last=True), "pk")


def _then(picture: ProjectSnapshot) -> State:
    return State(
        picture.stage.position,
        picture.stage.code,
        picture.status,
        picture.amount_base,
        picture.expected_sign_on,
        picture.probability,
        picture.owner_id,
    )


def _now(row: Project) -> State:
    return State(
        row.stage.position,
        row.stage.code,
        row.status,
        row.amount_base,
        row.expected_sign_on,
        row.probability,
        row.subject.owner_id,
    )
