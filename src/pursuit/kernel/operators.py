"""What whoever runs the machine may do from the command line: let people in, lock them out, look after the data.

No role holds the right `operators.people`; only system actors do, so none of this is reachable over the network.
"""

from collections.abc import Iterator
from typing import Annotated

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel import clock, events, pinyin
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, Line
from pursuit.kernel.models.door import ApiToken
from pursuit.kernel.models.file import StoredFile
from pursuit.kernel.models.org import Membership, OrgUnit
from pursuit.kernel.models.role import Grant, Role
from pursuit.kernel.models.user import User
from pursuit.kernel.rights import Right

RIGHT = Right("operators.people", _("Look after sign-ins from the command line"), scoped=False)
ADMIN = "admin"
Username = Annotated[str, Field(pattern=r"^[\w.@+-]{2,80}$"), Label(_("Username"))]
PersonName = Annotated[str, Field(min_length=1, max_length=80), Label(_("Name"))]
Email = Annotated[str, Field(max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$"), Label(_("E-mail"))]
Password = Annotated[str, Field(max_length=200), Label(_("Password"))]


@action("kernel.create_person", right="operators.people")
def create_person(
    *,
    actor: Actor,
    username: Username,
    name: PersonName,
    password: Password,
    role: Line,
    email: Email = "",
    unit: Line = "",
) -> User:
    """A person who can sign in at once, with one role."""
    if User.objects.filter(username__iexact=username).exists():
        raise Conflict("exists", _("There is somebody with this username already."), "username")
    if email and User.objects.filter(email__iexact=email).exists():
        raise Conflict("exists", _("There is somebody with this e-mail address already."), "email")
    held = Role.objects.filter(code=role).first()
    if held is None:
        known = ", ".join(Role.objects.values_list("code", flat=True))
        raise Refused("unknown_role", _("There is no such role; the roles are: %s.") % known, "role")
    home = OrgUnit.objects.filter(code=unit).first() if unit else OrgUnit.objects.filter(parent=None).first()
    if unit and home is None:
        raise Refused("unknown_unit", _("There is no unit with this code."), "unit")
    user = User(
        username=username, name=name, email=email, name_key=pinyin.sort_key(name), initials=pinyin.initials(name)[:40]
    )
    _set_password(user, password)
    user.save()
    if home is not None:
        Membership.objects.create(user=user, unit=home)
    Grant.objects.create(user=user, role=held)
    events.record(actor, "kernel.person.created", None, user=user.pk, username=username, role=role)
    return user


@action("kernel.reset_password", right="operators.people")
def reset_password(*, actor: Actor, username: Line, password: Password) -> User:
    """Set a new password; the hash in a session no longer fits, so open sessions end."""
    user = _person(username)
    _set_password(user, password)
    user.save()
    events.record(actor, "kernel.person.password_reset", None, user=user.pk, username=user.username)
    return user


@action("kernel.deactivate_person", right="operators.people")
def deactivate_person(*, actor: Actor, username: Line) -> User:
    """Take all access away: the password is voided (which ends sessions) and tokens are revoked. Records stay."""
    user = _person(username)
    others = Grant.objects.filter(role__code=ADMIN, user__is_active=True).exclude(user=user)
    if user.grants.filter(role__code=ADMIN).exists() and not others.exists():
        raise Conflict("last_admin", _("This is the last administrator: make somebody else one first."))
    user.is_active = False
    user.set_unusable_password()
    user.version += 1
    user.save()
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())
    events.record(actor, "kernel.person.deactivated", None, user=user.pk, username=user.username)
    return user


@action("kernel.note_export", right="operators.people")
def note_export(*, actor: Actor, listing: Line, rows: int, seen_by: Line = "", query: str = "") -> None:
    """Whoever takes a whole list out at the machine leaves a trace."""
    events.record(actor, "kernel.list.exported", None, listing=listing, rows=rows, seen_by=seen_by, query=query)


def people() -> QuerySet[User]:
    """Everybody but system actors."""
    return User.objects.filter(is_system=False).prefetch_related("grants__role").order_by("username")


def find(username: str) -> User:
    """An active person by username."""
    user = User.objects.filter(username__iexact=username, is_system=False, is_active=True).first()
    if user is None:
        raise Missing("not_found", _("There is nobody with this username."))
    return user


def first_administrator() -> User:
    """Who looks after the installation: the longest-serving active administrator."""
    grants = Grant.objects.filter(role__code=ADMIN, user__is_active=True, user__is_system=False)
    first = grants.order_by("user_id").select_related("user").first()
    if first is None:
        raise Missing("no_administrator", _("There is no administrator yet: create one with “pursuit user create”."))
    return first.user


def stored_files() -> Iterator[StoredFile]:
    """Every file row, for backup and checks."""
    return StoredFile.objects.order_by("pk").iterator(chunk_size=2000)


def _person(username: str) -> User:
    user = User.objects.select_for_update().filter(username__iexact=username, is_system=False).first()
    if user is None:
        raise Missing("not_found", _("There is nobody with this username."))
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("weak_password", " ".join(error.messages), "password") from error
    user.set_password(password)
