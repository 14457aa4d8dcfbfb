"""What stops a bid from being sealed. Pure: facts in, findings out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pursuit.domain.bids.rules.checklist import AFTER, VALID_UNTIL
from pursuit.domain.bids.rules.clauses import DONE
from pursuit.domain.credentials.rules.expiry import ENDING, EXPIRED, standing

ACT, WATCH = "act", "watch"


@dataclass(frozen=True, slots=True)
class ClauseFact:
    """One clause. paper: title of the credential it is answered with; elsewhere: somebody else occupies that."""

    number: str
    kind: str
    status: str
    deviation: str
    proof: bool
    paper: str = ""
    expires_on: date | None = None
    scanned: bool = True
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SealFact:
    """One line of the check list."""

    code: str
    title: str
    confirmed: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """opening: None where no day is known; weights: all points of the scoring table (1/100), None without one; bond:
    none asked for, "asked", "arrived"; bond_wanted: the tender asks for one."""

    today: date
    opening: date | None
    clauses: Sequence[ClauseFact]
    seals: Sequence[SealFact]
    priced: bool
    above_ceiling: bool
    weights: int | None
    reviews_open: Sequence[str] = ()
    stopped_by: Sequence[str] = ()
    open_findings: int = 0
    bond: str = ""
    bond_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """severity: ACT stops the sealing, WATCH does not; where: the part of the bid's page to go to."""

    code: str
    severity: str
    text: str
    where: str
    numbers: tuple[str, ...] = field(default=())


def findings(facts: Facts) -> list[Finding]:
    """What stops it first, the rest after."""
    found = [
        *_matrix(facts),
        *_papers(facts),
        *_scans(facts),
        *_price(facts),
        *_reviews(facts),
        *_bond(facts),
        *_seals(facts),
    ]
    return sorted(found, key=lambda one: one.severity != ACT)


def _matrix(facts: Facts) -> Iterator[Finding]:
    if not facts.clauses:
        yield Finding("no_matrix", ACT, _("The compliance matrix is empty: paste the clauses."), "clauses")
        return
    yield from _many(facts, "star_open", ACT, lambda one: one.kind == "star" and one.status not in DONE,
                     lambda n: ngettext("%d ★ clause is not answered.",
                                        "%d ★ clauses are not answered.", n))  # fmt: skip
    yield from _many(facts, "star_deviates", ACT, lambda one: one.kind == "star" and one.deviation == "negative",
                     lambda n: ngettext("%d ★ clause deviates: the bid would be rejected.",
                                        "%d ★ clauses deviate: the bid would be rejected.", n))  # fmt: skip
    yield from _many(facts, "open", ACT, lambda one: one.kind != "star" and one.status not in DONE,
                     lambda n: ngettext("%d clause is not answered.", "%d clauses are not answered.", n))  # fmt: skip
    yield from _many(facts, "unchecked", WATCH, lambda one: one.status == "answered",
                     lambda n: ngettext("%d answer has had no second look.",
                                        "%d answers have had no second look.", n))  # fmt: skip


def _papers(facts: Facts) -> Iterator[Finding]:
    day = facts.opening or facts.today
    yield from _many(facts, "no_paper", ACT, lambda one: one.proof and not one.paper,
                     lambda n: ngettext("%d clause asks for a proof and has none.",
                                        "%d clauses ask for a proof and have none.", n))  # fmt: skip
    for paper, until, elsewhere in dict.fromkeys(
        (fact.paper, fact.expires_on, fact.elsewhere) for fact in facts.clauses if fact.paper
    ):
        state = standing(until, day)
        if state == EXPIRED:
            text = _("“%(paper)s” runs out on %(day)s, before the opening.")
            yield Finding("expired", ACT, text % {"paper": paper, "day": until}, "clauses")
        elif state == ENDING:
            text = _("“%(paper)s” runs out on %(day)s, soon after the opening.")
            yield Finding("ending", WATCH, text % {"paper": paper, "day": until}, "clauses")
        if elsewhere:
            yield Finding("occupied", ACT, _("“%s” is occupied by another bid.") % paper, "clauses")


def _scans(facts: Facts) -> Iterator[Finding]:
    bare = tuple(dict.fromkeys(one.paper for one in facts.clauses if one.paper and not one.scanned))
    if bare:
        n = len(bare)
        yield Finding("no_scan", WATCH, ngettext("%d proof has no scan.", "%d proofs have no scan.", n) % n, "clauses",
                      bare)  # fmt: skip


def _price(facts: Facts) -> Iterator[Finding]:
    if not facts.priced:
        yield Finding("no_price", ACT, _("Our price is not set."), "scoring")
    elif facts.above_ceiling:
        yield Finding("above_ceiling", ACT, _("Our price is above the ceiling price: it would be rejected."), "scoring")
    if facts.weights is not None and facts.weights != 10_000:
        text = _("The scoring table comes to %s points, not to 100.") % f"{facts.weights / 100:g}"
        yield Finding("weights", WATCH, text, "scoring")


def _reviews(facts: Facts) -> Iterator[Finding]:
    for label in facts.stopped_by:
        yield Finding("stopped", ACT, _("%s said: not like this.") % label, "reviews")
    if facts.open_findings:
        n = facts.open_findings
        text = ngettext("%d finding of a review is not done.", "%d findings of reviews are not done.", n) % n
        yield Finding("findings", ACT, text, "reviews")
    for label in facts.reviews_open:
        yield Finding("review_open", WATCH, _("%s has no conclusion yet.") % label, "reviews")


def _bond(facts: Facts) -> Iterator[Finding]:
    if facts.bond == "asked":
        yield Finding("bond_due", ACT, _("The bid bond has not arrived yet."), "sealing")
    elif not facts.bond and facts.bond_wanted:
        yield Finding("no_bond", ACT, _("The tender asks for a bid bond: request it."), "sealing")


def _seals(facts: Facts) -> Iterator[Finding]:
    if not facts.seals:
        yield Finding("no_list", ACT, _("The sealing check list has not been started."), "sealing")
    undone = [one.title for one in facts.seals if one.confirmed < 2 and one.code not in AFTER]
    if undone:
        n = len(undone)
        text = ngettext("%d line of the sealing list lacks a confirmation.",
                        "%d lines of the sealing list lack a confirmation.", n) % n  # fmt: skip
        yield Finding("unconfirmed", ACT, text, "sealing", tuple(undone))
    for one in facts.seals:
        if one.code in VALID_UNTIL and one.day and one.day < (facts.opening or facts.today):
            text = _("%(what)s: valid until %(day)s only.") % {"what": one.title, "day": one.day}
            yield Finding("ca_expired", ACT, text, "sealing")


def _many(
    facts: Facts, code: str, severity: str, which: Callable[[ClauseFact], bool], text: Callable[[int], str]
) -> Iterator[Finding]:  # fmt: skip
    numbers = tuple(one.number for one in facts.clauses if which(one))
    if numbers:
        yield Finding(code, severity, text(len(numbers)) % len(numbers), "clauses", numbers)
