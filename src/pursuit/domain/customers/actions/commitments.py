"""Promises of ours and theirs: made, kept, broken. What was promised is never deleted, only cancelled."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.common import EDIT, EDIT_VISIT, moment
from pursuit.domain.customers.fields.account import AccountId
from pursuit.domain.customers.fields.visit import (
    CommitmentId,
    CommitmentText,
    DueOn,
    Evidence,
    KeptOn,
    NewCommitment,
    Outcome,
    Promiser,
    Responsible,
    VisitId,
    Whose,
)
from pursuit.domain.customers.models import Commitment, Visit
from pursuit.kernel import access, clock, events, records, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Subject

MADE = "commitment.made"
CHANGED = "commitment.changed"
CLOSED = "commitment.closed"
REOPENED = "commitment.reopened"


def _of(events: Sequence[Event]) -> int:
    return int(next(event.payload.data["commitment"] for event in events if "commitment" in event.payload.data))


def _undo_add(actor: Actor, events: Sequence[Event]) -> object:
    return close_commitment(actor=actor, commitment=_of(events), outcome="cancelled")


@action("customers.add_commitment", right=EDIT_VISIT, public="commitments.create", inverse=_undo_add)
def add_commitment(
    *,
    actor: Actor,
    whose: Whose,
    text: CommitmentText,
    account: AccountId | None = None,
    visit: VisitId | None = None,
    due_on: DueOn | None = None,
    user: Responsible | None = None,
    contact: Promiser | None = None,
) -> Commitment:
    """A promise, made at a visit or apart from one. Ours belongs to the writer unless somebody else is named."""
    where = Visit.objects.select_related("subject").get(pk=visit) if visit is not None else None
    if where is not None and account not in (None, where.account_id):
        raise Refused("other_account", _("This visit was at another customer."), "account")
    holder = where.account_id if where is not None else account
    if holder is None:
        raise Refused("no_account", _("Say to which customer, or at which visit, this was promised."), "account")
    given: NewCommitment = {"whose": whose, "text": text, "due_on": due_on, "user": user, "contact": contact}
    row = drafted(actor, holder, where, given)
    row.save(force_insert=True)
    tell_made(actor, row)
    return row


def drafted(actor: Actor, account: int, visit: Visit | None, given: NewCommitment) -> Commitment:
    """The commitment in memory. given: the other keywords of `add_commitment`."""
    return Commitment(
        account_id=account,
        visit=visit,
        whose=given["whose"],
        text=given["text"],
        due_on=given.get("due_on"),
        user_id=given.get("user") or surroundings.author(actor),
        contact_id=given.get("contact"),
        created_by_id=surroundings.author(actor),
        created_at=moment(),
    )


def tell_made(actor: Actor, row: Commitment) -> None:
    """Its first event."""
    tell(actor, MADE, row, {"text": (None, row.text), "due_on": (None, row.due_on)})


def _undo_change(actor: Actor, events: Sequence[Event]) -> object:
    values = undo.before_values(events[-1])
    return update_commitment.run(actor, {"commitment": _of(events), **values})


@action("customers.update_commitment", right=EDIT_VISIT, public="commitments.update", inverse=_undo_change)
def update_commitment(
    *,
    actor: Actor,
    commitment: CommitmentId,
    text: CommitmentText | None = None,
    due_on: DueOn | None = None,
    user: Responsible | None = None,
    contact: Promiser | None = None,
    version: Version | None = None,
) -> Commitment:
    """Word it better, move the day, hand it on. What is not given stays; a closed one is reopened first."""
    row = _load(actor, commitment, version)
    _refuse_closed(row)
    given: dict[str, object] = {"text": text, "due_on": due_on, "user_id": user, "contact_id": contact}
    return _change(actor, row, CHANGED, {name: value for name, value in given.items() if value is not None})


def _undo_close(actor: Actor, events: Sequence[Event]) -> object:
    return reopen_commitment(actor=actor, commitment=_of(events))


@action("customers.close_commitment", right=EDIT_VISIT, public="commitments.close", inverse=_undo_close)
def close_commitment(
    *,
    actor: Actor,
    commitment: CommitmentId,
    outcome: Outcome,
    kept_on: KeptOn | None = None,
    evidence: Evidence = "",
    version: Version | None = None,
) -> Commitment:
    """Kept, broken, or no longer wanted; with the day and what shows it."""
    row = _load(actor, commitment, version)
    _refuse_closed(row)
    if kept_on is not None and kept_on > clock.today():
        raise Refused("in_future", _("This day cannot lie in the future."), "kept_on")
    day = (kept_on or clock.day_of(moment())) if outcome == "kept" else None
    return _change(actor, row, CLOSED, {"state": outcome, "kept_on": day, "evidence": evidence})


@action("customers.reopen_commitment", right=EDIT_VISIT, public="commitments.reopen")
def reopen_commitment(*, actor: Actor, commitment: CommitmentId, version: Version | None = None) -> Commitment:
    """It is not settled after all."""
    row = _load(actor, commitment, version)
    if row.state == "open":
        raise Conflict("is_open", _("This commitment is open already."))
    return _change(actor, row, REOPENED, {"state": "open", "kept_on": None})


def _load(actor: Actor, pk: int, version: int | None) -> Commitment:
    """Locked; for who promised, who wrote it down, and who may edit the visit or the customer."""
    row = Commitment.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    mine = actor.user_id in (row.user_id, row.created_by_id)
    if not (mine or access.decide(actor, EDIT, _subject(row.account_id)) or _may_edit_visit(actor, row)):
        raise Forbidden("forbidden", access.NOT_YOURS)
    records.check_version(row.version, version)
    return row


def _may_edit_visit(actor: Actor, row: Commitment) -> bool:
    return row.visit_id is not None and bool(access.decide(actor, EDIT_VISIT, _subject(row.visit_id)))


def _subject(pk: int) -> Subject:
    return Subject.objects.get(pk=pk)


def _refuse_closed(row: Commitment) -> None:
    if row.state != "open":
        raise Conflict("closed", _("This commitment is settled: reopen it first."))


def _change(actor: Actor, row: Commitment, verb: str, values: dict[str, object]) -> Commitment:
    changes = {}
    for name, value in values.items():
        if getattr(row, name) != value:
            changes[name.removesuffix("_id")] = (getattr(row, name), value)
            setattr(row, name, value)
    if changes:
        row.version += 1
        row.save()
        tell(actor, verb, row, changes)
    return row


def tell(actor: Actor, verb: str, row: Commitment, changes: events.Changes) -> None:
    """On the visit's page where there is one, on the account's otherwise."""
    # At the visit itself where one is at hand: an import's visits are not in the database yet.
    subject = row.visit.subject if row.visit is not None else _subject(row.account_id)
    events.record(
        actor, verb, subject, changes, commitment=row.pk, whose=row.whose, what=row.text, account=row.account_id
    )
