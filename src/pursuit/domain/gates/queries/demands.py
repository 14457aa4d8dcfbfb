"""What stands in the way of a decision point besides its checklist."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.models import OPENING, Conclusion, Review, Waiver
from pursuit.domain.gates.queries.ground import Ground, overdue
from pursuit.domain.gates.rules.scorecards import Bidding
from pursuit.kernel.errors import Text

REVIEW, SCORE = "review", "score"  # what may be waived besides items and what has a number


@dataclass(frozen=True, slots=True)
class Demand:
    """Something else that stands in the way. what: the code by which it may be waived."""

    what: str
    code: str
    text: Text
    waiver: Waiver | None = None
    blocking: bool = True

    @property
    def stops(self) -> bool:
        return self.blocking and self.waiver is None


_SAYS: dict[str, Text] = {
    Conclusion.REWORK: _("The last review asked for rework: put it right and hold another."),
    Conclusion.HOLD: _("The last review put it on hold: hold another when it can go on."),
    Conclusion.REJECT: _("The last review rejected it: only a new review can open it again."),
}


def of_review(ground: Ground, code: str, review: Review | None) -> list[Demand]:
    """A bad conclusion stops every grade; that there is one is asked of some grades only."""
    waiver = ground.waivers.get((code, REVIEW))
    if review is not None and review.pk in ground.used:
        review = None
    letters = ground.rules.review_grades
    needed = bool(letters) and (not ground.project.grade or ground.project.grade in letters)
    if review is None:
        return (
            [Demand(REVIEW, "review_needed", _("This grade needs a review with a conclusion."), waiver)]
            if needed
            else []
        )
    if review.conclusion not in OPENING:
        return [Demand(REVIEW, f"review_{review.conclusion}", _SAYS[review.conclusion], waiver)]
    if review.valid_until and review.valid_until < ground.today:
        return [Demand(REVIEW, "review_expired", _("The conclusion of the review has run out: hold another."), waiver)]
    return []


def of_bid(ground: Ground, code: str, bid: Bidding | None) -> list[Demand]:
    """A scorecard must be complete, and must not say no."""
    if bid is None:
        return []
    waiver = ground.waivers.get((code, SCORE))
    if bid.call is None:
        text = _("The bid scorecard is not complete: %(done)s of %(all)s answered.")
        return [Demand(SCORE, "score_open", text % {"done": bid.answered, "all": bid.asked}, waiver)]
    if bid.call == "no_bid":
        return [Demand(SCORE, "score_no_bid", _("The scorecard says no bid: %s%%.") % bid.percent, waiver)]
    if bid.call == "conditional":
        said = _("The scorecard says: bid on conditions (%s%%).") % bid.percent
        return [Demand(SCORE, "score_conditional", said, waiver, blocking=False)]
    return []


def of_earlier(ground: Ground, code: str, expired: Iterable[str]) -> list[Demand]:
    """Conditions of earlier points that are overdue, and earlier points that hold no longer."""
    found = []
    for one in ground.conditions:
        if one.review.point != code and overdue(one, ground.today):
            what = f"condition.{one.pk}"
            text = _("A condition of %(point)s is overdue: %(text)s") % {"point": one.review.point, "text": one.text}
            found.append(Demand(what, "condition_overdue", text, ground.waivers.get((code, what))))
    for before in expired:
        what = f"passage.{before}"
        text = _("%s holds no longer: renew its evidence and confirm it.") % before
        found.append(Demand(what, "passage_expired", text, ground.waivers.get((code, what))))
    return found
