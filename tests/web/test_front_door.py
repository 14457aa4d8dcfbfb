"""ActorMiddleware: nobody gets in unasked, and every "no" is said in the right way."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY

from pursuit.kernel import clock
from pursuit.kernel.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample_urls")]
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/projects?q=a"}


def test_a_page_is_closed_until_somebody_signs_in(client):
    for address in ("/sample/who", "/sample/undeclared", "/sample/settings", "/"):
        answer = client.get(address)
        assert answer.status_code == 303
        assert answer["Location"].startswith("/account/login")
        assert b"secret" not in answer.content


def test_people_come_back_to_where_they_were(client):
    assert client.get("/sample/who?a=1&b=2")["Location"] == "/account/login?next=%2Fsample%2Fwho%3Fa%3D1%26b%3D2"
    posted = client.post("/sample/save", headers={"Referer": "http://testserver/sample/form?x=1"})
    assert posted["Location"] == "/account/login?next=%2Fsample%2Fform%3Fx%3D1"
    foreign = client.post("/sample/save", headers={"Referer": "https://evil.example/form"})
    assert foreign["Location"] == "/account/login"


def test_htmx_is_sent_to_the_sign_in_page(client):
    answer = client.get("/sample/who", headers=HTMX)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/account/login?next=%2Fprojects%3Fq%3Da"


def test_public_pages_are_open(client):
    assert client.get("/sample/open").content == b"open"
    assert client.get("/healthz").json() == {"database": "ok"}
    assert b"Disallow: /" in client.get("/robots.txt").content
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


def test_the_actor_is_the_person(client, cast):
    client.force_login(cast.ar)
    assert client.get("/sample/who").content == b"ar web"


def test_rights_and_methods_are_declared(client, cast):
    client.force_login(cast.ar)
    answer = client.get("/sample/settings")
    assert answer.status_code == 403
    assert "data-error" in answer.content.decode()
    assert client.post("/sample/who").status_code == 405
    client.force_login(cast.admin)
    assert client.get("/sample/settings").content == b"settings"


@pytest.mark.parametrize(
    ("kind", "status"), [("invalid", 422), ("forbidden", 403), ("missing", 404), ("conflict", 409), ("stale", 409)]
)
def test_a_refusal_is_a_page_or_a_toast(client, cast, kind, status):
    client.force_login(cast.ar)
    page = client.get(f"/sample/refuse/{kind}")
    assert page.status_code == status
    assert f'data-error="{status}"' in page.content.decode()
    fragment = client.post(f"/sample/refuse/{kind}", headers=HTMX)
    assert fragment.status_code == status
    assert fragment.content == b""
    assert fragment["HX-Reswap"] == "none"
    toast = json.loads(fragment["HX-Trigger"])["pursuit:toast"]
    assert toast["tone"] == "act"
    assert toast["text"] in page.content.decode()


def test_deactivated_people_are_out_at_once(client, cast):
    client.force_login(cast.ar)
    User.objects.filter(pk=cast.ar.pk).update(is_active=False)
    assert client.get("/sample/who").status_code == 303
    assert SESSION_KEY not in client.session


def test_system_actors_have_no_session(client, cast):
    User.objects.filter(pk=cast.ar.pk).update(is_system=True)
    client.force_login(User.objects.get(pk=cast.ar.pk))
    assert client.get("/sample/who").status_code == 303


def test_last_seen_is_noted_every_five_minutes(client, cast, django_assert_num_queries):
    client.force_login(cast.ar)
    client.get("/sample/who")
    first = User.objects.get(pk=cast.ar.pk).last_seen
    assert first is not None
    client.get("/sample/who")
    assert User.objects.get(pk=cast.ar.pk).last_seen == first
    User.objects.filter(pk=cast.ar.pk).update(last_seen=clock.now() - timedelta(minutes=6))
    client.get("/nowhere")  # a refused look is none
    client.get("/sample/who")
    assert User.objects.get(pk=cast.ar.pk).last_seen > first


def test_a_toast_travels_with_the_redirect_and_is_shown_once(client, cast):
    client.force_login(cast.ar)
    answer = client.post("/sample/save")
    assert answer.status_code == 303
    shown = client.get("/").content.decode()
    assert "toast-sound" in shown
    assert "已保存 &lt;b&gt;" in shown
    assert "toast-sound" not in client.get("/").content.decode()
    client.cookies["pursuit_toast"] = "forged"
    assert client.get("/").status_code == 200


def test_htmx_follows_a_redirect_itself(client, cast):
    client.force_login(cast.ar)
    answer = client.post("/sample/save", headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/")
