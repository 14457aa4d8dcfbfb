"""The ring of seven workspaces: the state of each by simple rules, each with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

State = Literal["not_started", "in_progress", "sound", "at_risk"]
STATES: dict[str, str | Promise] = {
    "not_started": _("Not started"),
    "in_progress": _("In progress"),
    "sound": _("Steady"),
    "at_risk": _("At risk"),
}
WORKSPACES: dict[str, str | Promise] = {
    "charter": _("Charter"),
    "goals": _("Goals"),
    "resources": _("Resources"),
    "strategy": _("Strategy"),
    "execution": _("Execution"),
    "monitoring": _("Monitoring"),
    "closing": _("Closing"),
}


GRAVE = ("a", "b")  # grades that the rules ask goals of


@dataclass(frozen=True, slots=True)
class Known:
    """What is counted. chartered: decision points passed; smart: goals that say what, how much and until when; sheets
    of the strategy on which something is written; approved: budgets; planned: contracts whose plan covers them."""

    rivals: int = 0
    chartered: int = 0
    goals: int = 0
    smart: int = 0
    sheets: int = 0
    budgets: int = 0
    approved: int = 0
    contracts: int = 0
    planned: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at."""

    charter_on: date | None
    account: bool
    grade: str
    amount: bool
    expected_sign_on: date | None
    objective: bool
    strategy: bool
    roles: frozenset[str]
    next_step: bool
    next_step_on: date | None
    decided: bool
    won: bool
    closed: bool
    reasons: bool
    slip_count: int
    days_in_stage: int
    max_days: int | None
    deal: bool
    today: date
    known: Known = Known()


@dataclass(frozen=True, slots=True)
class Workspace:
    """One of the seven; `by` names the person who overrode the rule."""

    code: str
    state: str
    why: str | Promise
    by: str = ""


def ring(facts: Facts) -> list[Workspace]:
    """The seven in order, by rule."""
    return [
        _charter(facts),
        _goals(facts),
        _resources(facts),
        _strategy(facts),
        _execution(facts),
        _monitoring(facts),
        _closing(facts),
    ]


def _charter(facts: Facts) -> Workspace:
    if facts.charter_on:
        why = _("The sales charter is dated.") if facts.deal else _("The charter is dated.")
        return Workspace("charter", "sound", why)
    if facts.known.chartered:
        return Workspace("charter", "sound", _("The decision to run it is passed."))
    if not facts.deal:
        return Workspace("charter", "in_progress", _("The charter is not dated yet."))
    if facts.account and facts.grade:
        why = _("Customer and grade are known; the sales charter is not dated yet.")
        return Workspace("charter", "in_progress", why)
    return Workspace("charter", "not_started", _("Customer or grade is missing."))


def _goals(facts: Facts) -> Workspace:
    goals, smart = facts.known.goals, facts.known.smart
    if goals and smart == goals:
        return Workspace("goals", "sound", _("%s goals are set, each with figure, owner and date.") % goals)
    if goals:
        told = _("%(smart)s of %(goals)s goals have figure, owner and date.")
        return Workspace("goals", "in_progress", told % {"smart": smart, "goals": goals})
    if facts.objective and facts.deal and facts.grade in GRAVE:
        return Workspace("goals", "in_progress", _("The single sales objective is written; no goal is set yet."))
    if facts.objective and (facts.amount or not facts.deal):
        return Workspace("goals", "sound", _("The single sales objective is written."))
    if facts.objective or facts.amount:
        return Workspace("goals", "in_progress", _("Objective or amount is still missing."))
    return Workspace("goals", "not_started", _("Neither objective nor amount is known."))


def _resources(facts: Facts) -> Workspace:
    if not facts.deal:
        return _led(facts)
    have = facts.roles & {"ar", "sr", "fr"}
    if len(have) == 3 and facts.known.budgets:
        return _budgeted(facts)
    if len(have) == 3:
        return Workspace("resources", "sound", _("AR, SR and FR are named."))
    if facts.charter_on or facts.known.chartered:
        return Workspace("resources", "at_risk", _("Chartered, but AR, SR and FR are not all named."))
    state: State = "in_progress" if have else "not_started"
    return Workspace("resources", state, _("AR, SR and FR are not all named."))


def _budgeted(facts: Facts) -> Workspace:
    if facts.known.approved:
        return Workspace("resources", "sound", _("AR, SR and FR are named, the budget is approved."))
    return Workspace("resources", "in_progress", _("AR, SR and FR are named; the budget is not approved yet."))


def _led(facts: Facts) -> Workspace:
    """An initiative needs somebody who directs it and somebody beside them."""
    if "pd" in facts.roles and len(facts.roles) > 1:
        return Workspace("resources", "sound", _("Director and members are named."))
    if facts.charter_on or facts.known.chartered:
        return Workspace("resources", "at_risk", _("Chartered, but director or members are missing."))
    state: State = "in_progress" if facts.roles else "not_started"
    return Workspace("resources", state, _("Director or members are missing."))


def _strategy(facts: Facts) -> Workspace:
    written = facts.strategy or facts.known.sheets > 0
    if written and not facts.deal:
        return Workspace("strategy", "sound", _("The strategy is written."))
    if written and facts.known.rivals:
        return Workspace("strategy", "sound", _("The strategy is written and the competitors are known."))
    if written or facts.known.rivals:
        return Workspace("strategy", "in_progress", _("Strategy or competitors are still missing."))
    return Workspace("strategy", "not_started", _("Neither strategy nor competitors are known."))


def _execution(facts: Facts) -> Workspace:
    if facts.won and facts.deal:
        return _delivered(facts.known)
    if facts.closed or facts.decided:
        return Workspace("execution", "sound", _("Decided."))
    if not facts.next_step:
        return Workspace("execution", "at_risk", _("There is no next step."))
    if facts.next_step_on and facts.next_step_on < facts.today:
        return Workspace("execution", "at_risk", _("The next step is overdue."))
    return Workspace("execution", "in_progress", _("A next step is set."))


def _delivered(known: Known) -> Workspace:
    """A deal that is won lives on in its contract and the money it brings."""
    if not known.contracts:
        return Workspace("execution", "in_progress", _("Won; the contract is not recorded yet."))
    if known.planned < known.contracts:
        return Workspace("execution", "in_progress", _("The payment plan does not cover the contract yet."))
    return Workspace("execution", "sound", _("The contract is recorded, its payment plan covers it."))


def _monitoring(facts: Facts) -> Workspace:
    if facts.decided:
        return Workspace("monitoring", "sound", _("Decided."))
    if facts.deal and facts.expected_sign_on and facts.expected_sign_on < facts.today:
        return Workspace("monitoring", "at_risk", _("The expected sign date has passed."))
    if facts.slip_count >= 2:
        return Workspace("monitoring", "at_risk", _("The sign date has slipped more than once."))
    if facts.max_days and facts.days_in_stage > facts.max_days:
        return Workspace("monitoring", "at_risk", _("Too long in this stage."))
    return Workspace("monitoring", "in_progress", _("Dates are kept so far."))


def _closing(facts: Facts) -> Workspace:
    if facts.closed:
        return Workspace("closing", "sound", _("Closed."))
    if not facts.decided:
        return Workspace("closing", "not_started", _("Not decided yet."))
    if not facts.reasons:
        return Workspace("closing", "at_risk", _("Decided, but the reasons are not recorded."))
    return Workspace("closing", "in_progress", _("Decided; the closing work remains."))
