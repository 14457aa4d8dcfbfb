"""People's accounts: add, change, deactivate, bring back."""

from typing import Annotated, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import leaving, rows
from pursuit.domain.people.actions.grants import grant_role
from pursuit.domain.people.actions.hand_over import start_hand_over
from pursuit.domain.people.actions.members import assign_member
from pursuit.domain.people.fields import Colleague, NewPerson, PersonChanges, PersonId, Profile, RoleId, Unit
from pursuit.domain.people.queries import people as look
from pursuit.domain.people.queries.levels import keep_an_administrator, require_below
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import User

EDIT = "people.edit"
LeaveRecords = Annotated[bool, Label(_("Leave the records with this person"))]


@action("people.create_user", right=EDIT, public="people.create")
def create_user(
    *, actor: Actor, unit: Unit | None = None, role: RoleId | None = None, **fields: Unpack[NewPerson]
) -> User:
    """A new person, who cannot sign in before accepting an invitation."""
    row = enter(actor, fields)
    if unit is not None:
        assign_member(actor=actor, user=row.pk, unit=unit)
    if role is not None:
        grant_role(actor=actor, user=row.pk, role=role)
    return row


def enter(actor: Actor, fields: NewPerson) -> User:
    """The account by itself."""
    row = User(is_active=True)
    row.set_unusable_password()
    for name, value in fields.items():
        setattr(row, name, value)
    rows.name_keys(row)
    _refuse_taken(row)
    _save(row)
    events.record(actor, "people.user.created", None, {"name": (None, row.name)}, user=row.pk, username=row.username)
    return row


@action("people.update_user", right=EDIT, public="people.update")
def update_user(
    *, actor: Actor, user: PersonId, version: Version | None = None, **fields: Unpack[PersonChanges]
) -> User:
    """Change a person's account data."""
    row = rows.person(user, version)
    require_below(actor, row)
    for name in ("username", "email"):
        if name in fields:
            _refuse_taken(User(pk=row.pk, username=fields.get("username", ""), email=fields.get("email", "")))
    changes = rows.save(row, dict(fields))
    if changes:
        events.record(actor, "people.user.updated", None, changes, user=row.pk)
    return row


@action("people.update_profile", right="people.profile", public="profile.update")
def update_profile(*, actor: Actor, version: Version | None = None, **fields: Unpack[Profile]) -> User:
    """Change what others read about oneself."""
    row = rows.person(actor.user_id, version)
    changes = rows.save(row, dict(fields))
    if changes:
        events.record(actor, "people.user.updated", None, changes, user=row.pk)
    return row


@action("people.deactivate_user", right=EDIT, public="people.deactivate")
def deactivate_user(
    *,
    actor: Actor,
    user: PersonId,
    successor: Colleague | None = None,
    leave_records: LeaveRecords = False,
    version: Version | None = None,
) -> User:
    """Shut a person out at once: sessions, tokens and invitations end. What they own goes to the successor."""
    row = rows.person(user, version)
    require_below(actor, row)
    if row.pk == actor.user_id:
        raise Refused("yourself", _("You cannot deactivate yourself: ask another administrator."), "user")
    if not row.is_active:
        raise Conflict("inactive", _("%s is deactivated already.") % row)
    owned, seats = look.owns(row.pk), look.awaited_seats(row.pk).count()
    if successor is None and not leave_records and (owned or seats):
        raise Conflict(
            "still_owns",
            _("%(person)s still has: %(records)s; approvals waiting: %(seats)d. Name a successor or hand over first.")
            % {"person": row, "records": look.owns_in_words(row.pk) or "0", "seats": seats},
            "successor",
        )
    if successor is not None and (owned or seats):
        start_hand_over(actor=actor, from_user=row.pk, to_user=successor)
    rows.save(row, {"is_active": False})
    keep_an_administrator()
    ended = leaving.end_passes(row)
    events.record(actor, "people.user.deactivated", None, {"active": (True, False)}, user=row.pk, ended=ended)
    return row


@action("people.reactivate_user", right=EDIT, public="people.reactivate")
def reactivate_user(*, actor: Actor, user: PersonId, version: Version | None = None) -> User:
    """Let a person in again, with the roles they hold; what was ended stays ended."""
    row = rows.person(user, version)
    require_below(actor, row)
    if row.is_active:
        raise Conflict("active", _("%s is active.") % row)
    rows.save(row, {"is_active": True})
    events.record(actor, "people.user.reactivated", None, {"active": (False, True)}, user=row.pk)
    return row


def _refuse_taken(row: User) -> None:
    others = User.objects.exclude(pk=row.pk)
    if row.username and others.filter(username__iexact=row.username).exists():
        raise Refused("taken", _("This username is taken."), "username")
    if row.email and others.filter(email__iexact=row.email).exists():
        raise Refused("taken", _("Another person has this e-mail address."), "email")


def _save(row: User) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("taken", _("This username is taken."), "username") from error
