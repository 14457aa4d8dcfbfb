"""How a project stands at its decision points: the one answer for page, board, REST, bulk and the move itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.gates.models import Condition, Passage, Review, ReviewState, Sheet
from pursuit.domain.gates.queries.demands import Demand, of_bid, of_earlier, of_review
from pursuit.domain.gates.queries.ground import Ground, ground_of, marks
from pursuit.domain.gates.queries.lines import Line, all_good, line
from pursuit.domain.gates.rules import evidence as rules
from pursuit.domain.gates.rules.scorecards import Bidding, bidding
from pursuit.domain.methods.models import Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.models import Project


@dataclass(frozen=True, slots=True)
class Point:
    """A decision point of a project. state: passed, imported, expired, next, later."""

    code: str
    stage: Stage
    state: str
    lines: Sequence[Line]
    demands: Sequence[Demand]
    score: int | None
    review: Review | None = None
    open_review: Review | None = None
    passage: Passage | None = None
    holds_until: date | None = None
    bid: Bidding | None = None
    conditions: Sequence[Condition] = ()

    @property
    def ready(self) -> bool:
        return not (any(one.stops for one in self.lines) or any(one.stops for one in self.demands))

    @property
    def name(self) -> str:
        return f"{self.code} {self.stage.point_name}".strip()


def points(project: Project) -> list[Point]:
    """All decision points of the project's method, in order. The project was shown to be visible."""
    stages = [one for one in methods.stages(project.version) if one.point_code]
    ground = ground_of(project, [one.point_code for one in stages])
    found: list[Point] = []
    for stage in stages:
        before = [one.code for one in found if one.state == "expired"]
        found.append(_point(ground, stage, before, first=all(one.state != "next" for one in found)))
    return found


def point(project: Project, code: str) -> Point | None:
    """One of them."""
    return next((one for one in points(project) if one.code == code), None)


def _point(ground: Ground, stage: Stage, expired: Sequence[str], *, first: bool) -> Point:
    code = stage.point_code
    lines = [line(ground, code, item) for item in ground.items.get(code, ())]
    score = rules.score((one.item.weight, one.verdict) for one in lines)
    passage = next((one for one in reversed(ground.passages) if one.point == code), None)
    ends = _holds_until(passage, lines)
    if stage.position <= ground.project.stage.position:
        gone = passage is not None and (
            passage.lapsed_on is not None or not all_good(lines) or (ends is not None and ends < ground.today)
        )
        state = "expired" if gone else "passed" if passage or code not in ground.imported else "imported"
    else:
        state = "next" if first else "later"
    rounds = [one for one in ground.reviews if one.point == code]
    review = next((one for one in reversed(rounds) if one.state == ReviewState.CONCLUDED), None)
    bid = _bid(ground) if code in ground.rules.scorecard_points else None
    demands: list[Demand] = []
    if state in ("next", "later"):
        demands += of_review(ground, code, review)
        demands += of_bid(ground, code, bid)
        demands += of_earlier(ground, code, expired)
    return Point(
        code=code, stage=stage, state=state, lines=lines, demands=demands, score=score, review=review,
        open_review=next((one for one in rounds if one.state == ReviewState.OPEN), None), passage=passage,
        holds_until=ends, bid=bid, conditions=[one for one in ground.conditions if one.review.point == code],
    )  # fmt: skip


def _holds_until(passage: Passage | None, lines: Iterable[Line]) -> date | None:
    """The end of the decision's term, or of the first required proof."""
    if passage is None:
        return None
    ends = [one.verdict.ends for one in lines if one.item.required and one.waiver is None and one.verdict.ends]
    return min([*ends, *([passage.valid_until] if passage.valid_until else [])], default=None)


def _bid(ground: Ground) -> Bidding:
    return bidding(marks(ground.project, Sheet.BID), go=ground.rules.bid_go, stop=ground.rules.bid_stop)
