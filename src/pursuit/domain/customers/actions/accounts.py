"""Changing accounts."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.common import (
    EDIT,
    before_all,
    keys_of,
    moment,
    new_keys,
    refuse_in_use,
    refuse_merged,
    sync_keys,
)
from pursuit.domain.customers.fields.account import (
    AccountChanges,
    AccountDetails,
    AccountId,
    AssessedOn,
    CreditGrade,
    Layer,
    Level,
    Lifecycle,
    NewAccount,
    TargetLevel,
    Tier,
)
from pursuit.domain.customers.fields.common import Note, Reason, SourceId
from pursuit.domain.customers.models import Account, AccountChange, AccountRelationship
from pursuit.kernel import clock, collecting, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

STANDING = ("tier", "lifecycle", "credit_grade")


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_account(actor=actor, account=events[0].subject_id or 0)


@action("customers.create_account", right=EDIT, public="accounts.create", inverse=_undo_create)
def create_account(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewAccount]) -> Account:
    """A new customer; a credit code is used once."""
    _refuse_duplicate(fields)
    row = records.create(Account, actor, fields=fields, source_id=source_id)
    new_keys(row)
    return row


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    values = before_all(events, update_account.schema.fields)
    return update_account.run(actor, {"account": events[0].subject_id, **values})


@action("customers.update_account", right=EDIT, public="accounts.update", inverse=_undo_update)
def update_account(
    *, actor: Actor, account: AccountId, version: Version | None = None, **fields: Unpack[AccountChanges]
) -> Account:
    """Change some fields of an account."""
    row = records.load(Account, actor, account, EDIT, version)
    _refuse_duplicate(fields, row)
    refuse_loop(row, fields.get("parent"))
    before = keys_of(row)
    changes = records.edit(row, actor, fields)
    sync_keys(row, before)
    _note_standing(actor, row, changes)
    return row


@action("customers.set_standing", right=EDIT, public="accounts.set-standing", inverse=_undo_update)
def set_standing(
    *,
    actor: Actor,
    account: AccountId,
    reason: Reason,
    tier: Tier | None = None,
    lifecycle: Lifecycle | None = None,
    credit_grade: CreditGrade | None = None,
    version: Version | None = None,
) -> Account:
    """Change tier, lifecycle or credit grade and say why; kept as a history of its own."""
    row = records.load(Account, actor, account, EDIT, version)
    given = {"tier": tier, "lifecycle": lifecycle, "credit_grade": credit_grade}
    changes = records.edit(row, actor, {name: value for name, value in given.items() if value is not None})
    if not changes:
        raise Refused("no_change", _("Nothing would change: choose another tier, lifecycle or credit grade."))
    _note_standing(actor, row, changes, reason)
    return row


@action("customers.assess_relationship", right=EDIT, public="accounts.assess-relationship")
def assess_relationship(
    *,
    actor: Actor,
    account: AccountId,
    layer: Layer,
    level: Level,
    target_level: TargetLevel | None = None,
    note: Note = "",
    assessed_on: AssessedOn | None = None,
) -> AccountRelationship:
    """Say where a layer of the relationship stands and where it should go; earlier assessments stay."""
    row = records.load(Account, actor, account, EDIT)
    if assessed_on is not None and assessed_on > clock.today():
        raise Refused("in_future", _("An assessment cannot lie in the future."), "assessed_on")
    last = AccountRelationship.objects.filter(account=row, layer=layer).order_by("-assessed_on", "-pk").first()
    made = AccountRelationship.objects.create(
        account=row,
        layer=layer,
        level=level,
        target_level=target_level or (last.target_level if last else ""),
        note=note,
        assessed_on=assessed_on or clock.day_of(moment()),
        assessed_by_id=surroundings.author(actor),
    )
    changes = {f"relationship.{layer}": (last.level if last else None, level)}
    events.record(actor, "account.relationship_assessed", row.subject, changes, assessment=made.pk, note=note)
    return made


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_account(actor=actor, account=events[0].subject_id or 0)


@action("customers.delete_account", right=EDIT, public="accounts.delete", inverse=_undo_delete)
def delete_account(*, actor: Actor, account: AccountId, version: Version | None = None) -> Account:
    """Hide an account that nothing live hangs on."""
    row = records.load(Account, actor, account, EDIT, version)
    if row.children.live().exists():
        raise Conflict("has_children", _("Accounts below this one are still there: move or delete them first."))
    refuse_in_use(row)
    records.delete(row, actor)
    return row


@action("customers.restore_account", right=EDIT, public="accounts.restore")
def restore_account(*, actor: Actor, account: int) -> Account:
    """Bring a deleted account back, if it still fits among those there are."""
    row = records.restore(Account, actor, account, EDIT)
    refuse_merged(row)
    _refuse_duplicate({"credit_code": row.credit_code}, row)
    if row.parent_id is not None and not Account.objects.live().filter(pk=row.parent_id).exists():
        raise Missing("parent_gone", _("The account above it is deleted: restore that one first."))
    return row


def _refuse_duplicate(fields: AccountDetails, row: Account | None = None) -> None:
    code = fields.get("credit_code")
    if not code:
        return
    others = Account.objects.live().filter(credit_code=code).exclude(pk=row.pk if row else None)
    if not collecting.claim(("credit_code", code)) or others.exists():
        raise Refused("duplicate_credit_code", _("Another account has this credit code already."), "credit_code")


def refuse_loop(row: Account, parent: int | None) -> None:
    """A group is not its own subsidiary."""
    seen = set()
    while parent is not None and parent not in seen:
        if parent == row.pk:
            raise Refused("loop", _("An account cannot be below itself."), "parent")
        seen.add(parent)
        parent = Account.objects.filter(pk=parent).values_list("parent_id", flat=True).first()


def _note_standing(actor: Actor, row: Account, changes: events.Changes, reason: str = "") -> None:
    """Rows for what changed of tier, lifecycle and credit grade."""
    AccountChange.objects.bulk_create(
        AccountChange(
            account=row,
            what=name,
            before=str(changes[name][0] or ""),
            after=str(changes[name][1] or ""),
            reason=reason,
            by_id=surroundings.author(actor),
            at=moment(),
        )
        for name in STANDING
        if name in changes
    )
