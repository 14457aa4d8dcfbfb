"""A plan shown to a customer: what the page says and what it never says, and how it ends."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.people.actions.users import deactivate_user
from pursuit.domain.plans.actions.links import link_rows
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.projects.models import Project
from pursuit.domain.sharing.actions.shares import revoke_share, share_plan
from pursuit.domain.sharing.models import SharedPlan
from pursuit.kernel import clock, throttle, undo
from pursuit.kernel.errors import Forbidden, Invalid, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal


@pytest.fixture(autouse=True)
def quiet_door() -> None:
    throttle.door("secrets").reset()


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


@pytest.fixture
def rows(cast: Cast, deal: Project) -> dict[str, int]:
    """客户采购 (theirs) over 发标 and 评标; 内部定价 and 标书 (ours), which waits for 发标; 开标, a milestone."""
    ar, found = cast.actor("ar"), {}
    above = add_row(actor=ar, about=deal.pk, title="客户采购", side="customer").pk
    for title in ("发标", "评标"):
        found[title] = add_row(actor=ar, about=deal.pk, title=title, parent=above, side="customer", duration="2d").pk
    found["标书"] = add_row(actor=ar, about=deal.pk, title="标书", note="底价三百万", owner=cast.ar.pk).pk
    found["内部定价"] = add_row(actor=ar, about=deal.pk, title="内部定价", owner=cast.ar.pk).pk
    found["开标"] = add_row(actor=ar, about=deal.pk, title="开标", milestone=True).pk
    link_rows(actor=ar, before=found["发标"], after=found["标书"])
    edit_row(actor=ar, row=found["开标"], deadline=clock.now() + timedelta(days=3))
    return found


def titles(text: str) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong>", text)


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    text = answer.content.decode()
    assert "csrf" not in text
    return text


def test_a_share_from_its_preview_to_its_end(client: Client, cast: Cast, deal: Project, rows: dict[str, int]) -> None:
    home = f"/projects/{deal.pk}/plan"
    enter(client, cast, "ar")
    assert f"{home}/shares" in client.get(f"{home}?view=list").content.decode()
    page = client.get(f"{home}/shares").content.decode()
    assert set(titles(page)) == {"发标", "评标", "标书", "开标"}
    assert set(titles(client.get(f"{home}/shares/preview?rows=customer").content.decode())) == {"发标", "评标", "开标"}
    assert "内部定价" in client.get(f"{home}/shares/preview?rows=all").content.decode()
    sent = {"name": "信息中心", "rows": "linked", "days": "30", "language": "zh-hans", "held_back": rows["评标"]}
    made = client.post(f"{home}/shares", sent)
    assert made.headers["Cache-Control"] == "no-store"
    path = re.search(r"/shared/[\w-]{43}", made.content.decode())[0]
    assert path not in client.get(f"{home}/shares").content.decode()
    assert client.post(f"{home}/shares", {"name": ""}).status_code == 422

    outsider = Client()
    text = shown(outsider, path)
    assert sorted(titles(text)) == ["发标", "开标", "标书"]
    assert text.count("step-waits") == 1
    for hidden in ("底价", "三百万", "内部定价", "评标", "安然", "信息中心", "浮动", "/projects/", "/tasks/"):
        assert hidden not in text, hidden
    english = shown(outsider, f"{path}?language=en")
    assert "Waits for" in english
    assert 'lang="en"' in english
    assert cost(outsider, path) <= 11
    complete_task(actor=cast.actor("ar"), task=rows["发标"])
    assert "state-done" in shown(outsider, path)
    assert (outsider.post(path).status_code, outsider.put(path).status_code) == (200, 405)

    row = SharedPlan.objects.get()
    assert row.views >= 4
    for page in ("/shares/", f"/projects/{deal.pk}/history"):
        assert "信息中心" in client.get(page).content.decode()
    told = Event.objects.get(verb="sharing.plan.shared")
    assert path.removeprefix("/shared/") not in str(told.payload.data)
    assert client.post(f"/shares/{row.pk}/revocation").status_code == 303
    assert outsider.get(path).status_code == 404


def test_who_may_share_and_what_ends_it(client: Client, cast: Cast, deal: Project, rows: dict[str, int]) -> None:
    ar = cast.actor("ar")
    for part, no in (("teammate", Forbidden), ("guest", Forbidden), ("stranger", Refused)):
        with pytest.raises(no):
            share_plan(actor=cast.actor(part), about=deal.pk, name="x")
    with pytest.raises(Refused):
        share_plan(actor=ar, about=deal.pk, name="x", password="kurz")
    made = share_plan(actor=ar, about=deal.pk, name="x", owners=True, rows="all", message="请核对\n<b>日期</b>", days=1)
    path = f"/shared/{made.secret}"
    text = shown(client, path)
    assert "安然" in text
    assert "&lt;b&gt;" in text
    with pytest.raises(Invalid):
        revoke_share(actor=cast.actor("stranger"), share=made.share.pk)
    SharedPlan.objects.update(expires_at=clock.now())
    over = client.get(path)
    assert (over.status_code, over.content) == (404, client.get(f"/shared/{'x' * 43}").content)

    made = share_plan(actor=ar, about=deal.pk, name="y")
    undo.undo(ar, Event.objects.latest("pk").pk)
    assert client.get(f"/shared/{made.secret}").status_code == 404
    path = f"/shared/{share_plan(actor=ar, about=deal.pk, name='z').secret}"
    PlanRow.objects.filter(pk=rows["标书"]).update(inactive=True)
    assert "标书" not in shown(client, path)
    deal.subject.__class__.objects.filter(pk=deal.pk).update(owner=cast.stranger, unit=cast.units["beijing"])
    assert client.get(path).status_code == 404  # its maker may no longer share this plan
    deal.subject.__class__.objects.filter(pk=deal.pk).update(owner=cast.ar, unit=cast.units["shanghai"])
    assert client.get(path).status_code == 200
    deactivate_user(actor=cast.actor("admin"), user=cast.ar.pk, leave_records=True)
    assert client.get(path).status_code == 404
    assert not SharedPlan.objects.filter(revoked_at=None).exists()


def test_a_password_is_asked_and_not_guessed(cast: Cast, deal: Project, rows: dict[str, int]) -> None:
    client = Client(enforce_csrf_checks=True)  # without a cookie there is no token either
    made = share_plan(actor=cast.actor("ar"), about=deal.pk, name="x", password="杭州-2026")
    path = f"/shared/{made.secret}"
    asked = client.get(path)
    assert (asked.status_code, "标书" in asked.content.decode()) == (401, False)
    assert "杭州" not in made.share.password
    assert client.post(path, {"password": "x"}).status_code == 401
    right = client.post(path, {"password": "杭州-2026"})
    assert "标书" in right.content.decode()
    assert not right.cookies
    SharedPlan.objects.update(password="!" + made.share.password)  # guessing need not cost a second here
    answers = {client.post(path, {"password": "x"}).status_code for _try in range(11)}
    assert answers == {401, 429}
