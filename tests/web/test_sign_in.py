"""Signing in and out, and the first person of an empty installation."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import connection
from django.test import Client

from pursuit.kernel import platform
from pursuit.kernel.models import User

PASSWORD = "correct-horse-battery-9"
FOUNDER = {"name": "关宇", "username": "guan", "email": "", "password1": PASSWORD}


@pytest.fixture(autouse=True)
def no_memory_of_attempts():
    cache.clear()


@pytest.fixture
def ar(cast):
    cast.ar.set_password(PASSWORD)
    cast.ar.save()
    return cast.ar


def sign_in(client, address="/account/login", username="ar", password=PASSWORD):
    return client.post(address, {"login": username, "password": password})


def current_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize("name", ["ar", "AR", "ar@example.com"])
def test_by_username_or_mail(client, ar, name):
    answer = sign_in(client, username=name)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SESSION_KEY in client.session


def test_a_wrong_password_and_an_unknown_name_read_the_same(client, ar):
    wrong = sign_in(client, password="wrong")
    unknown = sign_in(client, username="nobody")
    assert wrong.status_code == unknown.status_code == 200
    said = [page.context["form"].non_field_errors() for page in (wrong, unknown)]
    assert said[0] == said[1]
    assert SESSION_KEY not in client.session


def test_the_inactive_and_system_actors_stay_out(client, ar):
    User.objects.filter(pk=ar.pk).update(is_active=False)
    assert sign_in(client)["Location"] == "/account/inactive"
    User.objects.filter(pk=ar.pk).update(is_active=True, is_system=True)
    assert sign_in(client).status_code == 200
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_next_stays_at_home(client, ar, evil):
    assert sign_in(client, f"/account/login?next={evil}")["Location"] == "/"


def test_next_leads_back(client, ar):
    assert sign_in(client, "/account/login?next=/preferences")["Location"] == "/preferences"


@pytest.mark.django_db
def test_the_login_page_reflects_nothing(client):
    marker = "r3fl3cted"
    html = client.get(f"/account/login?next=/{marker}&login={marker}&q={marker}&message={marker}").content.decode()
    assert marker not in html


def test_signing_out_takes_a_post(client, ar):
    sign_in(client)
    client.get("/account/logout")
    assert SESSION_KEY in client.session
    client.post("/account/logout")
    assert SESSION_KEY not in client.session


def test_a_second_step_is_set_up_and_then_asked(client, ar):
    sign_in(client)
    assert client.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate")
    client.post("/account/reauthenticate", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    done = client.post("/account/2fa/totp/activate/", {"code": current_code(secret)})
    assert done.status_code == 302
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/account/2fa/recovery-codes/").status_code == 200
    client.post("/account/logout")
    cache.clear()  # the code was used a moment ago
    assert sign_in(client)["Location"].startswith("/account/2fa/authenticate")
    assert SESSION_KEY not in client.session
    assert client.get("/preferences").status_code == 303
    assert client.get("/account/2fa/authenticate/").status_code == 200
    client.post("/account/2fa/authenticate/", {"code": current_code(secret)})
    assert SESSION_KEY in client.session


def test_all_pages_of_the_account_open(client, ar):
    TOTP.activate(ar, "A" * 32)
    client.force_login(ar)
    client.post("/account/reauthenticate", {"password": PASSWORD})
    for address in (
        "/account/password",
        "/account/sessions",
        "/account/2fa/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/recovery-codes/generate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/reauthenticate",
        "/account/2fa/reauthenticate/",
    ):
        assert client.get(address).status_code == 200, address
    assert client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"}).status_code in (200, 302)
    assert Authenticator.objects.filter(user=ar).exists()


@pytest.mark.django_db
def test_a_passkey_may_be_asked_for_before_signing_in(client):
    answer = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert "request_options" in answer.json()


@pytest.mark.django_db
def test_the_first_person_becomes_administrator(client):
    platform.sync()
    assert client.get("/account/signup").status_code == 200
    answer = client.post("/account/signup", FOUNDER)
    assert (answer.status_code, answer["Location"]) == (302, "/settings/founding")
    founder = User.objects.get(username="guan")
    assert founder.name == "关宇"
    assert [grant.role.code for grant in founder.grants.all()] == ["admin"]
    assert founder.check_password(PASSWORD)
    assert client.get("/").status_code == 200


def test_afterwards_sign_up_is_closed(client, cast):
    assert b"password1" not in client.get("/account/signup").content
    client.post("/account/signup", FOUNDER)
    assert not User.objects.filter(username="guan").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_founders_at_once_one_succeeds():
    platform.sync()
    start = threading.Barrier(2)
    answers = []

    def found(name: str) -> None:
        start.wait()
        answers.append(Client().post("/account/signup", {**FOUNDER, "username": name}).status_code)
        connection.close()

    threads = [threading.Thread(target=found, args=(name,)) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(is_system=False).count() == 1
    assert answers.count(302) == 1


@pytest.mark.django_db
def test_what_is_not_offered_does_not_exist(client):
    for address in ("/account/email/", "/account/password/reset/", "/account/confirm-email/", "/accounts/login/"):
        assert client.get(address).status_code == 404
