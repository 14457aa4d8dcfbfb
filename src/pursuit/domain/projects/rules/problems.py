"""What is wrong with a project, in words, ordered by consequence."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SILENT_DAYS = 14  # nothing happened for so long


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. `last_touch`: the last visit or change."""

    today: date
    active: bool
    deal: bool
    account: bool
    amount: bool
    expected_sign_on: date | None
    slip_count: int
    next_step: str
    next_step_on: date | None
    budget_status: str
    stage_entered_on: date
    max_days: int | None
    last_touch: date


@dataclass(frozen=True, slots=True)
class Problem:
    """`weight` orders problems of one project; a list over projects orders by weight, then money."""

    code: str
    weight: int
    days: int = 0
    due: date | None = None

    @property
    def text(self) -> str:
        return str(TEXTS[self.code]) % {"days": self.days}


TEXTS: dict[str, str | Promise] = {
    "sign_overdue": _("The expected sign date passed %(days)s days ago: sign, or say when."),
    "step_overdue": _("The next step is %(days)s days overdue."),
    "no_step": _("There is no next step."),
    "no_step_date": _("The next step has no date."),
    "stage_too_long": _("In this stage %(days)s days longer than planned."),
    "silent": _("Nothing has happened for %(days)s days."),
    "no_account": _("The customer is not named."),
    "no_date": _("There is no expected sign date."),
    "no_amount": _("There is no amount."),
    "slipped": _("The sign date has slipped %(days)s times."),
    "no_budget": _("The customer has no budget for it yet."),
    "step_today": _("The next step is due today."),
    "step_soon": _("The next step is due in %(days)s days."),
}
SOFT = {"step_today", "step_soon", "no_budget", "slipped"}  # worth knowing, nothing wrong


def problems(facts: Facts) -> list[Problem]:
    """Everything wrong with an active project, the gravest first."""
    if not facts.active:
        return []
    found = [*_steps(facts), *_pace(facts)]
    if not facts.account and facts.deal:
        found.append(Problem("no_account", 50))
    if facts.deal:
        found += _deal(facts)
    return sorted(found, key=lambda problem: -problem.weight)


def _steps(facts: Facts) -> list[Problem]:
    if not facts.next_step:
        return [Problem("no_step", 70)]
    if facts.next_step_on is None:
        return [Problem("no_step_date", 55)]
    late = (facts.today - facts.next_step_on).days
    if late > 0:
        return [Problem("step_overdue", 80 + min(late, 15), late, facts.next_step_on)]
    if late == 0:
        return [Problem("step_today", 40, 0, facts.next_step_on)]
    return [Problem("step_soon", 10, -late, facts.next_step_on)] if late >= -2 else []


def _pace(facts: Facts) -> list[Problem]:
    found = []
    stayed = (facts.today - facts.stage_entered_on).days
    if facts.max_days and stayed > facts.max_days:
        found.append(Problem("stage_too_long", 65, stayed - facts.max_days))
    silent = (facts.today - facts.last_touch).days
    if silent >= SILENT_DAYS:
        found.append(Problem("silent", 60, silent))
    return found


def _deal(facts: Facts) -> list[Problem]:
    found = []
    if facts.expected_sign_on is None:
        found.append(Problem("no_date", 45))
    elif facts.expected_sign_on < facts.today:
        late = (facts.today - facts.expected_sign_on).days
        found.append(Problem("sign_overdue", 100, late, facts.expected_sign_on))
    if not facts.amount:
        found.append(Problem("no_amount", 42))
    if facts.slip_count >= 2:
        found.append(Problem("slipped", 30, facts.slip_count))
    near = facts.expected_sign_on is not None and facts.expected_sign_on <= facts.today + timedelta(days=90)
    if near and facts.budget_status in ("", "none", "planned"):
        found.append(Problem("no_budget", 35))
    return found
