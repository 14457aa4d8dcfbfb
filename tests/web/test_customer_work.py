"""What people do on the pages of the room: find doubles, merge, write visits, keep promises."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account, Affiliation, Commitment, Visit
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.customers_cast import World, build, enter

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


def test_the_head_line_names_the_worst_thing(client: Client, cast: Cast, world: World) -> None:
    page = enter(client, cast, "ar").get(f"/customers/{world.account.pk}").content.decode()
    assert "head-line act" in page and f"/customers/{world.account.pk}/visits#commitments" in page


def test_doubles_are_shown_while_typing(client: Client, cast: Cast, world: World) -> None:
    create_account(actor=cast.actor("stranger"), title="北方电网集团有限公司")
    enter(client, cast, "ar")
    assert "东海港口集团有限公司" in client.get("/customers/duplicates", {"title": "东海港口"}).content.decode()
    hidden = client.get("/customers/duplicates", {"title": "北方电网集团有限公司"}).content.decode()
    assert "notice" in hidden and "北方电网" not in hidden
    assert "陈国栋" in client.get("/contacts/duplicates", {"mobile": "138 0000 1111"}).content.decode()


def test_merge_and_undo(client: Client, cast: Cast, world: World) -> None:
    other = create_account(actor=cast.actor("ar"), title="东海港口集团", region="宁波", website="donghai.example")
    enter(client, cast, "ar")
    url = f"/customers/{world.account.pk}/merge"
    assert f"?other={other.pk}" in client.get(url).content.decode()
    preview = client.get(f"{url}?other={other.pk}").content.decode()
    assert "take.region" in preview and "宁波" in preview and "donghai.example" in preview
    answer = client.post(
        f"{url}?other={other.pk}", {"other": other.pk, "take.region": "remove", "take.website": "remove"}
    )
    assert answer.status_code == 303 and answer["Location"] == f"/customers/{world.account.pk}"
    world.account.refresh_from_db()
    assert (world.account.region, world.account.website) == ("宁波", "donghai.example")
    event = Event.objects.filter(subject_id=world.account.pk, verb="account.merged").latest("pk")
    back = client.post(f"/events/{event.pk}/undo")
    assert back.status_code == 303 and back["Location"] == f"/customers/{world.account.pk}"
    world.account.refresh_from_db()
    assert world.account.region == "上海"
    assert client.get(f"/customers/{other.pk}").status_code == 200


def test_a_visit_with_promises_in_one_go(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sent = {
        "account": world.account.pk,
        "kind": "call",
        "happened_at": "2026-01-05T14:30",
        "theirs": [world.contact.pk],
        "ours": [cast.ar.pk, cast.sr.pk],
        "owner": cast.ar.pk,
        "customer_words": "预算批了",
        "commitments.0.whose": "theirs",
        "commitments.0.text": "给范围说明书",
        "commitments.0.due_on": "2026年2月1日",
        "commitments.0.contact": world.contact.pk,
        "commitments.1.whose": "ours",
        "commitments.3.whose": "ours",
        "commitments.3.text": "安排参观",
    }
    answer = client.post("/visits/new", sent)
    assert answer.status_code == 303
    row = Visit.objects.latest("pk")
    assert answer["Location"] == f"/visits/{row.pk}"
    assert row.participants.count() == 3
    assert list(row.commitments.order_by("pk").values_list("whose", "text")) == [
        ("theirs", "给范围说明书"),
        ("ours", "安排参观"),
    ]


def test_a_fault_in_one_promise_saves_nothing_and_keeps_all(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    visits = Visit.objects.count()
    sent = {
        "account": world.account.pk,
        "kind": "call",
        "happened_at": "2026-01-05T14:30",
        "theirs": [world.contact.pk],
        "commitments.2.whose": "ours",
        "commitments.2.text": "寄样品",
        "commitments.2.due_on": "someday",
    }
    answer = client.post("/visits/new", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and Visit.objects.count() == visits
    assert 'value="someday"' in page and 'value="寄样品"' in page and "陈国栋" in page
    assert 'id="f-commitments-2-due_on-note"' in page


def test_a_form_names_nothing_one_may_not_see(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "stranger")
    answer = client.post("/customers/new", {"title": "", "parent": world.account.pk})
    assert answer.status_code == 422 and "东海港口" not in answer.content.decode()


def test_contacts_are_narrowed_to_the_account(client: Client, cast: Cast, world: World) -> None:
    other = create_account(actor=cast.actor("ar"), title="另一家客户")
    enter(client, cast, "ar")
    here = client.get("/lookup/contact", {"account": world.account.pk}).json()["results"]
    there = client.get("/lookup/contact", {"account": other.pk}).json()["results"]
    assert [one["label"] for one in here] == ["陈国栋"] and there == []


def test_posts(client: Client, cast: Cast, world: World) -> None:
    other = create_account(actor=cast.actor("ar"), title="另一家客户")
    enter(client, cast, "ar")
    url = f"/contacts/{world.contact.pk}/posts"
    sheet = client.post(f"{url}/new", {"account": other.pk, "job_title": "顾问", "since": "2026-01-01"}, headers=SHEET)
    assert sheet.status_code == 204 and sheet["HX-Redirect"] == f"/contacts/{world.contact.pk}"
    assert client.post(f"{url}/{world.post.pk}?end=1", {"until": "2026-03-01"}).status_code == 303
    world.post.refresh_from_db()
    assert str(world.post.until) == "2026-03-01"
    assert client.post(f"/contacts/{world.contact.pk}/posts/{world.post.pk}/removal").status_code == 303
    assert list(Affiliation.objects.values_list("account_id", flat=True)) == [other.pk]


def test_a_promise_is_kept_with_one_press_and_taken_back(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sent = {"outcome": "kept", "back": f"/customers/{world.account.pk}/visits"}
    answer = client.post(f"/commitments/{world.promise.pk}/closing", sent)
    assert answer.status_code == 303 and answer["Location"] == sent["back"]
    world.promise.refresh_from_db()
    assert (world.promise.state, world.promise.kept_on) == ("kept", clock.today())
    event = Event.objects.filter(verb="commitment.closed").latest("pk")
    undone = client.post(f"/events/{event.pk}/undo", headers={"Referer": f"http://testserver{sent['back']}"})
    assert undone["Location"] == sent["back"]
    world.promise.refresh_from_db()
    assert world.promise.state == "open"
    client.post(f"/commitments/{world.promise.pk}/closing", sent)
    assert client.post(f"/commitments/{world.promise.pk}/reopening").status_code == 303
    world.promise.refresh_from_db()
    assert world.promise.state == "open"


def test_going_back_never_leads_off_the_site(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sent = {"outcome": "kept", "back": "//evil.example/"}
    assert client.post(f"/commitments/{world.promise.pk}/closing", sent)["Location"] == "/"


def test_quick_filters_of_the_ledger(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    assert "提供测试报告" in client.get("/commitments/?f.state=open&f.due_on=overdue").content.decode()
    assert "提供测试报告" not in client.get("/commitments/?f.state=kept").content.decode()


def test_relationship_layers_keep_their_history(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    url = f"/customers/{world.account.pk}/relationship?layer=key"
    for level, day in (("d", clock.today() - timedelta(days=30)), ("b", clock.today())):
        sent = {"layer": "key", "level": level, "target_level": "a", "assessed_on": day.isoformat(), "note": level * 3}
        assert client.post(url, sent, headers=SHEET).status_code == 204
    past = client.get(f"/customers/{world.account.pk}/relationships").content.decode()
    assert "ddd" in past and "bbb" in past
    now = client.get(f"/customers/{world.account.pk}").content.decode()
    assert "bbb" in now and "ddd" not in now


def test_change_owner_of_several(client: Client, cast: Cast, world: World) -> None:
    foreign = create_account(actor=cast.actor("manager"), title="马经理的客户")
    enter(client, cast, "ar")
    form = client.get(
        f"/customers/bulk/owner?pick={world.account.pk}&pick={foreign.pk}", headers=SHEET
    ).content.decode()
    assert "东海港口集团有限公司" in form and f'name="pick" value="{foreign.pk}"' in form
    sent = {"pick": [world.account.pk, foreign.pk], "owner": cast.teammate.pk}
    result = client.post("/customers/bulk/owner", sent, headers=SHEET).content.decode()
    assert "chip-sound" in result and "chip-act" in result
    owners = dict(Account.objects.values_list("pk", "subject__owner__username"))
    assert owners == {world.account.pk: "teammate", foreign.pk: "manager"}


def test_a_fault_in_what_was_asked_does_nothing(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    answer = client.post("/customers/bulk/standing", {"pick": [world.account.pk], "tier": "b", "reason": "x" * 501})
    assert answer.status_code == 422
    world.account.refresh_from_db()
    assert world.account.tier == "a"


def test_several_promises_are_settled(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sent = {"pick": [world.promise.pk], "outcome": "cancelled"}
    assert client.post("/commitments/bulk", sent).status_code == 200
    assert Commitment.objects.get().state == "cancelled"


def test_columns_come_in_the_chosen_order(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sheet = client.get("/lists/accounts/columns?cols=region,title").content.decode()
    assert sheet.index('value="region"') < sheet.index('value="title"') < sheet.index('value="tier"')
    view = {"name": "两级", "query": "f.tier.in=a&f.tier.in=b&cols=region&cols=title", "path": "/customers/"}
    assert client.post("/lists/accounts/views", view).status_code == 303
    assert "f.tier.in=a%2Cb&amp;cols=region%2Ctitle" in client.get("/customers/").content.decode()
