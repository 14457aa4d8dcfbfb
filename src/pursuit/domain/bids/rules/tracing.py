"""From a need to its compliance: what follows from the archive and from the clauses, and what is broken on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.rules.clauses import DONE
from pursuit.kernel.errors import Text

# Worst first; what is not judged is neither good nor bad.
GRADES = ("not", "partly", "met", "over")
GOOD = ("met", "over")
# Needs that are broken, in the order in which they are mended.
GAPS = ("unanswered", "unoffered", "unmet", "contradiction")
WHY: Mapping[str, Text] = {
    "archive": _("as the archive says"),
    "clauses": _("by its clauses"),
    "both": _("the archive and the clauses say so"),
    "open": _("a clause is not judged yet"),
    "worse": _("a clause deviates negatively"),
    "none": _("nobody has judged it"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """As much of a clause as counts here."""

    kind: str
    status: str
    deviation: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a need is met: unknown, not, partly, met or over. why: a key of WHY; contradiction: the archive says that
    it is met and a clause says otherwise."""

    code: str
    why: str
    contradiction: bool = False


def clause_grade(one: Answer) -> str:
    """What a clause says; "" as long as nobody has answered and judged it. A ★ clause is met or it is not."""
    if one.deviation == "negative":
        return "not" if one.kind == "star" else "partly"
    if one.status not in DONE or one.deviation == "undecided":
        return ""
    return "over" if one.deviation == "positive" else "met"


def verdict(said: str, clauses: Sequence[Answer]) -> Verdict:
    """The worst that is known counts; a clause that nobody has judged leaves what is good open."""
    if not clauses:
        return Verdict(said, "archive" if said in GRADES else "none")
    found = [clause_grade(one) for one in clauses]
    judged = [one for one in found if one]
    worst = min(judged, key=GRADES.index) if judged else ""
    if worst and worst not in GOOD:
        if said in GRADES and GRADES.index(said) < GRADES.index(worst):
            return Verdict(said, "archive")
        return Verdict(worst, "both" if said == worst else "worse", contradiction=said in GOOD)
    if said in GRADES and said not in GOOD:
        return Verdict(said, "archive")
    if len(judged) < len(found):
        return Verdict("unknown", "open")
    if said == worst:
        return Verdict(worst, "both")
    return Verdict(min(worst, said, key=GRADES.index), "both") if said in GRADES else Verdict(worst, "clauses")


def gaps(*, priority: str, answered: bool, lines: int | None, found: Verdict) -> tuple[str, ...]:
    """What is broken about a need that is still wanted. lines: None where the reader sees no quotes."""
    rows = (
        ("unanswered", not answered),
        ("unoffered", answered and lines == 0),
        ("unmet", priority == "must" and found.code not in GOOD),
        ("contradiction", found.contradiction),
    )
    return tuple(code for code, there in rows if there)
