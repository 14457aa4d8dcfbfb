"""On the desk: papers that run out under my bids, proofs that end on my projects."""

from datetime import date, timedelta

import pytest
from django.test import Client

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.gates.actions.lapses import note_lapses
from pursuit.domain.playbooks.actions.tenders import set_tender_date
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from tests.cast import Cast
from tests.web.gates_cast import deal, prove_until, through
from tests.web.making import cost, enter, make_deal

__all__ = ["deal"]
TODAY = clock.today()


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def answered(cast: Cast, bid: Bid, title: str, days: int) -> None:
    paper = create_credential(actor=cast.actor("operations"), kind="qualification", title=title, expires_on=day(days))
    place = Clause.objects.count() + 1
    Clause.objects.create(bid=bid, place=place, number=str(place), text="资质要求", credential_id=paper.pk)


@pytest.fixture
def bid(cast: Cast) -> Bid:
    """Opened in 20 days."""
    row = make_deal(cast, "闸口智能化")
    actor = cast.actor("ar")
    set_tender_date(actor=actor, project=row.pk, kind="opening", at=clock.start_of(day(20)))
    return create_bid(actor=actor, project=row.pk, title="闸口一标段")


def todo(client: Client) -> str:
    return client.get("/?all=1").content.decode().partition('class="desk-side"')[0]


def test_papers_under_a_bid_by_consequence(client: Client, cast: Cast, bid: Bid) -> None:
    answered(cast, bid, "安全许可证", 25)
    answered(cast, bid, "一级资质", 10)
    answered(cast, bid, "检测报告", -3)
    answered(cast, bid, "长期资质", 60)
    enter(client, cast, "ar")
    shown = todo(client)
    at = [shown.index(words) for words in (
        f"“检测报告”已于 {day(-3)} 过期", f"“一级资质”{day(10)} 到期，早于开标日 {day(20)}",
        f"“安全许可证”将于 {day(25)} 到期",
    )]  # fmt: skip
    assert at == sorted(at) and "长期资质" not in shown
    assert "/credentials/" in shown and f"/bids/{bid.pk}" in shown
    assert "安全许可证" not in todo(enter(client, cast, "teammate")), "not their bid"
    assert "安全许可证" not in todo(enter(client, cast, "stranger"))
    Bid.objects.update(state="decided")
    assert "安全许可证" not in todo(enter(client, cast, "ar")), "decided bids need no papers"


def test_a_paper_is_told_once_for_all_its_clauses(client: Client, cast: Cast, bid: Bid) -> None:
    answered(cast, bid, "一级资质", 10)
    first = Clause.objects.get()
    Clause.objects.create(bid=bid, place=9, number="9", text="再问一次", credential_id=first.credential_id)
    assert todo(enter(client, cast, "ar")).count("“一级资质”") == 1


def test_proofs_that_end_and_points_that_lapse(
    client: Client, cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove_until(cast, deal, 20)
    enter(client, cast, "ar")
    assert "采购时间表" not in todo(client)
    prove_until(cast, deal, 9)
    shown = todo(client)
    assert "ATI 的证据“采购时间表”：还有 9 天到期" in shown
    assert f"/projects/{deal.pk}/evidence/ati-time" in shown
    assert "采购时间表" not in todo(enter(client, cast, "manager")), "the owner's line"
    through(cast, deal)
    prove_until(cast, deal, 9)
    monkeypatch.setattr(clock, "today", lambda: day(10))
    note_lapses(actor=cast.actor("operations"))
    assert "ATI 已失效" in todo(enter(client, cast, "ar")) and "采购时间表" not in todo(client)


def test_the_desk_costs_no_more_for_many(client: Client, cast: Cast, bid: Bid) -> None:
    enter(client, cast, "ar")
    answered(cast, bid, "一级资质", 10)
    few = cost(client, "/?all=1")
    for at in range(12):
        answered(cast, bid, f"证书 {at}", at)
    assert cost(client, "/?all=1") <= few <= 34
