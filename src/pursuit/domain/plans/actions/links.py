"""Links between the rows of a plan."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.fields import LagText, LinkId, LinkKind, RowId
from pursuit.domain.plans.models import Plan, PlanLink
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules import lengths
from pursuit.domain.plans.rules.facts import KINDS
from pursuit.engine.schedule.network import LagUnit
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

MOST_PERCENT = 10_000 * 100


def _undo_link(actor: Actor, happened: Sequence[Event]) -> object:
    return unlink_rows(actor=actor, link=int(happened[-1].payload.data["link"]))


@action("plans.link_rows", right=EDIT, public="plan-links.create", inverse=_undo_link, ready=wake)
def link_rows(
    *,
    actor: Actor,
    before: Annotated[RowId, Label(_("Predecessor"))],
    after: Annotated[RowId, Label(_("Successor"))],
    kind: LinkKind = "fs",
    lag: LagText = "0",
) -> PlanLink:
    """The second row waits for the first."""
    if before == after:
        raise Refused("own_link", _("A row does not wait for itself."), "after")
    plan, found = planning.rows(actor, [before, after])
    _refuse_above(plan, before, after)
    if PlanLink.objects.filter(before=before, after=after).exists():
        raise Conflict("linked", _("These rows are linked already: change that link."))
    amount, unit = _lag(plan, lag)
    row = PlanLink.objects.create(before_id=before, after_id=after, kind=KINDS.index(kind), lag=amount, unit=unit)
    task = next(one.task for one in found if one.pk == after)
    _told(actor, "task.linked", row)
    records.touch(task)
    planning.settled(plan, found)
    return row


def _undo_change(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return set_link(actor=actor, link=int(data["link"]), values=data["before"])


@action("plans.change_link", right=EDIT, public="plan-links.update", inverse=_undo_change, ready=wake)
def change_link(*, actor: Actor, link: LinkId, kind: LinkKind | None = None, lag: LagText | None = None) -> PlanLink:
    """Another kind or lag."""
    row, plan = _loaded(actor, link)
    before = {"kind": row.kind, "lag": row.lag, "unit": row.unit}
    if kind is not None:
        row.kind = KINDS.index(kind)
    if lag is not None:
        row.lag, row.unit = _lag(plan, lag)
    row.save()
    events.record(actor, "task.link_changed", row.after.task.subject, None, link=row.pk, before=before)
    planning.settled(plan)
    return row


@action("plans.set_link", right=EDIT, ready=wake)
def set_link(*, actor: Actor, link: int, values: dict[str, int]) -> PlanLink:
    """A link as it was."""
    row, plan = _loaded(actor, link)
    for name in ("kind", "lag", "unit"):
        setattr(row, name, values[name])
    row.save()
    planning.settled(plan)
    return row


def _undo_unlink(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    row = link_rows(actor=actor, before=int(data["before"]), after=int(data["after"]))
    return set_link(actor=actor, link=row.pk, values={name: int(data[name]) for name in ("kind", "lag", "unit")})


@action("plans.unlink_rows", right=EDIT, public="plan-links.remove", inverse=_undo_unlink, ready=wake)
def unlink_rows(*, actor: Actor, link: LinkId) -> Plan:
    """The second row waits for the first no longer."""
    row, plan = _loaded(actor, link)
    _told(actor, "task.unlinked", row)
    records.touch(row.after.task)
    row.delete()
    return planning.settled(plan)


def _loaded(actor: Actor, pk: int) -> tuple[PlanLink, Plan]:
    row = PlanLink.objects.visible_to(actor).select_related("after__task__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    plan, _rows = planning.rows(actor, [row.before_id, row.after_id])
    return row, plan


def _told(actor: Actor, verb: str, row: PlanLink) -> None:
    facts = {"link": row.pk, "before": row.before_id, "after": row.after_id}
    events.record(actor, verb, row.after.task.subject, None, **facts, kind=row.kind, lag=row.lag, unit=row.unit)


def _lag(plan: Plan, text: str) -> tuple[int, int]:
    """Amount and unit as the engine has them."""
    text = text.strip()
    try:
        if text.endswith(("%", "％")):
            elapsed = text[:-1].rstrip().endswith("e")
            share = round(float(text[:-1].rstrip().rstrip("e")) * 100)
            return max(min(share, MOST_PERCENT), -MOST_PERCENT), LagUnit.PERCENT_ELAPSED if elapsed else LagUnit.PERCENT
        minutes, elapsed = lengths.read(text or "0", planning.measure(plan))
    except ValueError as error:
        told = _("“%s” is no lag: write 2d, -1d, 4h, 50%% or 2ed.") % text
        raise Refused("bad_lag", told, "lag") from error
    return minutes, LagUnit.ELAPSED if elapsed else LagUnit.WORK


def _refuse_above(plan: Plan, before: int, after: int) -> None:
    """A summary is made of what is below it: neither waits for the other."""
    if after in planning.below(plan, [before]) or before in planning.below(plan, [after]):
        raise Refused("own_summary", _("A row and its summary cannot be linked."), "after")
