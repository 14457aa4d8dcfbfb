"""How points and ranks move with our price, and how often we would win."""

from pursuit.engine.scoring import Bid, Guess, Method, Tender, chance, curve, turns

W = 1_000_000


def test_the_price_at_which_we_stop_being_first() -> None:
    # We have 10 points more for all else. Rival: 30+50. Ours: 3000/p+60 must be 80.01 at least (80.00 at a higher
    # price is second), which rounding gives as long as 3000/p >= 20.005, p <= 149.962509 万.
    tender = Tender(Method.SCORING, fewest=1)
    bids = [Bid("us", 120 * W, 6000), Bid("rival", 100 * W, 5000)]
    points = curve(tender, "us", bids, 80 * W, 160 * W)
    assert len(points) == 41 and (points[0].price, points[-1].price) == (80 * W, 160 * W)
    assert [one.price for one in points[:2]] == [80 * W, 82 * W]
    (turn,) = turns(tender, "us", bids, points)
    assert (turn.under, turn.over) == (1, 2) and abs(turn.price - 149_962_509) <= 100


def test_above_the_ceiling_there_is_no_rank() -> None:
    tender = Tender(Method.LOWEST_PRICE, fewest=1, ceiling=100 * W)
    points = curve(tender, "us", [Bid("us", 90 * W)], 90 * W, 110 * W, steps=3)
    assert [one.rank for one in points] == [1, 1, None]
    (turn,) = turns(tender, "us", [Bid("us", 90 * W)], points)
    assert 100 * W - 100 <= turn.price <= 100 * W


def test_no_signal_where_nothing_is_known() -> None:
    tender = Tender(Method.LOWEST_PRICE, fewest=1)
    assert chance(tender, "us", [Bid("us", 90 * W), Bid("r", None)], {}) is None
    assert chance(tender, "us", [Bid("us", None), Bid("r", 1)], {}) is None
    assert chance(tender, "us", [Bid("us", 90 * W)], {}) is None
    single = {"r": Guess(W, W, W)}  # one figure is no range: it would look certain
    assert chance(tender, "us", [Bid("us", 90 * W), Bid("r", W)], single) is None


def test_certain_and_impossible() -> None:
    tender = Tender(Method.LOWEST_PRICE, fewest=1)
    guesses = {"r": Guess(95 * W, 100 * W, 110 * W)}
    won = chance(tender, "us", [Bid("us", 90 * W), Bid("r", None)], guesses)
    lost = chance(tender, "us", [Bid("us", 111 * W), Bid("r", None)], guesses)
    assert won and (won.percent, won.draws, won.low, won.high) == (100, 1000, 99, 100)
    assert lost and (lost.percent, lost.low, lost.high) == (0, 0, 1)


def test_an_even_guess_is_even_and_comes_out_the_same_each_time() -> None:
    tender = Tender(Method.LOWEST_PRICE, fewest=1)
    bids = [Bid("us", 100 * W), Bid("r", 100 * W)]
    guesses = {"r": Guess(90 * W, 100 * W, 110 * W)}
    first, again = (chance(tender, "us", bids, guesses) for _number in range(2))
    assert first == again and first is not None
    assert 45 <= first.percent <= 55 and first.low < first.percent < first.high
