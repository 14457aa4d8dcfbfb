"""Giving leads to people: one, many, in turns; and what those people answer."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.market.fields import Assignee, LeadId, LeadIds, PoolUnit, Reason
from pursuit.domain.market.models import Lead, LeadAssignment
from pursuit.domain.market.queries import leads as queries
from pursuit.kernel import access, collecting, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event, Membership

ASSIGN = "market.lead.assign"
EDIT = "market.lead.edit"
VIEW = "market.lead.view"
Why = Annotated[str, Field(max_length=500), Label(_("Reason"))]


def may_assign(actor: Actor) -> None:
    """Refuse those who may not give leads to others."""
    access.require(actor, ASSIGN)


def _undo_assign(actor: Actor, events: Sequence[Event]) -> object:
    done = [(event, undo.before_values(event).get("owner")) for event in events if event.verb == "lead.assigned"]
    return [
        unassign_lead(actor=actor, lead=event.subject_id or 0, back_to=owner if isinstance(owner, int) else None)
        for event, owner in done
    ]


@action("market.assign_lead", right=ASSIGN, public="leads.assign", inverse=_undo_assign)
def assign_lead(
    *, actor: Actor, lead: LeadId, user: Assignee, reason: Why = "", version: Version | None = None
) -> Lead:
    """Give a lead to somebody, who accepts or returns it."""
    return _assign(actor, records.load(Lead, actor, lead, ASSIGN, version), user, reason)


@action("market.assign_leads", right=ASSIGN, public="leads.assign-many", inverse=_undo_assign)
def assign_leads(*, actor: Actor, leads: LeadIds, user: Assignee, reason: Why = "") -> list[Lead]:
    """Give several leads to one person; all or none."""
    return [_assign(actor, records.load(Lead, actor, pk, ASSIGN), user, reason) for pk in _each(leads)]


@action("market.share_out_leads", right=ASSIGN, public="leads.share-out", inverse=_undo_assign)
def share_out_leads(*, actor: Actor, leads: LeadIds, unit: PoolUnit) -> list[Lead]:
    """Give leads in turns to the people of a unit; whoever's turn is longest ago comes first."""
    # The lowest lead is locked first: two people sharing out the same leads do it one after the other.
    rows = [records.load(Lead, actor, pk, ASSIGN) for pk in _each(leads)]
    turns = queries.turns(unit)
    if not turns:
        raise Refused("nobody", _("Nobody in this unit may work on leads: choose another unit."), "unit")
    return [_assign(actor, row, turns[at % len(turns)], "", unit) for at, row in enumerate(rows)]


@action("market.accept_lead", right=EDIT, public="leads.accept")
def accept_lead(*, actor: Actor, lead: LeadId, version: Version | None = None) -> Lead:
    """Take on a lead one was given, or one that lies in a pool one sees."""
    row = records.load(Lead, actor, lead, VIEW, version)
    if row.state not in ("new", "assigned"):
        raise Conflict("not_waiting", _("This lead does not wait for anybody to take it."))
    me = surroundings.author(actor)
    if row.subject.owner_id not in (None, me):
        raise Forbidden("not_yours", _("This lead was given to somebody else."))
    _answer(row, "accepted")
    records.edit(row, actor, {"state": "working", "owner": me}, verb="lead.accepted")
    return row


@action("market.return_lead", right=EDIT, public="leads.return")
def return_lead(*, actor: Actor, lead: LeadId, reason: Reason, version: Version | None = None) -> Lead:
    """Give a lead back to the pool of its unit, and say why."""
    row = records.load(Lead, actor, lead, EDIT, version)
    if row.state not in ("assigned", "working"):
        raise Conflict("not_given", _("Only a lead that was given to somebody can be returned."))
    if not _answer(row, "returned", reason):
        # One's own lead: the reason still belongs to its history.
        note(actor, row, answer="returned", reason=reason)
    records.edit(row, actor, {"state": "new", "owner": None}, verb="lead.returned")
    return row


@action("market.unassign_lead", right=ASSIGN)
def unassign_lead(*, actor: Actor, lead: LeadId, back_to: Assignee | None = None) -> Lead:
    """Take an assignment back: the lead is again whose it was, or nobody's."""
    row = records.load(Lead, actor, lead, ASSIGN)
    if row.state != "assigned":
        raise Conflict("accepted", _("This lead was accepted meanwhile: assign it anew instead."))
    row.assignments.filter(answer="").delete()
    state = "working" if back_to is not None else "new"
    records.edit(row, actor, {"state": state, "owner": back_to}, verb="lead.unassigned")
    return row


def note(actor: Actor, row: Lead, *, unit: int | None = None, answer: str = "", reason: str = "") -> None:
    """The row that says who got it (and keeps the turns of a unit)."""
    owner = row.subject.owner_id or surroundings.author(actor)
    now = surroundings.moment()
    given = LeadAssignment(
        lead=row,
        user_id=owner,
        unit_id=unit or _home(owner),
        by_id=surroundings.author(actor),
        at=now,
        answer=answer,
        answered_at=now if answer else None,
        reason=reason,
    )
    collecting.beside([given])  # in an import it goes with a lead that is refused after all


def _assign(actor: Actor, row: Lead, user: int, reason: str, unit: int | None = None) -> Lead:
    if row.state not in ("new", "assigned", "working"):
        raise Conflict("done", _("“%s” is closed: reopen it before assigning it.") % row.title)
    # Whoever had it until now is done with it.
    _answer(row, "returned", reason)
    values: dict[str, object] = {"state": "assigned", "owner": user}
    home = unit or _home(user)
    if home is not None:
        values["unit"] = home
    records.edit(row, actor, values, verb="lead.assigned")
    note(actor, row, unit=unit)
    return row


def _answer(row: Lead, answer: str, reason: str = "") -> bool:
    """Close the assignment that is open; was there one?"""
    last = row.assignments.filter(answered_at=None).order_by("-pk").first()
    if last is None:
        return False
    last.answer, last.answered_at, last.reason = answer, surroundings.moment(), reason
    last.save()
    return True


def _home(user: int) -> int | None:
    """A person's primary unit."""
    home = Membership.objects.filter(user_id=user).order_by("-is_primary", "pk").first()
    return home.unit_id if home else None


def _each(ids: list[int]) -> list[int]:
    """Once each, in the order of their ids: locks are always taken in the same order."""
    return sorted(set(ids))
