"""The five letters of a goal, each checked with a reason. A letter without a signal says so and bars nothing."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Answer = Literal["yes", "no", "unknown"]
SHORTEST = 6  # characters of a statement that can say what shall be reached
STRETCH = Fraction(3, 2)  # of what was reached in the same time before: more wants a reason
NAMES: dict[str, str | Promise] = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Attainable"),
    "R": _("Relevant"),
    "T": _("Time-bound"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the letters look at. before: what was reached in the same length of time before it, None: no history;
    adds_up: the figure is a sum over time, not a level."""

    statement: str
    owner: bool
    measured: bool
    baseline: int | None
    target: int | None
    adds_up: bool
    before: int | None
    parent: bool
    project: bool
    top: bool
    objective: bool
    begins_on: date | None
    due_on: date | None
    parent_begins_on: date | None
    parent_due_on: date | None
    parent_target: int | None
    today: date


@dataclass(frozen=True, slots=True)
class Letter:
    """One of S M A R T: what it stands for, whether it holds, and why."""

    code: str
    answer: Answer
    why: str | Promise

    @property
    def name(self) -> str | Promise:
        return NAMES[self.code]


def check(facts: Facts) -> list[Letter]:
    """S, M, A, R, T in order."""
    return [_specific(facts), _measurable(facts), _attainable(facts), _relevant(facts), _timed(facts)]


def missing(letters: list[Letter]) -> str:
    """The letters that do not hold, as one word: "MR"; "" where none is missing."""
    return "".join(one.code for one in letters if one.answer == "no")


def _specific(facts: Facts) -> Letter:
    if len(facts.statement.strip()) < SHORTEST:
        return Letter("S", "no", _("The statement is too short to say what shall be reached: name the result."))
    if not facts.owner:
        return Letter("S", "no", _("Nobody owns it: name the one person who answers for it."))
    return Letter("S", "yes", _("The result is named and somebody answers for it."))


def _measurable(facts: Facts) -> Letter:
    if not facts.measured:
        return Letter("M", "no", _("There is no unit: choose a figure or a unit."))
    if facts.target is None:
        return Letter("M", "no", _("The target is missing: say how much."))
    if facts.baseline is None:
        return Letter("M", "no", _("The baseline is missing: say where it stands today."))
    if facts.baseline == facts.target:
        return Letter("M", "no", _("Baseline and target are the same: nothing would change."))
    return Letter("M", "yes", _("Unit, baseline and target are known and differ."))


def _attainable(facts: Facts) -> Letter:
    if facts.target is None:
        return Letter("A", "unknown", _("No signal: without a target nothing can be compared."))
    if facts.parent_target is not None and facts.adds_up and facts.target > facts.parent_target:
        return Letter("A", "no", _("It is more than the goal above it: check one of the two."))
    base = facts.before if facts.before is not None else facts.baseline
    if not facts.adds_up or not base or base < 0:
        return Letter(
            "A", "unknown", _("No signal: there is no history to compare with. Say in the note why it can be done.")
        )
    share = Fraction(facts.target, base)
    percent = round(share * 100)
    if share > STRETCH:
        told = _("It is %d%% of what was reached in the same time before: say in the note what makes that possible.")
        return Letter("A", "no", told % percent)
    if share < 1:
        return Letter(
            "A", "yes", _("It is %d%% of what was reached in the same time before; it could be more.") % percent
        )
    return Letter("A", "yes", _("It is %d%% of what was reached in the same time before.") % percent)


def _relevant(facts: Facts) -> Letter:
    if facts.parent:
        return Letter("R", "yes", _("It serves the goal above it."))
    if facts.top:
        return Letter("R", "yes", _("It is a goal of the whole company: nothing stands above it."))
    if facts.project and facts.objective:
        return Letter("R", "yes", _("It serves the single sales objective of the project."))
    if facts.project:
        return Letter("R", "no", _("The project has no single sales objective yet: write it, or choose a goal above."))
    return Letter("R", "no", _("It hangs on nothing: choose the goal above that it serves."))


def _timed(facts: Facts) -> Letter:
    begin, due = facts.begins_on, facts.due_on
    if due is None or begin is None:
        return Letter("T", "no", _("Begin or due date is missing."))
    if due < begin:
        return Letter("T", "no", _("It is due before it begins."))
    if facts.parent_due_on is not None and due > facts.parent_due_on:
        return Letter("T", "no", _("It is due after the goal above it."))
    if facts.parent_begins_on is not None and begin < facts.parent_begins_on:
        return Letter("T", "no", _("It begins before the goal above it."))
    if due < facts.today:
        return Letter("T", "no", _("The due date has passed: close the goal or set a new date."))
    return Letter("T", "yes", _("It has a due date ahead of us."))
