"""Putting a template into the plan of a project: rows, links, people, tender dates, in one step that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Max, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from pursuit.domain.execution.actions.tasks import refuse_blind
from pursuit.domain.execution.models import CheckItem
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.bringing import bring_plan
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.actions.links import link_rows
from pursuit.domain.plans.actions.moves import place_row
from pursuit.domain.plans.actions.places import spread
from pursuit.domain.plans.actions.rows import remove_rows
from pursuit.domain.plans.models import Plan, PlanResource, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.plans.rules.brought import BroughtLink, BroughtPlan, BroughtResource, BroughtRow, BroughtUse
from pursuit.domain.plans.rules.facts import FIRST, KINDS, LAST
from pursuit.domain.plans.rules.instants import instant
from pursuit.domain.plans.rules.lengths import Measure, shown
from pursuit.domain.playbooks.fields import Anchors, Picked, TemplateId
from pursuit.domain.playbooks.models import AppliedRow, PlanTemplate, TenderDate
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.domain.playbooks.queries.ground import ground, known_anchors, team_of
from pursuit.domain.playbooks.rules.kinds import ANCHORS, BEGIN
from pursuit.domain.playbooks.rules.kinds import KINDS as DATES
from pursuit.domain.playbooks.rules.layout import Layout, Placed, Tie, laid
from pursuit.domain.projects.fields import ProjectId
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.engine.schedule.network import LagUnit
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event, User

SOURCE = "template"
RESOURCE = "template-"  # key of a person in a plan, before their id
APPLIED = "playbooks.template.applied"


@dataclass(frozen=True, slots=True)
class People:
    """Who does which row. fresh: those the plan does not know yet, or knows from a template; rest: those that are in
    it with a share or a calendar of their own."""

    fresh: list[tuple[Placed, User]]
    rest: list[tuple[Placed, User]]

    def owner(self, row: Placed) -> int | None:
        return next((user.pk for one, user in (*self.fresh, *self.rest) if one is row), None)


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    """Rows that came go; so do tender dates that came with them. What was linked to them is free again."""
    event = next(one for one in happened if one.verb == APPLIED)
    dates = TenderDate.objects.visible_to(actor).filter(pk__in=event.payload.data["dates"], project=event.subject_id)
    dates.delete()
    return remove_rows(actor=actor, rows=event.payload.data["rows"])


@action("playbooks.apply_template", right=EDIT, public="plan-templates.apply", inverse=_undo, ready=wake)
def apply_template(
    *,
    actor: Actor,
    project: ProjectId,
    template: TemplateId,
    anchors: Anchors | None = None,
    picked: Picked | None = None,
) -> Plan:
    """Write what of a template the plan does not have yet. anchors: dates by code, over those that are known; picked:
    keys of the rows that are wanted, all without."""
    about = visible_project(actor, project)
    row = queries.template(actor, template)
    plan = Plan.objects.filter(subject=about.pk).defer("extra").first()
    if plan is not None:
        locked(actor, about.pk)
    given = _instants(anchors or {})
    at = ground(about, plan, row, given, None if picked is None else frozenset(picked))
    found = laid(*queries.specs(row), at)
    if not found.rows:
        told = _("Everything of this template is in the plan already, or waits for a date.")
        raise Conflict("nothing_to_do", told)
    people = _people(about, found)
    ids = _write(actor, about, row, found, people, at.anchors[BEGIN])
    plan = Plan.objects.select_related("subject").defer("extra").get(subject=about.pk)
    dates = _dates(about, found, ids, {**known_anchors(about, plan), **given})
    _assign_rest(actor, people, ids)
    _checks(found, ids)
    events.record(
        actor, APPLIED, about.subject, None, template=row.pk, name=row.label, rows=sorted(ids.values()), dates=dates
    )  # fmt: skip
    plan.refresh_from_db(fields=["version", "start", "finish", "misses"])
    return plan


def _instants(anchors: Mapping[str, datetime]) -> dict[str, int]:
    found = {}
    for code, at in anchors.items():
        if code not in ANCHORS:
            raise Refused("unknown_anchor", _("Nobody knows the date “%s”.") % code, "anchors")
        found[code] = instant(at, clock.zone())
        if not FIRST <= found[code] <= LAST:
            raise Refused("out_of_range", _("Plans know the years from 1984 to 2149."), "anchors")
    return found


def _write(
    actor: Actor, about: Project, row: PlanTemplate, found: Layout, people: People, begin: int
) -> dict[str, int]:
    """Rows, links between them and people at once, dated once; then what ties them to rows that were there. Gives ids
    by key."""
    before = PlanRow.objects.filter(plan__subject=about.pk).aggregate(last=Max("pk"))["last"] or 0
    rows = [_brought(one, found, row, before, people.owner(one)) for one in found.rows]
    new = {one.key for one in found.rows}
    inner = [tie for tie in found.links if tie.before in new and tie.after in new]
    links = [BroughtLink(_name(row, t.before, before), _name(row, t.after, before), t.kind, t.lag, t.unit)
             for t in inner]  # fmt: skip
    uses = [BroughtUse(_name(row, one.key, before), _resource(user.pk), one.spec.percent * 10, one.spec.work)
            for one, user in people.fresh]  # fmt: skip
    known = {user.pk: user for _one, user in people.fresh}
    resources = [BroughtResource(_resource(pk), user.name, pk) for pk, user in known.items()]
    brought = BroughtPlan(SOURCE, {"begin": begin}, rows, links=links, resources=resources, uses=uses)
    bring_plan(actor=actor, about=about.pk, brought=brought)
    made = PlanRow.objects.filter(plan__subject=about.pk, pk__gt=before).select_related("task__subject", "plan")
    by_name = {one.task.subject.source_id.partition(":")[2]: one for one in made}
    ids = {one.key: by_name[_name(row, one.key, before)].pk for one in found.rows}
    AppliedRow.objects.bulk_create(AppliedRow(row_id=ids[key], template=row, key=key) for key in ids)
    plan = next(iter(by_name.values())).plan
    last = PlanRow.objects.filter(plan=plan, pk__lte=before).order_by("place", "pk").values_list("pk", flat=True)
    spread(plan, [*last, *(ids[one.key] for one in found.rows)])
    for one in found.rows:
        if one.parent in found.known:
            _below(actor, ids[one.key], found.known[one.parent])
    for tie in found.links:
        if tie not in inner:
            _tie(actor, plan, tie, {**found.known, **ids})
    return ids


def _name(row: PlanTemplate, key: str, before: int) -> str:
    """Of a row as it comes: no other ever had it, so that what was removed does not stand in the way."""
    return f"{row.pk}.{before}.{key}"


def _brought(one: Placed, found: Layout, row: PlanTemplate, before: int, owner: int | None) -> BroughtRow:
    note = _("Evidence: %s") % one.spec.evidence if one.spec.evidence else ""
    parent = "" if one.parent in found.known or one.parent == one.key else _name(row, one.parent, before)
    return BroughtRow(_name(row, one.key, before), one.spec.title, parent, note=note, owner=owner, columns=one.columns)


def _below(actor: Actor, row: int, parent: int) -> None:
    """Rows that come later go below the summary that came first, as its last."""
    last = PlanRow.objects.filter(parent=parent, task__subject__deleted_at=None).order_by("-place").first()
    place_row(actor=actor, row=row, parent=parent, after=last.pk if last else None)


def _tie(actor: Actor, plan: Plan, tie: Tie, ids: Mapping[str, int]) -> None:
    ends = {"before": ids[tie.before], "after": ids[tie.after]}
    if ends["before"] == ends["after"]:
        return
    percent = tie.unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
    elapsed = tie.unit in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED)
    measure = Measure(plan.day, plan.week, plan.month)
    lag = f"{tie.lag / 100:g}{'e' if elapsed else ''}%" if percent else shown(tie.lag, measure, elapsed=elapsed)
    link_rows.run(actor, {**ends, "kind": KINDS[tie.kind], "lag": lag})


def _dates(about: Project, found: Layout, ids: Mapping[str, int], anchors: Mapping[str, int]) -> list[int]:
    """Rows that are dates of the tender are tied to them; gives those that are new."""
    made = []
    for one in found.rows:
        kind = one.spec.tender
        if kind not in DATES:
            continue
        there = TenderDate.objects.filter(project=about, kind=kind).first()
        if there is None:
            made.append(TenderDate.objects.create(project=about, kind=kind, at=anchors[kind], row_id=ids[one.key]).pk)
        else:
            there.row_id, there.at = ids[one.key], anchors[kind]
            there.save()
    return made


def _people(about: Project, found: Layout) -> People:
    """By the roles they have in the team."""
    team = team_of(about)
    wanted = [(one, user) for one in found.rows if one.spec.role and (user := team.get(one.spec.role))]
    for pk in {user.pk for _one, user in wanted}:
        refuse_blind(pk, about.subject)
    there = PlanResource.objects.filter(plan__subject=about.pk, user__isnull=False)
    plain = Q(key=Concat(Value(RESOURCE), Cast("user", CharField())), calendar=None, most=1000, extra={})
    own = set(there.exclude(plain).values_list("user_id", flat=True))
    return People(
        [(one, user) for one, user in wanted if user.pk not in own],
        [(one, user) for one, user in wanted if user.pk in own],
    )


def _resource(user: int) -> str:
    return f"{RESOURCE}{user}"


def _assign_rest(actor: Actor, people: People, ids: Mapping[str, int]) -> None:
    for one, user in people.rest:
        work = "" if one.spec.work is None else f"{one.spec.work}m"
        assign(actor=actor, row=ids[one.key], user=user.pk, percent=one.spec.percent, work=work)


def _checks(found: Layout, ids: Mapping[str, int]) -> None:
    """With the rows they belong to: whoever plans a row writes its list, whoever will do it."""
    CheckItem.objects.bulk_create(
        CheckItem(task_id=ids[one.key], title=title, place=place)
        for one in found.rows
        for place, title in enumerate(one.spec.checks, 1)
    )
