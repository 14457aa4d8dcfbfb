"""The company's own figures for decision points, with what is shipped."""

from dataclasses import dataclass

from pursuit.kernel import settings_store

YUAN = 100
MILLION = 1_000_000 * YUAN


@dataclass(frozen=True, slots=True)
class HouseRules:
    """review_grades: letters whose points need a review; scorecard_points: points before which one decides on a bid;
    bid_go, bid_stop: percent; term_days: how long a passed point or a conclusion holds; exposure: what all approved
    advances of one project may come to; grade_from: amounts from which A, B and C begin. Sums in minor units of the
    company currency."""

    review_grades: str
    scorecard_points: tuple[str, ...]
    least_score: int
    bid_go: int
    bid_stop: int
    term_days: int
    exposure: int
    grade_from: tuple[int, int, int]


SHIPPED = HouseRules("ab", ("ATB",), 60, 70, 50, 180, MILLION, (10 * MILLION, 3 * MILLION, MILLION))


def house_rules() -> HouseRules:
    """As set, else as shipped."""
    points = settings_store.get("gates.scorecard_points", ",".join(SHIPPED.scorecard_points))
    amounts = tuple(
        settings_store.get(f"gates.grade_{letter}", shipped)
        for letter, shipped in zip("abc", SHIPPED.grade_from, strict=True)
    )
    return HouseRules(
        review_grades=settings_store.get("gates.review_grades", SHIPPED.review_grades),
        scorecard_points=tuple(one for one in points.split(",") if one),
        least_score=settings_store.get("gates.least_score", SHIPPED.least_score),
        bid_go=settings_store.get("gates.bid_go", SHIPPED.bid_go),
        bid_stop=settings_store.get("gates.bid_stop", SHIPPED.bid_stop),
        term_days=settings_store.get("gates.term_days", SHIPPED.term_days),
        exposure=settings_store.get("gates.exposure", SHIPPED.exposure),
        grade_from=(amounts[0], amounts[1], amounts[2]),
    )
