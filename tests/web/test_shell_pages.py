"""Every page of the shell: complete, without inline script or style, without a foreign address."""

import re

import pytest

from pursuit.interfaces.web.shell import navigation

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample_urls")]

SIGNED_IN = (
    "/",
    "/preferences",
    "/account/password",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/sessions",
    "/account/logout",
    "/nowhere",
    "/sample/refuse/conflict",
)
ANONYMOUS = ("/account/login", "/account/signup", "/account/inactive", "/nowhere")
INLINE_STYLE = re.compile(r"<style|\sstyle=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[^>]*\son[a-z]+=", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
FOREIGN = re.compile(r"(?:src|href|action|hx-get|hx-post)=\"(?:https?:)?//", re.IGNORECASE)


def check(html: str) -> None:
    assert "</html>" in html
    assert not INLINE_STYLE.search(html)
    assert not INLINE_HANDLER.search(html)
    assert not FOREIGN.search(html)
    for script in SCRIPT.finditer(html):
        data = 'type="application/json"' in script["attributes"]
        assert data or not script["body"].strip()
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert "{#" not in html
    assert "{%" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", SIGNED_IN)
def test_pages_of_the_shell(client, cast, address):
    client.force_login(cast.admin)
    answer = client.get(address)
    html = answer.content.decode()
    check(html)
    for part in ('class="skip"', 'class="topbar"', 'class="sidenav"', 'class="bottombar"', 'id="toasts"', 'id="sheet"'):
        assert part in html
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", ANONYMOUS)
def test_quiet_pages(client, address):
    html = client.get(address).content.decode()
    check(html)
    assert "topbar" not in html


def test_a_broken_page_says_so_without_the_database(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/sample/broken")
    assert answer.status_code == 500
    check(answer.content.decode())
    assert "broken" not in answer.content.decode()


def test_a_stale_form_is_explained(client, cast):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.ar)
    answer = strict.post("/sample/save")
    assert answer.status_code == 403
    check(answer.content.decode())


@pytest.mark.parametrize("name", ["empty", "pager", "problem", "sheet"])
def test_components_stand_alone(client, cast, name):
    client.force_login(cast.ar)
    html = client.get(f"/sample/component/{name}").content.decode()
    assert html.strip()
    assert not INLINE_STYLE.search(html)


def test_navigation_shows_only_what_exists_and_may_be_opened(cast, monkeypatch):
    entries = [
        navigation.NavItem("home", "Home", "home", "home"),
        navigation.NavItem("later", "Later", "home", "later:list"),
        navigation.NavItem("admin", "Admin", "home", "preferences", "settings.edit"),
    ]
    monkeypatch.setattr(navigation, "NAVIGATION", entries)
    assert [item.code for item in navigation.items(cast.actor("ar"))] == ["home"]
    assert [item.code for item in navigation.items(cast.actor("admin"))] == ["home", "admin"]


def test_navigation_has_no_letter_twice():
    letters = [item.letter for item in navigation.NAVIGATION if item.letter]
    assert len(letters) == len(set(letters))


def test_where_one_is_is_marked(client, cast):
    client.force_login(cast.ar)
    html = client.get("/").content.decode()
    assert re.search(r'href="/"\s+title="[^"]+"\s+aria-current="page"', html)
