"""Passwords: by an invitation the person sets their own, once; nobody else needs to know it."""

import secrets
from datetime import timedelta
from typing import Annotated, NamedTuple, Unpack

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field, SecretStr

from pursuit.domain.people.actions import leaving, rows
from pursuit.domain.people.actions.users import create_user
from pursuit.domain.people.fields import NewPerson, PersonId, RoleId, Unit
from pursuit.domain.people.models import Invitation
from pursuit.domain.people.queries.invitations import open_invitation
from pursuit.domain.people.queries.levels import require_below
from pursuit.kernel import clock, events, tokens
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import User

EDIT = "people.edit"
VALID = timedelta(days=7)
Password = Annotated[SecretStr, Field(max_length=200), Label(_("Password"), widget="hidden")]
Token = Annotated[str, Field(min_length=20, max_length=120), Label(_("Invitation"), widget="hidden")]


class Invited(NamedTuple):
    """A person and the secret of their invitation, which is shown once and never again."""

    user: User
    secret: str


@action("people.invite_user", right=EDIT)
def invite_user(*, actor: Actor, user: PersonId) -> Invited:
    """A new invitation, for a new person or a forgotten password; earlier ones stop working."""
    row = rows.person(user)
    require_below(actor, row)
    if not row.is_active:
        raise Refused("inactive", _("%s is deactivated: reactivate the account first.") % row, "user")
    leaving.revoke_invitations(row)
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    Invitation.objects.create(
        user=row, hash=tokens.digest(secret), created_at=now, created_by=actor.user, expires_at=now + VALID
    )
    events.record(actor, "people.user.invited", None, user=row.pk)
    return Invited(row, secret)


@action("people.add_user", right=EDIT)
def add_user(
    *, actor: Actor, unit: Unit | None = None, role: RoleId | None = None, **fields: Unpack[NewPerson]
) -> Invited:
    """Create a person and their invitation in one go."""
    row = create_user(actor=actor, unit=unit, role=role, **fields)
    return invite_user(actor=actor, user=row.pk)


@action("people.accept_invitation", right="people.enter")
def accept_invitation(*, actor: Actor, token: Token, password: Password) -> User:
    """Set one's password with an invitation. Runs as a system actor: the person is not signed in yet."""
    row = open_invitation(token)
    # Of two at once one finds it unused.
    if row is None or not Invitation.objects.filter(pk=row.pk, used_at=None).update(used_at=clock.now()):
        raise Missing(
            "not_found", _("This invitation does not work any more: ask your administrator for a new one."), "token"
        )
    person = rows.person(row.user_id)
    _set(person, password)
    events.record(actor, "people.user.entered", None, user=person.pk)
    return person


@action("people.set_password", right=EDIT)
def set_password(*, actor: Actor, user: PersonId, password: Password) -> User:
    """Set a person's password directly (command line); second factors stay as they are."""
    row = rows.person(user)
    require_below(actor, row)
    _set(row, password)
    events.record(actor, "people.user.password_set", None, user=row.pk)
    return row


def _set(person: User, password: SecretStr) -> None:
    """Whoever was signed in with the old password is signed out."""
    secret = password.get_secret_value()
    try:
        validate_password(secret, person)
    except ValidationError as error:
        raise Refused("weak_password", " ".join(error.messages), "password") from error
    person.set_password(secret)
    person.save()
    leaving.end_sessions(person)
    leaving.revoke_invitations(person)
