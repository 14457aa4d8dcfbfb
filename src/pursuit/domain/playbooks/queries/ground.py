"""What a template finds where it is put: dates, people by role, rows that are there; and the dates it would give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.domain.playbooks.models import AppliedRow, PlanTemplate, TenderDate
from pursuit.domain.playbooks.queries.templates import specs
from pursuit.domain.playbooks.rules import days
from pursuit.domain.playbooks.rules.kinds import ANCHORS, BEGIN, MORNING, STAGE, hour_of
from pursuit.domain.playbooks.rules.layout import Ground, Layout, laid
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.engine.calendar.week import DAY
from pursuit.engine.schedule.network import NONE, Limit, links
from pursuit.engine.schedule.network import network as engine_network
from pursuit.engine.schedule.outline import outline
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client
from pursuit.kernel.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview. start, finish: instants, None where nothing is known; user: who would do it."""

    key: str
    level: int
    title: str
    start: int | None
    finish: int | None
    duration: int
    milestone: bool
    summary: bool
    role: str
    user: User | None
    theirs: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A date the template hangs on. at: None where it is not known."""

    code: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """lines: rows that would be written; left: (title, anchor) of those that have no place; nobody: roles that
    somebody of the team should have."""

    layout: Layout
    anchors: list[Asked]
    lines: list[Line]
    left: list[tuple[str, str]]
    nobody: list[str]
    plan: Plan | None


def works(plan: Plan | None = None) -> Callable[[date], bool]:
    """Whether a day is a working one, by the plan's calendar or the company's."""
    _known, hours = network.calendars_of(plan or Plan(), set())
    return lambda day: bool(hours.hours(day))


def known_anchors(project: Project, plan: Plan | None) -> dict[str, int]:
    """The dates the system knows: tender dates, the expected signature, the stage, the plan's begin."""
    found = dict(TenderDate.objects.filter(project=project).values_list("kind", "at"))
    if project.expected_sign_on:
        found.setdefault("contract", midnight(project.expected_sign_on) + MORNING)
    found[STAGE] = midnight(project.stage_entered_on) + MORNING
    found[BEGIN] = midnight(clock.today()) + MORNING if plan is None else plan.begin
    return found


def ground(
    project: Project, plan: Plan | None, row: PlanTemplate, anchors: Mapping[str, int], picked: frozenset[str] | None
) -> Ground:
    """anchors: as people gave them, over what is known."""
    there, done = {}, {}
    if plan is not None:
        tied = TenderDate.objects.filter(project=project, row__plan=plan, row__task__subject__deleted_at=None)
        there = {kind: pk for kind, pk in tied.values_list("kind", "row_id") if pk}
        live = AppliedRow.objects.filter(row__plan=plan, template=row, row__task__subject__deleted_at=None)
        done = dict(live.values_list("key", "row_id"))
    work = works(plan)

    def add(at: int, count: int, working: bool) -> int:
        return midnight(days.after(day_of(at), count, work if working else None)) + at % DAY

    day = plan.day if plan else 480
    known = {**known_anchors(project, plan), **anchors}
    placed = {code: hour_of(at) for code, at in known.items()}
    return Ground(row.label, add, day, placed, there, done, picked)


def team_of(project: Project) -> dict[str, User]:
    """Who has which role now; of several the first of the core."""
    found: dict[str, User] = {}
    rows = TeamMember.objects.filter(project=project, active=True).select_related("user")
    for one in rows.order_by("-core", "pk"):
        found.setdefault(one.role, one.user)
    return found


def preview(
    actor: Actor,
    project: Project,
    row: PlanTemplate,
    anchors: Mapping[str, int] | None = None,
    picked: frozenset[str] | None = None,
) -> Preview:
    """What would happen; nothing is written. Raises client.Unavailable, NoDates."""
    plan = plan_of(actor, project.pk)
    wanted, ties = specs(row)
    at = ground(project, plan, row, anchors or {}, picked)
    found = laid(wanted, ties, at)
    codes = {code for one in wanted for code in (one.anchor, one.tender) if code}
    known = {**known_anchors(project, plan), **(anchors or {})}
    asked = [Asked(code, known.get(code)) for code in ANCHORS if code in codes]
    team = team_of(project)
    left = [(one.title, str(ANCHORS[one.tender or one.anchor])) for one in found.left]
    roles = {one.spec.role for one in found.rows if one.spec.role} - team.keys()
    return Preview(found, asked, _lines(found, at, team, plan), left, sorted(roles), plan)


def _lines(layout: Layout, at: Ground, team: Mapping[str, User], plan: Plan | None) -> list[Line]:
    """Dated by the engine as a plan of their own: what is there already stands as it is known."""
    if not layout.rows:
        return []
    keys = [one.key for one in layout.rows]
    ties = [tie for tie in layout.links if tie.before in layout.known or tie.after in layout.known]
    outer = sorted({end for tie in ties for end in (tie.before, tie.after) if end in layout.known})
    dated = {key: _known_at(key, layout, at) for key in outer}
    nodes = [*keys, *(key for key in outer if dated[key] is not None)]
    number = {key: place for place, key in enumerate(nodes)}
    parents = [number.get(one.parent, -1) if one.key != one.parent else -1 for one in layout.rows]
    parents = [above if above < place else -1 for place, above in enumerate(parents)]
    answer = _dated(layout, number, parents, [dated[key] or 0 for key in nodes[len(keys) :]], at, plan)
    sums, level = set(parents), network.depths(np.array(parents, np.int64))
    return [
        Line(
            one.key, min(level[place], 6), one.spec.title, answer[0][place], answer[1][place], one.spec.duration,
            one.spec.milestone, place in sums, one.spec.role, team.get(one.spec.role), one.spec.side == 1,
            answer[2][place] < 0,
        )
        for place, one in enumerate(layout.rows)
    ]  # fmt: skip


def _known_at(key: str, layout: Layout, at: Ground) -> int | None:
    """When a row that is there already is: known of tender dates only."""
    kinds = {pk: kind for kind, pk in at.there.items()}
    kind = kinds.get(layout.known[key])
    return at.anchors.get(kind) if kind else None


def _dated(
    layout: Layout, number: Mapping[str, int], parents: Sequence[int], outer: Sequence[int], at: Ground,
    plan: Plan | None,
) -> tuple[list[int], list[int], list[int]]:  # fmt: skip
    _known, hours = network.calendars_of(plan or Plan(), set())
    rows = [one.columns for one in layout.rows]
    limit = [int(one.get("limit") or 0) for one in rows] + [int(Limit.MSO)] * len(outer)
    when = [one.get("limit_at") for one in rows]
    limit_at = [NONE if one is None else int(one) for one in when] + list(outer)
    length = [int(one.get("duration") or 0) for one in rows] + [0] * len(outer)
    ties = [
        (number[tie.before], number[tie.after], tie.kind, tie.lag, tie.unit)
        for tie in layout.links
        if tie.before in number and tie.after in number
    ]
    net = engine_network(
        np.array(length, np.int64), links(ties), limit=np.array(limit, np.int64), limit_at=np.array(limit_at, np.int64)
    )
    above = np.array([*parents, *([-1] * len(outer))], np.int64)
    shape = outline(above, np.zeros(len(length), np.int64), net)
    found = client.ask(network.DATES, shape, (hours,), at.anchors[BEGIN])
    return found.start.tolist(), found.finish.tolist(), found.total_float.tolist()
