"""Dividing a goal: parts put below each other, and taken away."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.actions.cells import loaded
from pursuit.domain.goals.fields import Accounts, Below, GoalId, NodeId, Nodes, NodeSpec, People, Products, Units
from pursuit.domain.goals.models import Cell, Goal, Node, NodeAbove
from pursuit.domain.goals.models.node import EDIT, Kind
from pursuit.domain.goals.queries import parts as queries
from pursuit.domain.goals.queries.goals import may_edit, require_edit
from pursuit.domain.people.queries.scope import present
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event, Membership, OrgUnit

MOST, DEEPEST = 2000, 6
REFS = {Kind.UNIT: "unit_id", Kind.PERSON: "user_id", Kind.PRODUCT: "product_id", Kind.ACCOUNT: "account_id"}


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    made = [pk for one in happened if one.verb == "goal.parts_added" for pk in one.payload.data["nodes"]]
    return [remove_node(actor=actor, node=pk) for pk in reversed(made)]


@action("goals.divide_goal", right=EDIT, public="goals.divide", inverse=_undo_add)
def divide_goal(*, actor: Actor, goal: GoalId) -> Node:
    """Begin its decomposition: the whole, which is divided further from there."""
    row = loaded(actor, goal)
    require_edit(actor, row)
    if row.begins_on is None or row.due_on is None:
        raise Refused("no_period", _("Set begin and due date of the goal first: it is divided by months."))
    old = Node.objects.filter(goal=row, parent=None).first()
    if old is not None:
        raise Conflict("divided", _("This goal is divided already."))
    kind = Kind.PERSON if row.scope == "person" else Kind.UNIT
    user = row.subject.owner_id if kind == Kind.PERSON else None
    root = _make(row, None, kind, {"unit_id": row.subject.unit_id, "user_id": user}, 0)
    _told(actor, row, [root])
    return root


@action("goals.add_nodes", right=EDIT, public="goal-nodes.add", inverse=_undo_add)
def add_nodes(
    *,
    actor: Actor,
    node: NodeId,
    units: Units | None = None,
    people: People | None = None,
    products: Products | None = None,
    accounts: Accounts | None = None,
) -> list[Node]:
    """Put parts below one: units, people, products, customers; those that are there already stay as they are."""
    at, row = _shaping(actor, node)
    wanted = [(Kind.UNIT, units), (Kind.PERSON, people), (Kind.PRODUCT, products), (Kind.ACCOUNT, accounts)]
    made = _below(row, at, [(kind, pk) for kind, ids in wanted for pk in dict.fromkeys(ids or [])])
    if not made:
        raise Refused("nothing", _("Choose somebody or something that is not there yet."))
    _told(actor, row, made)
    return made


@action("goals.fill_node", right=EDIT, public="goal-nodes.fill", inverse=_undo_add)
def fill_node(*, actor: Actor, node: NodeId, below: Below = "units") -> list[Node]:
    """Put the units below its unit, or the unit's people, below a part."""
    at, row = _shaping(actor, node)
    if at.unit_id is None or at.kind != Kind.UNIT:
        raise Refused("no_unit", _("Only a unit can be filled with what the organisation has below it."), "below")
    wanted: list[tuple[Kind, int]] = []
    if below == "units":
        units = OrgUnit.objects.filter(parent=at.unit_id, closed_on=None).order_by("position", "pk")
        wanted = [(Kind.UNIT, pk) for pk in units.values_list("pk", flat=True)]
    else:
        there = Membership.objects.filter(present(), unit=at.unit_id, user__is_active=True, user__is_system=False)
        people = there.order_by("-is_head", "user__name_key", "user_id").values_list("user_id", flat=True)
        wanted = [(Kind.PERSON, pk) for pk in people]
    made = _below(row, at, wanted)
    if not made:
        raise Refused("nothing", _("There is nothing below it that is not here yet."), "below")
    _told(actor, row, made)
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = {name: event.payload.data[name] for name in ("nodes", "cells")}
    return restore_nodes.run(actor, {"goal": event.subject_id, **data})


@action("goals.remove_node", right=EDIT, public="goal-nodes.remove", inverse=_undo_remove)
def remove_node(*, actor: Actor, node: NodeId) -> Goal:
    """Take a part away with all below it and their figures."""
    at = queries.node(actor, node)
    row = loaded(actor, at.goal_id)
    if at.parent is None:
        require_edit(actor, row)
    elif not queries.may_shape(actor, at.parent, whole=may_edit(actor, row)):
        raise Forbidden("forbidden", queries.NOT_YOURS)
    ids = list(NodeAbove.objects.filter(above=at.pk).order_by("distance", "node").values_list("node", flat=True))
    kept = sorted(Node.objects.filter(pk__in=ids), key=lambda one: ids.index(one.pk))
    nodes = [NodeSpec(id=one.pk, parent=one.parent_id, kind=one.kind, of=_of(one), place=one.place) for one in kept]
    cells = Cell.objects.filter(node__in=ids).values_list("node", "month", "given", "committed")
    told = [[pk, f"{month:%Y-%m-%d}", given, committed] for pk, month, given, committed in cells]
    name, parent = queries.label(at), at.parent_id
    at.delete()
    if parent is not None and not Node.objects.filter(parent=parent).exists():
        Node.objects.filter(pk=parent).update(leaf=True)
    records.touch(row)
    data = [one.model_dump() for one in nodes]
    events.record(actor, "goal.part_removed", row.subject, name=name, nodes=data, cells=told)
    return row


@action("goals.restore_nodes", right=EDIT)
def restore_nodes(*, actor: Actor, goal: GoalId, nodes: Nodes, cells: list[list[int | str | None]]) -> Goal:
    """Parts that were taken away, with their figures (an undo)."""
    row = loaded(actor, goal)
    if not nodes:
        raise Refused("nothing", _("Choose somebody or something that is not there yet."))
    new: dict[int, Node] = {}
    for one in nodes:
        parent = new.get(one.parent or 0) or Node.objects.filter(pk=one.parent or 0, goal=row).first()
        if parent is None and one.parent is not None:
            raise Conflict("parent_gone", _("The part above it is no longer there."))
        _require_shape(actor, row, parent)
        if one.of is None or one.kind not in REFS:
            continue
        refs = {**_inherited(parent), REFS[Kind(one.kind)]: one.of}
        new[one.id] = _make(row, parent, Kind(one.kind), refs, one.place)
    Cell.objects.bulk_create(
        Cell(node=new[int(str(pk))], month=str(month), given=given, committed=committed)
        for pk, month, given, committed in cells
        if int(str(pk)) in new
    )
    _told(actor, row, list(new.values())[:1])
    return row


def _require_shape(actor: Actor, row: Goal, parent: Node | None) -> None:
    if parent is None:
        require_edit(actor, row)
    elif not queries.may_shape(actor, parent, whole=may_edit(actor, row)):
        raise Forbidden("forbidden", queries.NOT_YOURS)


def _shaping(actor: Actor, pk: int) -> tuple[Node, Goal]:
    at = queries.node(actor, pk)
    row = loaded(actor, at.goal_id)
    _require_shape(actor, row, at)
    return at, row


def _below(row: Goal, at: Node, wanted: Sequence[tuple[Kind, int]]) -> list[Node]:
    """New parts, without those that are there; not below a part of the same sort that would repeat itself."""
    if NodeAbove.objects.filter(node=at.pk).count() >= DEEPEST:
        raise Refused("too_deep", _("A goal is divided six levels deep at most."))
    there = {(one.kind, _of(one)) for one in Node.objects.filter(parent=at)}
    new = [(kind, pk) for kind, pk in wanted if (kind, pk) not in there]
    if Node.objects.filter(goal=row).count() + len(new) > MOST:
        raise Refused("too_many", _("A goal has at most %d parts.") % MOST)
    last = Node.objects.filter(parent=at).aggregate(last=Max("place"))["last"] or 0
    made = [
        _make(row, at, kind, {**_inherited(at), REFS[kind]: pk}, last + step) for step, (kind, pk) in enumerate(new, 1)
    ]
    if made:
        Node.objects.filter(pk=at.pk).update(leaf=False)
    return made


def _make(row: Goal, parent: Node | None, kind: Kind, refs: dict[str, int | None], place: int) -> Node:
    made = Node.objects.create(goal=row, parent=parent, kind=kind, place=place, **refs)
    above = list(NodeAbove.objects.filter(node=parent).values_list("above", "distance")) if parent else []
    lines = [NodeAbove(node=made, above_id=pk, distance=distance + 1) for pk, distance in above]
    NodeAbove.objects.bulk_create([*lines, NodeAbove(node=made, above=made, distance=0)])
    if parent is not None and parent.leaf:
        parent.leaf = False
        Node.objects.filter(pk=parent.pk).update(leaf=False)
    return made


def _inherited(parent: Node | None) -> dict[str, int | None]:
    return {} if parent is None else {name: getattr(parent, name) for name in REFS.values()}


def _of(one: Node) -> int | None:
    found: int | None = getattr(one, REFS[Kind(one.kind)])
    return found


def _told(actor: Actor, row: Goal, made: Sequence[Node]) -> None:
    records.touch(row)
    events.record(actor, "goal.parts_added", row.subject, nodes=[one.pk for one in made], count=len(made))
