"""Signing in, sessions, invitations, tokens: what goes wrong where people prove who they are."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.test import Client

from pursuit.domain.people.actions.invitations import accept_invitation, invite_user
from pursuit.kernel import listing, tokens
from pursuit.kernel.actor import system_actor
from pursuit.kernel.models import ApiToken, User
from tests.cast import PASSWORD, Cast
from tests.plumbing.untouched import WatchedClient
from tests.rest.conftest import Calls
from tests.web.test_sign_in import current_code

NEW = "another-long-password-8"
SECRETIVE = re.compile("password|secret|hash|digest|private")
TRIES = 25
SECRET = "A" * 32  # of a second step


def signed_in(user: User) -> Client:
    """A browser that came through the sign-in page."""
    client = Client()
    answer = client.post("/account/login", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


def blocked(answers: list[int]) -> bool:
    """Refused before all the guesses were heard."""
    return 429 in answers


def test_every_check_of_a_password_is_limited(ar: User) -> None:
    client = signed_in(ar)
    wrong = {"password": "wrong"}
    assert blocked([client.post("/account/reauthenticate", wrong).status_code for _try in range(TRIES)])
    change = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert blocked([client.post("/account/password", change).status_code for _try in range(TRIES)])


def test_guessing_at_the_sign_in_page_ends(ar: User) -> None:
    client = Client()
    for _try in range(TRIES):
        client.post("/account/login", {"login": ar.username, "password": "wrong"})
    client.post("/account/login", {"login": ar.username, "password": PASSWORD})
    assert SESSION_KEY not in client.session


def test_guessing_the_second_step_ends(ar: User) -> None:
    """Whoever has the password and not the device: the right code comes too late."""
    TOTP.activate(ar, SECRET)
    client = Client()
    client.post("/account/login", {"login": ar.username, "password": PASSWORD})
    for _try in range(TRIES):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": current_code(SECRET)})
    assert SESSION_KEY not in client.session


def test_a_password_is_changed_with_the_old_one_only(ar: User, caller: Calls) -> None:
    client = signed_in(ar)
    client.post("/account/password", {"password1": NEW, "password2": NEW})
    client.post("/account/password", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    client.post("/account/password/set", {"password1": NEW, "password2": NEW})
    assert caller("ar")("PATCH", "/profile", {"password": NEW}).status_code == 422
    assert User.objects.get(pk=ar.pk).check_password(PASSWORD)


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}])
def test_a_forged_host_is_in_no_link(cast: Cast, header: dict[str, str]) -> None:
    client = WatchedClient()
    client.force_login(cast.admin)
    made = client.post(f"/people/{cast.ar.pk}/invitation", headers=header, follow=True)
    assert b"evil.example" not in made.content
    if "Host" in header:
        assert made.status_code == 400
    for path in ("/account/login", "/", "/nothing"):
        assert b"evil.example" not in client.get(path, headers=header).content


def test_only_ones_own_sessions_are_ended(cast: Cast, ar: User) -> None:
    here, there = signed_in(ar), signed_in(ar)
    other = Client()
    other.force_login(cast.teammate)
    other.get("/")
    there.get("/")
    theirs = {"session": [row.pk for row in UserSession.objects.filter(user=ar)]}
    other.post("/account/sessions", theirs)
    assert here.get("/preferences").status_code == 200
    here.post("/account/sessions")
    assert there.get("/preferences").status_code == 303
    assert other.get("/preferences").status_code == 200


@pytest.mark.django_db(transaction=True)  # it happens after the commit
def test_a_new_second_step_ends_the_other_sessions(ar: User) -> None:
    here, there = signed_in(ar), signed_in(ar)
    there.get("/")
    here.post("/account/reauthenticate", {"password": PASSWORD})
    page = here.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert here.post("/account/2fa/totp/activate/", {"code": current_code(secret)}).status_code == 302
    assert here.get("/preferences").status_code == 200
    assert there.get("/preferences").status_code == 303


def test_an_invitation_leaves_everything_as_it_is_until_used(cast: Cast, ar: User) -> None:
    secret = invite_user(actor=cast.actor("admin"), user=ar.pk).secret
    assert User.objects.get(pk=ar.pk).check_password(PASSWORD)
    TOTP.activate(ar, SECRET)
    accept_invitation(actor=system_actor(), token=secret, password=NEW)
    assert User.objects.get(pk=ar.pk).check_password(NEW)
    # Who has the link has one factor only: the second step stays.
    assert Authenticator.objects.filter(user=ar).exists()
    client = Client()
    client.post("/account/login", {"login": ar.username, "password": NEW})
    assert SESSION_KEY not in client.session


def test_a_secret_is_shown_once(cast: Cast, ar: User, caller: Calls) -> None:
    row, secret = tokens.create_token(actor=cast.actor("ar"), name="报表")
    client = signed_in(ar)
    for path in ("/tokens", "/", "/account/2fa/", "/search?q=报表"):
        assert secret not in client.get(path).content.decode()
    for path in ("/me", "/audit", f"/people/{ar.pk}"):
        said = caller("admin")("GET", path).content.decode()
        assert secret not in said
        assert row.hash not in said
        assert "password" not in said
    # What is stored cannot be presented: the database is asked for the hash, so nothing is compared byte by byte.
    assert not ApiToken.objects.filter(hash=secret).exists()
    assert tokens.actor_of(row.hash, "rest") is None
    assert tokens.actor_of(secret, "rest") is not None


def test_no_answer_and_no_list_has_a_field_for_secrets(cast: Cast, caller: Calls) -> None:
    """Passwords and secrets go in and never out: no schema of an answer, no column, no event names one."""
    schemas = caller("admin")("GET", "/openapi.json").json()["components"]["schemas"]
    assert len(schemas) > 20
    named = {f"{name}.{field}" for name, one in schemas.items() for field in one.get("properties", {})}
    columns = {f"{one.code}.{code}" for one in listing.every() for code in one.columns_for(cast.actor("admin"))}
    assert not {name for name in named | columns if SECRETIVE.search(name.split(".")[-1])}


def test_no_form_is_taken_without_its_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ar)
    for path in (
        "/customers/new",
        "/preferences/theme",
        "/account/logout",
        "/account/password",
        "/approvals/1/decision",
    ):
        assert client.post(path, {"title": "x"}).status_code == 403, path
    assert client.get("/preferences").status_code == 200
