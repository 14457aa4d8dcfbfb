"""The scoring table, bidders and what the engine makes of them."""

import pytest

from pursuit.domain.bids.actions.bids import update_bid
from pursuit.domain.bids.actions.table import put_bidder, put_item, remove_bidder, remove_item, score_bidder
from pursuit.domain.bids.models import Bid, Bidder, ScoreItem
from pursuit.domain.bids.queries.scoring import US, simulate, table
from pursuit.domain.bids.rules.words import sentence
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast

pytestmark = pytest.mark.django_db
W = 1_000_000


@pytest.fixture
def scored(cast: Cast, bid: Bid) -> Bid:
    """30 price, 50 technical, 20 commercial; we have 45 + 18, a rival at 5 million has 40 + 15."""
    ar = cast.actor("ar")
    items = [
        put_item(actor=ar, bid=bid.pk, name=name, part=part, points=points)  # type: ignore[arg-type]
        for name, part, points in (("价格", "price", 30), ("方案", "technical", 50), ("业绩", "commercial", 20))
    ]
    we = Bidder.objects.get(ours=True)
    rival = put_bidder(
        actor=ar, bid=bid.pk, name="甲公司", low=Money(480 * W), likely=Money(500 * W), high=Money(560 * W)
    )
    for one, technical, commercial in ((we, 45, 18), (rival, 40, 15)):
        scores = {str(items[1].pk): float(technical), str(items[2].pk): float(commercial)}
        score_bidder(actor=ar, bid=bid.pk, bidder=one.pk, scores=scores)
    put_bidder(actor=ar, bid=bid.pk, name="乙公司", likely=Money(590 * W))
    return Bid.objects.get(pk=bid.pk)


def test_simulation_by_hand(cast: Cast, scored: Bid) -> None:
    found = simulate(scored, table(cast.actor("ar"), scored))
    assert found.found
    ours = found.found.of(US)
    # 500/550×30 = 27.27; 27.27+45+18 = 90.27; the rival has 30+40+15 = 85
    assert (ours.price_points, ours.total, ours.rank) == (2727, 9027, 1)
    assert [one.total for one in found.found.standings][:2] == [9027, 8500]
    assert len(found.points) == 41 and found.turns and found.turns[-1].over is None  # above the ceiling
    assert found.chance and found.chance.draws == 1000
    assert set(found.others) == {"scoring", "lowest_price", "comprehensive", "lowest_evaluated", "benchmark"}
    other = found.others["lowest_price"]
    assert other and other.standings[0].bid.key != US
    text = " ".join(sentence(one, str) for one in ours.lines)
    assert "27.27" in text and "90.27" in text and "5,500,000.00" in text


def test_no_signal(cast: Cast, bid: Bid) -> None:
    put_bidder(actor=cast.actor("ar"), bid=bid.pk, name="甲公司")
    assert simulate(bid, table(cast.actor("ar"), bid)).chance is None


def test_weights_that_do_not_come_to_a_hundred(cast: Cast, scored: Bid) -> None:
    remove_item(actor=cast.actor("ar"), bid=scored.pk, item=ScoreItem.objects.get(name="业绩").pk)
    found = simulate(scored, table(cast.actor("ar"), scored))
    assert found.problem == "weights" and found.others["lowest_price"] is not None
    undo.undo(cast.actor("ar"), Event.objects.latest("pk").pk)
    assert simulate(scored, table(cast.actor("ar"), scored)).problem == ""


def test_prices_of_rivals_say_where_they_are_from(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    with pytest.raises(Refused, match="no_source"):
        put_bidder(actor=ar, bid=bid.pk, name="甲公司", likely=Money(W), source="public")
    put_bidder(actor=ar, bid=bid.pk, name="甲公司", likely=Money(W), source="public",
               source_note="ggzy.gov.cn 公告 12", source_on=clock.today())  # fmt: skip
    with pytest.raises(Refused, match="not_ordered"):
        put_bidder(actor=ar, bid=bid.pk, name="乙公司", low=Money(2 * W), likely=Money(W))
    with pytest.raises(Refused, match="other_currency"):
        put_bidder(actor=ar, bid=bid.pk, name="乙公司", likely=Money(W, "USD"))
    with pytest.raises(Refused, match="name_needed"):
        put_bidder(actor=ar, bid=bid.pk)
    read = put_bidder(actor=ar, bid=bid.pk, name="丙公司", quoted=Money(W))
    assert read.source == "opening"
    assert Bidder.objects.filter(ours=False).count() == 2


def test_prices_are_behind_a_right(cast: Cast, bid: Bid) -> None:
    with pytest.raises(Forbidden, match="forbidden_field"):
        put_bidder(actor=cast.actor("fr"), bid=bid.pk, name="甲公司", likely=Money(W))


def test_a_competitor_bids_once(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    rival = create_competitor(actor=cast.actor("operations"), title="竞品科技")
    made = put_bidder(actor=ar, bid=bid.pk, competitor=rival.pk)
    with pytest.raises(Conflict, match="already_there"):
        put_bidder(actor=ar, bid=bid.pk, competitor=rival.pk)
    remove_bidder(actor=ar, bid=bid.pk, bidder=made.pk)
    with pytest.raises(Conflict, match="ours"):
        remove_bidder(actor=ar, bid=bid.pk, bidder=Bidder.objects.get(ours=True).pk)


def test_points_stay_within_the_line(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    item = put_item(actor=ar, bid=bid.pk, name="方案", part="technical", points=12.5)
    assert item.points == 1250
    we = Bidder.objects.get(ours=True)
    with pytest.raises(Refused, match="too_many"):
        score_bidder(actor=ar, bid=bid.pk, bidder=we.pk, scores={str(item.pk): 12.6})
    with pytest.raises(Refused, match="unknown_line"):
        score_bidder(actor=ar, bid=bid.pk, bidder=we.pk, scores={"999999": 1})
    put_item(actor=ar, bid=bid.pk, item=item.pk, name="方案", points=20)
    assert ScoreItem.objects.get().points == 2000


def test_one_of_one(cast: Cast, bid: Bid) -> None:
    update_bid(actor=cast.actor("ar"), bid=bid.pk, mode="single_source")
    bid.refresh_from_db()
    found = simulate(bid, table(cast.actor("ar"), bid)).found
    assert found and found.winner == US
