"""Language, theme and small preferences."""

import pytest

from pursuit.kernel.models import User

pytestmark = pytest.mark.django_db


def test_a_visitor_switches_language_and_theme(client):
    answer = client.post(
        "/preferences/language", {"language": "en"}, headers={"Referer": "http://testserver/account/login"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "http://testserver/account/login")
    assert 'lang="en"' in client.get("/account/login").content.decode()
    client.post("/preferences/theme", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/account/login").content.decode()


def test_a_persons_choice_goes_with_the_person(client, cast):
    client.force_login(cast.ar)
    client.post("/preferences/language", {"language": "zh-hant"})
    client.post("/preferences/theme", {"theme": "light"})
    user = User.objects.get(pk=cast.ar.pk)
    assert (user.language, user.theme) == ("zh-hant", "light")
    client.cookies.clear()
    client.force_login(user)
    page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert 'lang="zh-hant"' in page
    assert 'data-bs-theme="light"' in page


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/preferences/language", {"language": "tlh"}),
        ("/preferences/theme", {"theme": "pink"}),
        ("/preferences/one", {"name": "money_unit", "value": "x"}),
        ("/preferences/one", {"name": "is_admin", "value": "on"}),
    ],
)
def test_other_values_are_refused(client, cast, address, data):
    client.force_login(cast.ar)
    assert client.post(address, data).status_code == 422


def test_switches_never_lead_elsewhere(client):
    answer = client.post("/preferences/theme", {"theme": "dark"}, headers={"Referer": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert client.get("/preferences/theme").status_code == 405


def test_one_preference_leaves_the_others(client, cast):
    client.force_login(cast.ar)
    client.post("/preferences/one", {"name": "density", "value": "cosy"})
    client.post("/preferences/one", {"name": "money_unit", "value": "full"})
    assert User.objects.get(pk=cast.ar.pk).preferences == {"density": "cosy", "money_unit": "full"}
    page = client.get("/preferences").content.decode()
    assert "density-cosy" in page
    assert "1,234,567.89" in page


def test_htmx_reloads_the_page(client):
    answer = client.post("/preferences/theme", {"theme": "dark"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
