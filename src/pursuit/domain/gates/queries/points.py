"""How a project stands at its decision points: the one answer for page, board, REST, bulk and the move itself."""

from collections.abc import Iterable, Iterator, Sequence
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
    return list(_points(project))


def point(project: Project, code: str) -> Point | None:
    """One of them; of the others only what it depends on is looked at."""
    return next(_points(project, code), None)


def _points(project: Project, only: str = "") -> Iterator[Point]:
    stages = [one for one in methods.stages(project.version) if one.point_code]
    ground = ground_of(project, [one.point_code for one in stages])
    expired: list[str] = []
    first = True
    for stage in stages:
        state, lines = _state(ground, stage, first=first)
        if only in ("", stage.point_code):
            yield _point(ground, stage, state, _lines(ground, stage) if lines is None else lines, expired)
        expired += [stage.point_code] if state == "expired" else []
        first = first and state != "next"


def _lines(ground: Ground, stage: Stage) -> list[Line]:
    return [line(ground, stage.point_code, item) for item in ground.items.get(stage.point_code, ())]


def _state(ground: Ground, stage: Stage, *, first: bool) -> tuple[str, list[Line] | None]:
    """How it stands, and its lines where that depends on them."""
    if stage.position > ground.project.stage.position:
        return "next" if first else "later", None
    passage = ground.passage(stage.point_code)
    if passage is None:
        return "imported" if stage.point_code in ground.imported else "passed", None
    lines = _lines(ground, stage)
    ends = _holds_until(passage, lines) or ground.today
    return "passed" if all_good(lines) and ends >= ground.today and not passage.lapsed_on else "expired", lines


def _point(ground: Ground, stage: Stage, state: str, lines: list[Line], expired: Sequence[str]) -> Point:
    code = stage.point_code
    passage = ground.passage(code)
    rounds = [one for one in ground.reviews if one.point == code]
    review = next((one for one in reversed(rounds) if one.state == ReviewState.CONCLUDED), None)
    bid = _bid(ground) if code in ground.rules.scorecard_points else None
    demands: list[Demand] = []
    if state in ("next", "later"):
        demands += of_review(ground, code, review)
        demands += of_bid(ground, code, bid)
        demands += of_earlier(ground, code, tuple(expired))
    return Point(
        code=code, stage=stage, state=state, lines=lines, demands=demands,
        score=rules.score((one.item.weight, one.verdict) for one in lines), review=review,
        open_review=next((one for one in rounds if one.state == ReviewState.OPEN), None), passage=passage,
        holds_until=_holds_until(passage, lines), bid=bid,
        conditions=[one for one in ground.conditions if one.review.point == code],
    )  # fmt: skip


def _holds_until(passage: Passage | None, lines: Iterable[Line]) -> date | None:
    """The end of the decision's term, or of the first required proof."""
    if passage is None:
        return None
    ends = [one.verdict.ends for one in lines if one.item.required and one.waiver is None and one.verdict.ends]
    return min([*ends, *([passage.valid_until] if passage.valid_until else [])], default=None)


def _bid(ground: Ground) -> Bidding:
    return bidding(marks(ground.project, Sheet.BID), go=ground.rules.bid_go, stop=ground.rules.bid_stop)
