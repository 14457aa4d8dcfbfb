"""Relationship plans with the answer to whether they moved anybody; only for readers of the chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.execution.models import OPEN, Task
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import RelationshipMove
from pursuit.domain.strategy.queries.parts import member_name
from pursuit.domain.strategy.rules.moving import Assessed, Moved, moved
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event

ASSESSED = ("chain.member_added", "chain.member_changed")


@dataclass(frozen=True, slots=True)
class MoveView:
    """A measure for a person. state: of its task as of a line's; late: its day is over and the target not reached."""

    row: RelationshipMove
    name: str
    outcome: Moved
    state: str
    task: Task | None
    owner: object
    due_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the chain, with the measures planned for them."""

    member: ChainMember
    name: str
    moves: list[MoveView]


def moves(actor: Actor, project: Project) -> list[MoveView] | None:
    """All measures of a project; None for those who may not see the chain."""
    if not chains.may_see(actor, project):
        return None
    rows = RelationshipMove.objects.visible_to(actor).filter(chain__project=project)
    related = ("owner", "task__subject__owner", "member__contact__subject")
    found = list(rows.select_related(*related))
    said = _said(project) if found else {}
    today = clock.today()
    return [_view(one, said.get(one.member_id, ()), today) for one in found]


def people(actor: Actor, project: Project, planned: Iterable[MoveView]) -> list[PersonView]:
    """Everybody of the chain, the most influential first; callers have shown the chain to be visible."""
    rows = ChainMember.objects.visible_to(actor).filter(chain__project=project, left_at=None)
    by_member: dict[int, list[MoveView]] = {}
    for one in planned:
        by_member.setdefault(one.row.member_id, []).append(one)
    found = rows.select_related("contact__subject").order_by("-influence", "pk")
    listed = sorted(found, key=lambda one: (-(one.influence or 0), one.pk))
    return [PersonView(one, member_name(one), by_member.get(one.pk, [])) for one in listed]


def _said(project: Project) -> dict[int, list[Assessed]]:
    """What was written about the support of each member, from the chain's events."""
    rows = Event.objects.filter(subject__chain__project=project, verb__in=ASSESSED).order_by("at", "pk")
    found: dict[int, list[Assessed]] = {}
    for at, data in rows.values_list("at", "payload__data"):
        values = (data or {}).get("values") or {}
        if "support" in values:
            found.setdefault(data["id"], []).append(Assessed(at, values["support"]))
    return found


def _view(row: RelationshipMove, said: Iterable[Assessed], today: date) -> MoveView:
    outcome = moved(row.start, row.target, row.made_at, said)
    task = row.task if row.task is not None and row.task.subject.deleted_at is None else None
    owner, day = (task.subject.owner, task.due_on) if task else (row.owner, row.due_on)
    state = "reason" if row.reason else "open"
    if task is not None:
        waits = task.status in OPEN and day is not None and day < today
        state = "late" if waits else "task" if task.status in OPEN else str(task.status)
    late = day is not None and day < today and outcome.state != "reached"
    return MoveView(row, member_name(row.member), outcome, state, task, owner, day, late)
