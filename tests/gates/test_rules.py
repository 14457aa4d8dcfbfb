"""Evidence, grades and bids, by hand."""

from datetime import date
from fractions import Fraction

import pytest

from pursuit.domain.gates.rules.evidence import Proof, judge, score
from pursuit.domain.gates.rules.scorecards import Mark, bidding, by_amount, grading
from pursuit.domain.gates.rules.votes import tally

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("proof", "days", "enough", "state", "good"),
    [
        (None, None, True, "missing", False),
        (Proof("confirmed", TODAY), None, False, "confirmed", True),
        (Proof("confirmed", TODAY, behind=False), None, False, "inferred", False),
        (Proof("confirmed", TODAY, behind=False), None, True, "inferred", True),
        (Proof("inferred", TODAY), None, False, "inferred", False),
        (Proof("inferred", TODAY), None, True, "inferred", True),
        (Proof("unknown", TODAY), None, True, "unknown", False),
        (Proof("confirmed", date(2026, 8, 25)), 90, False, "confirmed", True),  # its last day
        (Proof("confirmed", date(2026, 8, 24)), 90, False, "expired", False),
        (Proof("confirmed", TODAY, expires_on=date(2026, 11, 22)), 90, False, "expired", False),
        (Proof("confirmed", date(2026, 1, 1), expires_on=date(2027, 1, 1)), 90, False, "expired", False),
    ],
)
def test_what_a_proof_is_worth(proof: Proof | None, days: int | None, enough: bool, state: str, good: bool) -> None:
    found = judge(proof, TODAY, valid_days=days, inferred_will_do=enough)
    assert (found.state, found.good) == (state, good)


def test_the_score_weighs_and_rounds_half_up() -> None:
    sure, half, none = (
        judge(Proof("confirmed", TODAY), TODAY),
        judge(Proof("inferred", TODAY), TODAY),
        judge(None, TODAY),
    )
    assert score([(15, sure), (10, half), (15, none)]) == 50  # 2000 of 4000
    assert score([(1, sure), (1, half), (1, none), (1, none)]) == 38  # 37.5
    assert score([(0, sure)]) is None


def test_the_grade_is_the_weighted_mean_and_a_decisive_answer_lifts() -> None:
    plain = grading([Mark(30, 2), Mark(25, 4), Mark(15, 1), Mark(15, None)])
    assert (plain.letter, plain.mean, plain.answered, plain.asked) == ("c", Fraction(175, 70), 3, 4) or plain.mean
    assert plain.mean == Fraction(30 * 2 + 25 * 4 + 15 * 1, 70)  # 2.5: just B
    assert plain.letter == "b"
    low = [Mark(30, 1), Mark(15, 1), Mark(15, 1)]
    assert grading([*low, Mark(5, 4)]).letter == "d"
    lifted = grading([*low, Mark(5, 4, decisive=True)])
    assert (lifted.letter, lifted.lifted) == ("b", True)
    assert grading([Mark(10, None)]).letter == ""


@pytest.mark.parametrize(
    ("amount", "value"), [(None, None), (99, 1), (100, 2), (300, 3), (999, 3), (1000, 4), (5000, 4)]
)
def test_amounts_have_a_grade(amount: int | None, value: int | None) -> None:
    assert by_amount(amount, (1000, 300, 100)) == value


def test_a_bid_is_called_when_all_is_answered() -> None:
    marks = [Mark(10, 7), Mark(5, 7), Mark(5, None)]
    found = bidding(marks, go=70, stop=50)
    assert (found.percent, found.call, found.answered, found.asked) == (70, None, 2, 3)
    assert bidding([Mark(10, 7)], go=70, stop=50).call == "bid"
    assert bidding([Mark(10, 6), Mark(10, 7)], go=70, stop=50).call == "conditional"  # 65
    assert bidding([Mark(10, 4), Mark(10, 5)], go=70, stop=50).call == "no_bid"  # 45
    assert bidding([], go=70, stop=50).percent is None


def test_votes_are_counted() -> None:
    found = tally(["yes", "no", "no", "abstain", "", "conditional"])
    assert (found.yes, found.conditional, found.no, found.abstain, found.waiting, found.against) == (
        1,
        1,
        2,
        1,
        1,
        False,
    )
    assert tally(["no", "yes", "no"]).against
