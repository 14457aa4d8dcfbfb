"""Moving rows within the outline of a plan."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.actions.places import spread
from pursuit.domain.plans.fields import RowId, RowIds
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.order import outlined
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Choices, Label
from pursuit.kernel.models import Event

DEEPEST = 50  # as plan files have them
Way = Annotated[
    Literal["indent", "outdent", "up", "down"],
    Choices((("indent", _("Indent")), ("outdent", _("Outdent")), ("up", _("Up")), ("down", _("Down")))),
    Label(_("Where to")),
]
Above = Mapping[int, int | None]


def _undo_move(actor: Actor, happened: Sequence[Event]) -> object:
    """The outline as it was; rows that came since stay where they are among the others."""
    event = next(one for one in happened if one.verb == "task.moved")
    return set_outline(actor=actor, rows=event.payload.data["outline"])


@action("plans.move_rows", right=EDIT, public="plan-rows.move", inverse=_undo_move, ready=wake)
def move_rows(*, actor: Actor, rows: RowIds, way: Way) -> Plan:
    """Rows with all below them: deeper or higher in the outline, before or after the next row of the same level."""
    plan, found = planning.rows(actor, rows)
    order, above = _outline(plan)
    was = _told(order, above)
    chosen = [row.pk for row in found if row.parent_id not in set(rows)]
    for pk in chosen if way in {"indent", "up"} else chosen[::-1]:
        order = _MOVES[way](order, above, pk)
    return _keep(actor, plan, order, above, was)


@action("plans.place_row", right=EDIT, public="plan-rows.place", inverse=_undo_move, ready=wake)
def place_row(
    *,
    actor: Actor,
    row: RowId,
    parent: Annotated[RowId, Label(_("Below"))] | None = None,
    after: Annotated[RowId, Label(_("After"), help=_("Empty: as the first one"))] | None = None,
) -> Plan:
    """A row with all below it to another place."""
    plan, _found = planning.rows(actor, {row, *([parent] if parent else []), *([after] if after else [])})
    order, above = _outline(plan)
    was = _told(order, above)
    if {parent, after} & set(planning.below(plan, [row])):
        raise Refused("into_itself", _("A row cannot stand below itself."), "parent")
    above[row] = parent
    order.remove(row)
    order.insert(order.index(after) + 1 if after else order.index(parent) + 1 if parent else 0, row)
    return _keep(actor, plan, order, above, was)


@action("plans.set_outline", right=EDIT, ready=wake)
def set_outline(*, actor: Actor, rows: list[tuple[int, int | None]]) -> Plan:
    """The outline as it was before a move."""
    plan, _found = planning.rows(actor, [pk for pk, _parent in rows][:1])
    order, above = _outline(plan)
    was = _told(order, above)
    given = dict(rows)
    above |= {pk: parent for pk, parent in given.items() if pk in above}
    rest = [pk for pk in order if pk not in given]
    return _keep(actor, plan, [*(pk for pk in given if pk in above), *rest], above, was)


def _outline(plan: Plan) -> tuple[list[int], dict[int, int | None]]:
    rows = PlanRow.objects.filter(plan=plan).order_by("place", "pk").values_list("pk", "parent_id")
    return [pk for pk, _parent in rows], dict(rows)


def _told(order: Sequence[int], above: Above) -> list[list[int | None]]:
    return [[pk, above[pk]] for pk in order]


def _keep(actor: Actor, plan: Plan, order: Sequence[int], above: Above, was: Sequence[Sequence[int | None]]) -> Plan:
    before = {row[0]: row[1] for row in was}
    _refuse_deep(order, above)
    moved = [pk for pk in order if above[pk] != before[pk]]
    for row in PlanRow.objects.filter(pk__in=moved):
        row.parent_id, row.changed = above[row.pk], plan.version + 1
        row.save(update_fields=["parent", "changed"])
    spread(plan, order)
    events.record(actor, "task.moved", plan.subject, None, outline=was, rows=moved)
    return planning.settled(plan)


def _refuse_deep(order: Sequence[int], above: Above) -> None:
    depth: dict[int | None, int] = {None: 0}
    for pk in outlined(order, above):
        depth[pk] = depth.get(above[pk], 0) + 1
        if depth[pk] > DEEPEST:
            raise Refused("too_deep", _("An outline has at most %d levels.") % DEEPEST)


def _same_level(order: Sequence[int], above: Above, pk: int) -> list[int]:
    return [one for one in order if above[one] == above[pk]]


def _indent(order: list[int], above: dict[int, int | None], pk: int) -> list[int]:
    level = _same_level(order, above, pk)
    place = level.index(pk)
    if place:
        above[pk] = level[place - 1]
    return outlined(order, above)


def _outdent(order: list[int], above: dict[int, int | None], pk: int) -> list[int]:
    """After its row above; what followed it there stays there."""
    upper = above[pk]
    if upper is None:
        return order
    above[pk] = above[upper]
    order = [one for one in order if one != pk]
    order.insert(order.index(upper) + 1, pk)
    return outlined(order, above)


def _shift(order: list[int], above: dict[int, int | None], pk: int, *, step: int) -> list[int]:
    level = _same_level(order, above, pk)
    place = level.index(pk) + step
    if 0 <= place < len(level):
        other = level[place]
        one, two = order.index(pk), order.index(other)
        order[one], order[two] = order[two], order[one]
    return outlined(order, above)


_MOVES: Mapping[str, Callable[[list[int], dict[int, int | None], int], list[int]]] = {
    "indent": _indent,
    "outdent": _outdent,
    "up": partial(_shift, step=-1),
    "down": partial(_shift, step=1),
}
