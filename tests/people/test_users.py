"""Accounts: invitations, deactivation, pickers."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pydantic import SecretStr

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions.invitations import accept_invitation, add_user, invite_user, set_password
from pursuit.domain.people.actions.users import (
    create_user,
    deactivate_user,
    reactivate_user,
    update_profile,
    update_user,
)
from pursuit.domain.people.models import HandOver, Invitation
from pursuit.domain.people.queries.invitations import open_invitation
from pursuit.domain.people.queries.people import PEOPLE, find
from pursuit.kernel import tokens
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event, Role, User
from tests.cast import PASSWORD, Cast

NEW = {"username": "zhuge", "name": "诸葛亮", "email": "kongming@example.com"}


def accept(secret: str, password: str = PASSWORD) -> User:
    return accept_invitation(actor=system_actor("system:invitations"), token=secret, password=SecretStr(password))


def test_an_invited_person_sets_a_password_once(cast: Cast) -> None:
    role = Role.objects.get(code="seller").pk
    user, secret = add_user(actor=cast.actor("admin"), unit=cast.units["shanghai"].pk, role=role, **NEW)
    assert (user.name_key, user.initials, user.has_usable_password()) == ("zhu1 ge2 liang4", "zgl", False)
    assert Actor.of(user).may("customers.edit")
    assert not Invitation.objects.filter(hash=secret).exists()
    with pytest.raises(Refused) as no:
        accept(secret, "12345")
    assert no.value.code == "weak_password"
    accept(secret, f"  {PASSWORD} ")
    user.refresh_from_db()
    assert user.check_password(f"  {PASSWORD} ")
    with pytest.raises(Missing):
        accept(secret)
    assert not any(PASSWORD in str(event.payload.data) for event in Event.objects.select_related("payload"))


def test_invitations_expire_and_replace_each_other(cast: Cast) -> None:
    user, first = add_user(actor=cast.actor("admin"), **NEW)
    _user, second = invite_user(actor=cast.actor("admin"), user=user.pk)
    assert open_invitation(first) is None and open_invitation(second)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Missing):
        accept(second)


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "AR"), ("email", "AR@example.com"), ("email", "nonsense"), ("username", "a b"), ("name", " ")],
)
def test_what_cannot_be_an_account(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Refused) as no:
        create_user(actor=cast.actor("admin"), **(NEW | {field: value}))
    assert no.value.field == field


def test_everybody_changes_their_own_profile_only(cast: Cast) -> None:
    update_profile(actor=cast.actor("guest"), phone="13800000000")
    with pytest.raises(Invalid):
        update_profile.run(cast.actor("guest"), {"email": "x@example.com"})
    with pytest.raises(Forbidden):
        update_user(actor=cast.actor("manager"), user=cast.ar.pk, name="x")
    update_user(actor=cast.actor("admin"), user=cast.ar.pk, name="安娜", email="AR@example.com")
    assert find(cast.actor("guest"), "an")[0].name == "安娜"


def test_deactivation_says_what_is_still_owned(cast: Cast) -> None:
    admin = cast.actor("admin")
    create_account(actor=cast.actor("ar"), title="甲")
    with pytest.raises(Conflict) as no:
        deactivate_user(actor=admin, user=cast.ar.pk)
    assert no.value.code == "still_owns" and "1" in str(no.value.message)
    deactivate_user(actor=admin, user=cast.ar.pk, successor=cast.teammate.pk)
    assert HandOver.objects.get().to_user_id == cast.teammate.pk


def test_deactivation_ends_everything_at_once(cast: Cast, client: Client) -> None:
    _row, secret = tokens.create_token(actor=cast.actor("ar"), name="x", scope="read", days=1)
    set_password(actor=cast.actor("admin"), user=cast.ar.pk, password=SecretStr(PASSWORD))
    client.post(reverse("account_login"), {"login": "ar", "password": PASSWORD})
    assert Session.objects.count() == 1
    _user, invitation = invite_user(actor=cast.actor("admin"), user=cast.ar.pk)
    deactivate_user(actor=cast.actor("admin"), user=cast.ar.pk)
    assert not Session.objects.exists()
    assert tokens.actor_of(secret, "rest") is None
    with pytest.raises(Missing):
        accept(invitation)
    reactivate_user(actor=cast.actor("admin"), user=cast.ar.pk)
    assert tokens.actor_of(secret, "rest") is None
    assert Actor.of(User.objects.get(pk=cast.ar.pk)).may("customers.edit")


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(Refused) as no:
        deactivate_user(actor=cast.actor("admin"), user=cast.admin.pk)
    assert no.value.code == "yourself"
    with pytest.raises(Forbidden) as forbidden:
        deactivate_user(actor=system_actor(), user=cast.admin.pk)
    assert forbidden.value.code == "last_administrator"


def test_system_actors_are_nobodys_business(cast: Cast) -> None:
    robot = system_actor("system:worker").user
    for attempt in (update_user, invite_user, deactivate_user):
        with pytest.raises(Refused):
            attempt.run(cast.actor("admin"), {"user": robot.pk})
    query = read_query(PEOPLE, cast.actor("guest"), {"cols": "name,unit,last_seen"})
    names = [row.cell("name").value for row in page(PEOPLE, cast.actor("guest"), query).rows]
    assert len(names) == len(cast.users) and robot.name not in names
    assert "cols=last_seen" in query.ignored
