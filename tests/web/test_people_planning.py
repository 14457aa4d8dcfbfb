"""Pages of skills, capacity and cost rates: from a claim to who is found by it, and what stays with those who may."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.people.actions.skills import set_skill
from pursuit.domain.people.actions.users import create_user
from pursuit.domain.people.models import Capacity, CostRate, PersonSkill
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from tests.cast import Cast


def test_a_claim_is_confirmed_and_finds_its_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.ar)
    sent = {"skill": "projects", "level": "4", "evidence_kind": "certificate", "evidence": "PMP"}
    assert client.post("/people/skills/new", sent).status_code == 303
    row = PersonSkill.objects.get()
    edit, confirm, take_off = (f"/people/skills/{row.pk}{what}" for what in ("", "/confirmation", "/removal"))
    assert client.post(edit, {**sent, "level": "3", "version": row.version}).status_code == 303
    assert client.post(edit, {"level": "6"}).status_code == 422
    client.force_login(cast.teammate)
    page = client.get(f"/people/{cast.ar.pk}").content.decode()
    assert "PMP" in page and confirm not in page and edit not in page
    assert client.get(edit)["Location"] == f"/people/{cast.ar.pk}"
    assert [client.post(path).status_code for path in (edit, confirm, take_off)] == [403, 403, 403]
    assert client.get(f"/people/skills/new?user={cast.ar.pk}").status_code == 403
    client.force_login(cast.manager)
    assert confirm in client.get(f"/people/{cast.ar.pk}").content.decode()
    assert client.post(confirm).status_code == 303
    assert cast.ar.name in client.get("/people/skills/list?f.standing=confirmed").content.decode()
    set_skill(actor=cast.actor("sr"), skill="service", level=5)
    for asked, found, other in (("projects", "ar", "sr"), ("service", "sr", "ar")):
        address = client.get(f"/people/skills?skill={asked}&least=3")["Location"]
        page = client.get(address).content.decode()
        assert cast.users[found].name in page and cast.users[other].name not in page
    for odd in ("skill=nonsense&least=3", "f.skill.projects.in=x", "f.skill.projects.gte=3", "skill=projects&least=x"):
        answer = client.get(f"/people/skills?{odd}")
        assert answer.status_code == 200 or client.get(answer["Location"]).status_code == 200, odd
    assert client.post(take_off).status_code == 303 and not PersonSkill.objects.filter(user=cast.ar).exists()


def test_what_an_hour_costs_stays_with_those_who_may_know(client: Client, cast: Cast) -> None:
    day, team = clock.today().isoformat(), cast.units["shanghai"].pk
    client.force_login(cast.finance)
    new = "/people/rates/new"
    assert client.post(f"{new}?user={cast.ar.pk}", {"amount": "987.65", "since": day}).status_code == 303
    assert client.post(f"{new}?unit={team}", {"amount": "987.64", "since": day}).status_code == 303
    assert client.post(new, {"amount": "1", "since": day}).status_code == 422
    places = (f"/people/{cast.ar.pk}", f"/people/{cast.sr.pk}", f"/people/units/{team}", "/people/rates",
              "/lists/cost-rates/totals", "/people/skills")  # fmt: skip
    shown = [client.get(path).content.decode().count("987.6") for path in places]
    assert all(shown[:4]) and client.post("/lists/cost-rates/export", {"format": "csv"}).status_code == 200
    for part in ("ar", "teammate", "manager", "director", "operations", "guest"):
        client.force_login(cast.users[part])
        for path in places:
            answer = client.get(path)
            assert "987" not in answer.content.decode() and "/people/rates" not in answer.content.decode(), (part, path)
        assert client.post("/lists/cost-rates/export", {"format": "csv"}).status_code in (403, 404)
        assert client.post(f"{new}?user={cast.ar.pk}", {"amount": "1", "since": day}).status_code == 403
    assert "9876" not in str(list(Event.objects.values_list("payload__data", flat=True)))
    client.force_login(cast.finance)
    for row in CostRate.objects.all():
        assert client.post(f"/people/rates/{row.pk}/removal").status_code == 303
    assert "987" not in client.get(places[0]).content.decode()


def test_why_somebody_works_less_is_read_by_who_sets_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    new = f"/people/capacity/new?user={cast.ar.pk}"
    sent = {"percent": "60", "since": clock.today().isoformat(), "reason": "哺乳期"}
    assert client.post(new, sent).status_code == 303 and client.post(new, {**sent, "percent": "101"}).status_code == 422
    row = Capacity.objects.get()
    places = (f"/people/{cast.ar.pk}", "/people/capacity?cols=user,percent,reason")
    for part, tells, why in (("manager", True, True), ("teammate", True, False), ("stranger", False, False)):
        client.force_login(cast.users[part])
        for path in places:
            page = client.get(path).content.decode()
            assert ("60%" in page, "哺乳期" in page) == (tells, why), (part, path)
        assert (client.post(f"/people/capacity/{row.pk}/removal?user={cast.ar.pk}").status_code == 303) is why
        Capacity.objects.get_or_create(pk=row.pk, defaults={"user": cast.ar, "since": row.since, "percent": 60})
    assert "哺乳期" not in str(list(Event.objects.values_list("payload__data", flat=True)))


@pytest.mark.parametrize("many", [3, 15])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for n in range(many):
        made = create_user(
            actor=cast.actor("admin"), username=f"u{n}", name=f"同事 {n}", unit=cast.units["shanghai"].pk
        )
        for skill in ("projects", "legal", "english"):
            set_skill(actor=cast.actor("manager"), user=made.pk, skill=skill, level=n % 5 + 1)
    client.force_login(cast.manager)
    for url, most in (("/people/skills", 16), ("/people/skills/list", 16), (f"/people/{made.pk}", 24)):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) <= most, (url, len(queries))
