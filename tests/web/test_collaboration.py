"""Comments, following, notifications and the stream of a record: the standing questions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.collaboration.actions.comments import add_comment, delete_comment
from pursuit.domain.collaboration.models import Comment, Follow, Mention, Notification, Reaction
from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.interfaces.web.collaboration.mentions import readable, with_tokens
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


@pytest.fixture
def row(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="中国移动上海公司")


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


def card(pk: int) -> dict[str, str]:
    return HTMX | {"HX-Target": f"talk-{pk}"}


def test_works(client: Client, cast: Cast, row: Account) -> None:
    add_comment(actor=cast.actor("manager"), subject=row.pk, text="先核实预算")
    enter(client, cast, "ar")
    for url in (
        f"/records/{row.pk}/comments", f"/records/{row.pk}/activity", f"/records/{row.pk}/activity?part=comments",
        f"/records/{row.pk}/activity?part=changes", "/notifications", "/notifications?show=unread",
    ):  # fmt: skip
        assert client.get(url).status_code == 200, url
    assert "先核实预算" in client.get(f"/records/{row.pk}/comments").content.decode()
    assert "先核实预算" in client.get(f"/records/{row.pk}/activity").content.decode()
    assert "先核实预算" in client.get("/notifications").content.decode()


def test_fragment_and_page_agree(client: Client, cast: Cast, row: Account) -> None:
    add_comment(actor=cast.actor("manager"), subject=row.pk, text="先核实预算")
    enter(client, cast, "ar")
    page = client.get(f"/records/{row.pk}/comments").content.decode()
    fragment = client.get(f"/records/{row.pk}/comments", headers=HTMX).content.decode()
    assert "<html" not in fragment and "said-text" in fragment
    assert fragment.split("said-text")[1][:40] in page


def test_a_comment_with_a_mention(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "ar")
    sent = {"text": "请 @马骏 看一下", "mentions": str(cast.manager.pk)}
    answer = client.post(f"/records/{row.pk}/comments", sent, headers=card(row.pk))
    assert answer.status_code == 200 and "@马骏" in answer.content.decode()
    assert Comment.objects.get().text == f"请 @[马骏](user:{cast.manager.pk}) 看一下"
    assert Mention.objects.get().user_id == cast.manager.pk
    enter(client, cast, "manager")
    page = client.get("/notifications").content.decode()
    assert "请 @马骏 看一下" in page and 'class="count"' in page


def test_who_cannot_see_the_record_is_named_and_the_words_are_kept(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "ar")
    sent = {"text": "请 @舒远 支持", "mentions": str(cast.stranger.pk)}
    for headers in (card(row.pk), {}):
        answer = client.post(f"/records/{row.pk}/comments", sent, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422 and "舒远" in page and "请 @舒远 支持" in page
    assert not Comment.objects.exists()


def test_answer_correct_react_delete_restore(client: Client, cast: Cast, row: Account) -> None:
    first = add_comment(actor=cast.actor("manager"), subject=row.pk, text="第一句")
    enter(client, cast, "ar")
    here = f"/records/{row.pk}/comments"
    assert 'name="reply_to"' in client.get(f"{here}?answer={first.pk}", headers=HTMX).content.decode()
    assert client.post(here, {"text": "回答", "reply_to": first.pk}, headers=card(row.pk)).status_code == 200
    mine = Comment.objects.get(text="回答")
    assert mine.reply_to_id == first.pk
    assert "回答</textarea>" in client.get(f"{here}?edit={mine.pk}", headers=HTMX).content.decode()
    assert client.post(f"/comments/{mine.pk}", {"text": "改过", "version": 1}).status_code == 303
    assert client.post(f"/comments/{first.pk}/reactions", {"sign": "like"}, headers=card(row.pk)).status_code == 200
    assert Reaction.objects.count() == 1
    assert client.post(f"/comments/{first.pk}/reactions", {"sign": "like-off"}).status_code == 303
    assert Reaction.objects.count() == 0
    answer = client.post(f"/comments/{mine.pk}/deletion", headers=card(row.pk))
    assert "改过" not in answer.content.decode() and "restoration" in answer["HX-Trigger"]
    assert client.post(f"/comments/{mine.pk}/restoration").status_code == 303
    assert "改过" in client.get(here).content.decode()


def test_only_the_author_changes_a_comment(client: Client, cast: Cast, row: Account) -> None:
    said = add_comment(actor=cast.actor("ar"), subject=row.pk, text="我的话")
    enter(client, cast, "manager")
    assert f"edit={said.pk}" not in client.get(f"/records/{row.pk}/comments").content.decode()
    assert "我的话</textarea>" not in client.get(f"/records/{row.pk}/comments?edit={said.pk}").content.decode()
    assert client.post(f"/comments/{said.pk}", {"text": "别人的话"}).status_code == 422
    assert client.post(f"/comments/{said.pk}/deletion").status_code == 403
    said.refresh_from_db()
    assert said.text == "我的话" and said.deleted_at is None


def test_a_stranger_gets_404_as_for_an_unknown_id(client: Client, cast: Cast, row: Account) -> None:
    said = add_comment(actor=cast.actor("ar"), subject=row.pk, text="内部")
    enter(client, cast, "stranger")
    for path in ("records/{}/comments", "records/{}/activity"):
        assert client.get("/" + path.format(row.pk)).status_code == 404
        assert client.get("/" + path.format(987654)).status_code == 404
    for path in ("comments/{}", "comments/{}/deletion", "comments/{}/reactions", "comments/{}/restoration"):
        assert client.post("/" + path.format(said.pk), {"text": "x", "sign": "like"}).status_code == 404
        assert client.post("/" + path.format(987654), {"text": "x", "sign": "like"}).status_code == 404
    assert client.post(f"/records/{row.pk}/comments", {"text": "x"}).status_code == 404
    assert client.post(f"/records/{row.pk}/following", {"follow": "yes"}).status_code == 404


def test_a_guest_reads_and_may_not_write(client: Client, cast: Cast, row: Account) -> None:
    add_comment(actor=cast.actor("ar"), subject=row.pk, text="公开的话")
    enter(client, cast, "guest")
    page = client.get(f"/records/{row.pk}/comments").content.decode()
    assert "公开的话" in page and "<textarea" not in page and "reactions" not in page
    assert client.post(f"/records/{row.pk}/comments", {"text": "x"}).status_code in (403, 422)
    assert client.post(f"/comments/{Comment.objects.get().pk}/deletion").status_code == 403
    assert Comment.objects.count() == 1


def test_follow_and_unfollow(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "teammate")
    assert client.post(f"/records/{row.pk}/following", {"follow": "yes"}).status_code == 303
    assert Follow.objects.get(user=cast.teammate).active
    answer = client.post(f"/records/{row.pk}/following", {"follow": "no"}, headers=card(row.pk))
    assert answer.status_code == 200 and 'value="yes"' in answer.content.decode()


def test_opening_a_notice_marks_it_read_and_leads_there(client: Client, cast: Cast, row: Account) -> None:
    update_account(actor=cast.actor("manager"), account=row.pk, region="浦东")
    said = add_comment(actor=cast.actor("manager"), subject=row.pk, text="看这里")
    enter(client, cast, "ar")
    notice = Notification.objects.filter(user=cast.ar).latest("pk")
    answer = client.post(f"/notifications/{notice.pk}/opening")
    assert answer["Location"] == f"/customers/{row.pk}#talk-{row.pk}"
    assert not Notification.objects.filter(user=cast.ar, read_at=None).exists()
    delete_comment(actor=cast.actor("manager"), comment=said.pk)
    assert "看这里" not in client.get("/notifications").content.decode()
    enter(client, cast, "teammate")
    assert client.post(f"/notifications/{notice.pk}/opening").status_code == 404


def test_all_read(client: Client, cast: Cast, row: Account) -> None:
    add_comment(actor=cast.actor("manager"), subject=row.pk, text="一")
    enter(client, cast, "ar")
    assert client.post("/notifications/read", {"subject": row.pk}).status_code == 303
    add_comment(actor=cast.actor("manager"), subject=row.pk, text="二")
    newest = Notification.objects.filter(user=cast.ar).latest("pk").pk
    assert client.post("/notifications/read", {"up_to": newest}).status_code == 303
    assert not Notification.objects.filter(user=cast.ar, read_at=None).exists()


@pytest.mark.parametrize(
    ("method", "path"), [("post", "/notifications"), ("get", "/comments/1/deletion"), ("delete", "/notifications/read")]
)
def test_wrong_method(client: Client, cast: Cast, method: str, path: str) -> None:
    assert getattr(enter(client, cast, "ar"), method)(path).status_code == 405


@pytest.mark.parametrize("many", [3, 29])
def test_query_budget(client: Client, cast: Cast, row: Account, many: int) -> None:
    for n in range(many):
        add_comment(actor=cast.actor("manager"), subject=row.pk, text=f"第 {n} 句")
    enter(client, cast, "ar")
    for url, most in ((f"/records/{row.pk}/comments", 18), (f"/records/{row.pk}/activity", 20), ("/notifications", 20)):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) <= most, (url, len(queries))


def test_the_longer_name_wins() -> None:
    text = with_tokens("@安然 和 @安然之 来", {1: "安然", 2: "安然之"})
    assert text == "@[安然](user:1) 和 @[安然之](user:2) 来"
    assert readable([("请 ", 0), ("安然", 1), (" 看", 0)]) == ("请 @安然 看", [1])
