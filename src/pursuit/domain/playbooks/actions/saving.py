"""A plan that went well as a template: 存为模板."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.execution.models import CheckItem
from pursuit.domain.methods.fields import MethodId
from pursuit.domain.plans.fields import RowIds
from pursuit.domain.plans.models import Assignment, Plan, PlanLink, PlanRow
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.plans.rules.lengths import Measure, shown
from pursuit.domain.playbooks.actions.templates import create_template
from pursuit.domain.playbooks.fields import LinkSpec, RowSpec, StageCode, TemplateName
from pursuit.domain.playbooks.models import AppliedRow, PlanTemplate, TenderDate
from pursuit.domain.playbooks.queries.ground import works
from pursuit.domain.playbooks.queries.templates import EDIT
from pursuit.domain.playbooks.rules import days
from pursuit.domain.playbooks.rules.kinds import BEGIN
from pursuit.domain.playbooks.rules.layout import GROUP
from pursuit.domain.projects.fields import ProjectId
from pursuit.domain.projects.models import TeamMember
from pursuit.engine.calendar.week import DAY
from pursuit.engine.schedule.network import LagUnit, Limit
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.records import GONE

MOST = 500
LINKED = (LagUnit.WORK, LagUnit.ELAPSED)


@action("playbooks.save_template", right=EDIT, public="plan-templates.save-plan")
def save_template(
    *,
    actor: Actor,
    project: ProjectId,
    name: TemplateName,
    method: MethodId | None = None,
    stage: StageCode = "",
    rows: Annotated[RowIds, Label(gettext_lazy("Rows"), widget="hidden")] | None = None,
) -> PlanTemplate:
    """Rows of a project's plan without their dates: what hung on a date of the tender hangs on it, what began at a
    fixed day begins as many working days after the plan. Who did it becomes the role they have in the team."""
    plan = plan_of(actor, project)
    if plan is None:
        raise Missing("not_found", GONE)
    found = list(_wanted(actor, plan, rows))
    if not 0 < len(found) <= MOST:
        raise Refused("no_rows", _("A template has 1 to %d rows.") % MOST, "rows")
    specs, links = _Reading(plan, found).read()
    return create_template(actor=actor, name=name, method=method, stage=stage, rows=specs, links=links)


def _wanted(actor: Actor, plan: Plan, rows: Sequence[int] | None) -> Iterable[PlanRow]:
    """Live rows in their order; rows: those with all below them."""
    live = PlanRow.objects.visible_to(actor).filter(plan=plan, task__subject__deleted_at=None)
    groups = set(AppliedRow.objects.filter(row__plan=plan, key=GROUP).values_list("row_id", flat=True))
    chosen = None if rows is None else set(rows)
    for one in live.select_related("task__subject").order_by("place", "pk"):
        if chosen is not None and one.pk not in chosen and one.parent_id not in chosen:
            continue
        if chosen is not None:
            chosen.add(one.pk)
        if one.pk not in groups:
            yield one


class _Reading:
    """What turns the rows of one plan into those of a template."""

    def __init__(self, plan: Plan, rows: Sequence[PlanRow]) -> None:
        self.plan, self.rows = plan, rows
        self.keys = {row.pk: f"r{place}" for place, row in enumerate(rows, 1)}
        self.kinds = dict(TenderDate.objects.filter(row__in=self.keys).values_list("row_id", "kind"))
        outer = TenderDate.objects.filter(row__plan=plan).values_list("row_id", "kind")
        self.anchors: Mapping[int | None, str] = dict(outer)
        self.links = list(PlanLink.objects.filter(after__plan=plan).order_by("pk"))
        self.works = works(plan)
        self.roles = self._roles()
        self.checks: dict[int, list[str]] = {}
        lines = CheckItem.objects.filter(task__in=self.keys).order_by("place", "pk")
        for task, title in lines.values_list("task_id", "title"):
            self.checks.setdefault(task, []).append(title)
        self.measure = Measure(plan.day, plan.week, plan.month)

    def read(self) -> tuple[list[RowSpec], list[LinkSpec]]:
        hung = {row.pk: link for row in self.rows if row.pk not in self.kinds and (link := self._hanging(row))}
        specs = [self._spec(row, hung.get(row.pk)) for row in self.rows]
        used = {link.pk for link in hung.values()}
        inside = [one for one in self.links if one.before_id in self.keys and one.after_id in self.keys]
        return specs, [
            LinkSpec(before=self.keys[one.before_id], after=self.keys[one.after_id], kind=one.kind, lag=one.lag,
                     unit=one.unit)
            for one in inside
            if one.pk not in used
        ]  # fmt: skip

    def _hanging(self, row: PlanRow) -> PlanLink | None:
        """The link by which it hangs on a date of the tender."""
        for one in self.links:
            if one.kind or one.unit not in LINKED or one.lag < 0:
                continue
            if one.before_id == row.pk and one.after_id in self.anchors and row.limit == Limit.ALAP:
                return one
            if one.after_id == row.pk and one.before_id in self.anchors:
                return one
        return None

    def _spec(self, row: PlanRow, link: PlanLink | None) -> RowSpec:
        role, percent = self.roles.get(row.pk, ("", 100))
        titles = self.checks.get(row.pk, [])
        return RowSpec(
            key=self.keys[row.pk],
            parent=self.keys.get(row.parent_id or 0, ""),
            title=row.task.title,
            duration=shown(row.duration, self.measure, elapsed=row.elapsed),
            milestone=row.milestone,
            side=row.side,
            role=role,
            percent=percent,
            work="" if row.work is None else shown(row.work, self.measure),
            tender=self.kinds.get(row.pk, ""),
            checks=[title[:200] for title in titles[:30]],
            **self._offset(row, link),
        )

    def _offset(self, row: PlanRow, link: PlanLink | None) -> dict[str, object]:
        if row.pk in self.kinds:
            return {}
        if link is not None:
            elapsed = link.unit == LagUnit.ELAPSED
            before = link.before_id == row.pk
            anchor = self.anchors[link.after_id if before else link.before_id]
            count = round(link.lag / (DAY if elapsed else self.plan.day))
            return {"anchor": anchor, "before": before, "offset": count, "calendar_days": elapsed}
        fixed = row.limit == Limit.SNET and row.limit_at is not None
        at = row.limit_at if fixed else row.fixed_start
        if at is None or at < self.plan.begin:
            return {}
        gone = days.between(day_of(self.plan.begin), day_of(at), self.works)
        return {"anchor": BEGIN, "offset": gone}

    def _roles(self) -> dict[int, tuple[str, int]]:
        """Role in the team and share of the first person on each row."""
        team: dict[int, str] = {}
        members = TeamMember.objects.filter(project=self.plan.subject_id, active=True).order_by("-core", "pk")
        for user, role in members.values_list("user_id", "role"):
            team.setdefault(user, role)
        found: dict[int, tuple[str, int]] = {}
        uses = Assignment.objects.filter(row__in=self.keys, resource__user__isnull=False).order_by("pk")
        for row, user, units in uses.values_list("row_id", "resource__user_id", "units"):
            if user in team:
                found.setdefault(row, (team[user], max(units // 10, 1)))
        for one in self.rows:
            owner = one.task.subject.owner_id
            if owner in team:
                found.setdefault(one.pk, (team[owner], 100))
        return found
