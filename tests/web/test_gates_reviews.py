"""Pages of a decision point's reviews: called, voted on, concluded, called off."""

from datetime import timedelta

from django.test import Client

from pursuit.domain.gates.actions.reviews import conclude_review
from pursuit.domain.gates.models import Review
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from tests.cast import Cast
from tests.web.gates_cast import SHEET, deal, review
from tests.web.making import enter

__all__ = ["deal", "review"]
TODAY = clock.today()


def page(client: Client, url: str, **more: object) -> str:
    answer = client.get(url, **more)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_calling_a_review(client: Client, cast: Cast, deal: Project) -> None:
    url = f"/projects/{deal.pk}/points/ATI/reviews/new"
    sheet = page(enter(client, cast, "ar"), url, headers=SHEET)
    assert "<html" not in sheet and "索宁" in sheet, "the team is proposed"
    typed = {"held_on": "不是日期", "participants": [cast.sr.pk], "chair": cast.manager.pk, "agenda": "是否立项"}
    again = client.post(url, typed, headers=SHEET)
    said = again.content.decode()
    assert again.status_code == 422 and "是否立项" in said and "不是日期" in said and "马骏" in said
    assert client.post(url, typed | {"held_on": TODAY.isoformat()}).status_code == 303
    row = Review.objects.get()
    assert row.chair == cast.manager
    assert f"/reviews/{row.pk}" in page(client, f"/projects/{deal.pk}/points")
    twice = client.post(url, typed | {"held_on": TODAY.isoformat()})
    assert twice.status_code == 422 and "已有进行中的评审" in twice.content.decode()


def test_an_open_review_by_who_looks(client: Client, cast: Cast, review: Review) -> None:
    url = f"/reviews/{review.pk}"
    seen = {part: page(enter(client, cast, part), url) for part in ("manager", "sr", "director", "ar", "guest")}
    for part, votes, ends in (
        ("manager", True, True), ("sr", True, False), ("director", True, True), ("guest", False, False),
    ):  # fmt: skip
        assert (f"{url}/vote" in seen[part], f"{url}/conclusion" in seen[part]) == (votes, ends), part
    assert f"{url}/conclusion" not in seen["ar"] and f"{url}/cancelling" not in seen["guest"]
    assert all("是否立项" in one and "尚缺" in one and "未表决" in one for one in seen.values())
    assert enter(client, cast, "guest").post(f"{url}/vote", {"vote": "yes"}).status_code == 403
    assert enter(client, cast, "sr").post(f"{url}/conclusion", {"conclusion": "pass"}).status_code == 403


def test_a_vote_needs_its_reason_and_keeps_what_was_typed(client: Client, cast: Cast, review: Review) -> None:
    url = f"/reviews/{review.pk}/vote"
    enter(client, cast, "sr")
    for typed, words in (({"vote": "no"}, "写明理由"), ({"vote": "maybe", "opinion": "工期紧"}, "工期紧"), ({}, "")):
        again = client.post(url, typed)
        said = again.content.decode()
        assert again.status_code == 422 and words in said and 'role="alert"' in said
    assert client.post(url, {"vote": "no", "opinion": "工期紧"}).status_code == 303
    assert "工期紧" in page(client, f"/reviews/{review.pk}")


def test_a_conclusion_says_what_is_wrong_in_which_line(client: Client, cast: Cast, review: Review) -> None:
    url = f"/reviews/{review.pk}/conclusion"
    enter(client, cast, "manager")
    due = (TODAY + timedelta(days=7)).isoformat()
    line = {"text": ["补客户批复", ""], "owner": [str(cast.ar.pk), ""], "due": [due, ""]}
    said = {"conclusion": "conditional", "minutes": "同意，附条件", "version": "1"}
    for bad, words in (
        ({"text": ["", ""]}, "至少"),
        ({"conclusion": "pass"}, "有条件通过"),
        ({"due": [(TODAY - timedelta(days=1)).isoformat(), ""]}, "补客户批复"),
        ({"owner": ["", ""]}, "第 1 个条件"),
        ({"due": ["下周", ""]}, "第 1 个条件"),
        ({"due": ["", ""]}, "第 1 个条件"),
        ({"conclusion": "perhaps"}, ""),
        ({"conclusion": "rework", "minutes": "", "text": ["", ""]}, "写明"),
        ({"version": "7"}, "版本"),
    ):
        typed = said | line | bad
        again = client.post(url, typed)
        shown = again.content.decode()
        assert again.status_code == 422 and words in shown, bad
        assert typed["minutes"] in shown and (typed["text"][0] in shown), bad
        if typed["text"][0]:
            assert f'value="{typed["text"][0]}"' in shown
    assert not Review.objects.get().conclusion
    assert client.post(url, said | line).status_code == 303


def test_a_review_that_passed_on_conditions(client: Client, cast: Cast, review: Review, deal: Project) -> None:
    due = TODAY + timedelta(days=7)
    given = [{"text": "补客户批复", "owner": cast.ar.pk, "due": due}]
    conclude_review.run(cast.actor("manager"), {"review": review.pk, "conclusion": "conditional", "conditions": given})
    url = f"/reviews/{review.pk}"
    mine = page(enter(client, cast, "ar"), url)
    assert "有条件通过" in mine and "补客户批复" in mine and f"{url}/conditions/new" not in mine
    chair = page(enter(client, cast, "manager"), url)
    assert f"{url}/conditions/new" in chair and f"{url}/vote" not in chair and f"{url}/conclusion" not in chair
    late = client.post(f"{url}/conditions/new", {"text": "补公函", "owner": cast.ar.pk, "due": "2020-01-01"})
    assert late.status_code == 422 and "补公函" in late.content.decode()
    more = {"text": "补公函", "owner": cast.ar.pk, "due": due.isoformat()}
    assert client.post(f"{url}/conditions/new", more, headers=SHEET).status_code in (200, 204, 303)
    assert "补公函" in page(client, f"/projects/{deal.pk}/points") and "补公函" in page(client, "/points/")
    for row in review.conditions.all():
        drop = f"/conditions/{row.pk}/dropping"
        assert client.post(drop, {"reason": ""}).status_code == 422
        assert client.post(drop, {"reason": "客户已书面确认"}).status_code == 303
    assert "客户已书面确认" in page(client, url)
    assert client.post(f"{url}/vote", {"vote": "yes"}).status_code == 422, "closed"


def test_a_review_that_is_called_off(client: Client, cast: Cast, review: Review, deal: Project) -> None:
    url = f"/reviews/{review.pk}/cancelling"
    enter(client, cast, "ar")
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "客户推迟"}).status_code == 303
    shown = page(client, f"/reviews/{review.pk}")
    assert "已取消" in shown and "客户推迟" in shown and "/vote" not in shown
    assert "发起评审" in page(client, f"/projects/{deal.pk}/points")
    again = client.post(url, {"reason": "再取消"})
    assert again.status_code == 422 and "再取消" in again.content.decode()
