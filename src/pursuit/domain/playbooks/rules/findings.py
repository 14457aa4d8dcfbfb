"""What the laws say of the dates of a tender. Pure: days in, warnings and further days out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.playbooks.rules import periods
from pursuit.domain.playbooks.rules.days import Works, after, between, within
from pursuit.domain.playbooks.rules.kinds import KINDS
from pursuit.domain.playbooks.rules.periods import DERIVED, LASTS, LONGER, ORDER, PERIODS, Derived, Period
from pursuit.kernel.errors import Text

ACT, WATCH = "act", "watch"
ON_WORKING_DAYS = ("opening", "bond_due")
USUAL = gettext_lazy("Order of the procedure")


@dataclass(frozen=True, slots=True)
class Case:
    """A tender as the rules look at it. days: by kind; own: the company's numbers by code, None where a rule is off."""

    procedure: str
    days: Mapping[str, date]
    works: Works
    compulsory: bool = True
    budget: int | None = None
    bond: int | None = None
    validity_days: int | None = None
    own: Mapping[str, int | None] = field(default_factory=dict)

    def asked(self, code: str, shipped: int) -> int | None:
        """The number of days, or percent, of a rule."""
        return self.own.get(code, shipped)


@dataclass(frozen=True, slots=True)
class Finding:
    """severity: ACT or WATCH; kinds: the dates it is about; right: the day from, or up to, which it would be right."""

    code: str
    severity: str
    text: str
    advice: str
    article: Text
    kinds: tuple[str, ...]
    right: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A day that follows from a date of the tender. days: from its base, working ones where `working`."""

    code: str
    label: Text
    day: date
    article: Text
    base: str
    days: int
    working: bool
    ours: bool


def findings(case: Case) -> list[Finding]:
    """All that is wrong, the graver first."""
    found = [*_periods(case), *_order(case), *_bond(case), *_days_off(case)]
    return sorted(found, key=lambda one: (one.severity != ACT, one.code))


def dues(case: Case) -> list[Due]:
    """What follows from the dates that are known, in the order of the days."""
    found = [due for one in DERIVED if (due := _due(case, one))]
    opening = case.days.get("opening")
    if case.validity_days and opening and periods.VALIDITY not in case.days:
        article = _("Bidding Regulation, art. 25") if case.procedure in periods.BIDDING else _("The tender documents")
        day = opening + timedelta(days=case.validity_days)
        label = KINDS["validity"].label
        found.append(Due("validity", label, day, article, "opening", case.validity_days, False, True))
    return sorted(found, key=lambda one: (one.day, one.code))


def _due(case: Case, rule: Derived) -> Due | None:
    base = case.days.get(rule.base)
    days = case.asked(rule.code, abs(rule.days))
    if base is None or days is None or case.procedure not in rule.procedures:
        return None
    days = -days if rule.days < 0 else days
    day = after(base, days, case.works if rule.working else None)
    return Due(rule.code, rule.label, day, rule.article, rule.base, days, rule.working, rule.ours)


def _periods(case: Case) -> Iterator[Finding]:
    for rule in PERIODS:
        first, last = case.days.get(rule.first), case.days.get(rule.last)
        asked = case.asked(rule.code, rule.days)
        if first is None or last is None or asked is None or case.procedure not in rule.procedures or last < first:
            continue  # a wrong order is said once
        works = case.works if rule.working else None
        count: Callable[[date, date, Works | None], int] = within if rule.how == LASTS else between
        have = count(first, last, works)
        if have > asked if rule.how == periods.SHORTER else have < asked:
            yield _period(case, rule, have, asked)


def _period(case: Case, rule: Period, have: int, asked: int) -> Finding:
    works = case.works if rule.working else None
    first, last = case.days[rule.first], case.days[rule.last]
    told = (
        _("From “%(first)s” to “%(last)s” are %(have)s, at most %(asked)s are allowed.")
        if rule.how == periods.SHORTER
        else _("From “%(first)s” to “%(last)s” are %(have)s, at least %(asked)s are required.")
    )
    text = told % {
        "first": KINDS[rule.first].label,
        "last": KINDS[rule.last].label,
        "have": _count(have, working=rule.working),
        "asked": _count(asked, working=rule.working),
    }
    grave = not rule.soft and (case.compulsory or case.procedure in periods.GOV)
    if rule.how == LONGER and rule.first == "clarification":
        right = after(last, -asked, works)
    else:
        start = first - timedelta(days=1) if rule.how == LASTS else first
        right = after(start, asked, works)
    if rule.soft:
        right = after(last, -asked, works)
    kinds = (rule.first, rule.last)
    return Finding(rule.code, ACT if grave else WATCH, text, str(rule.advice), rule.article, kinds, right)


def _order(case: Case) -> Iterator[Finding]:
    for procedures, first, last, soft in ORDER:
        one, other = case.days.get(first), case.days.get(last)
        if one is None or other is None or one <= other or case.procedure not in procedures:
            continue
        text = _("“%(first)s” lies after “%(last)s”.") % {"first": KINDS[first].label, "last": KINDS[last].label}
        advice, article = _("Look at the documents again: one of the two days is wrong."), USUAL
        if last == "validity":
            advice = _("The bid is no longer valid by then: agree to a longer validity in writing, or withdraw.")
            article = gettext_lazy("Measures for Bid Evaluation, art. 40")
        elif soft:
            advice = _("What is seen there can no longer be asked about: ask for an earlier visit.")
        severity = WATCH if soft else ACT
        yield Finding(f"order_{first}_{last}", severity, text, advice, article, (first, last), other)


def _bond(case: Case) -> Iterator[Finding]:
    asked = case.asked(periods.BOND_SHARE, periods.MOST_SHARE)
    if not case.budget or not case.bond or asked is None or case.bond * 100 <= case.budget * asked:
        return
    for procedures, article in periods.BOND_SHARES:
        if case.procedure in procedures:
            share = f"{case.bond * 100 / case.budget:.2f}".rstrip("0").rstrip(".")
            text = _("The bid bond is %(share)s%% of the budget, at most %(asked)s%% are allowed.")
            advice = _("Ask the buyer to lower it; note it as a ground for an objection.")
            told = text % {"share": share, "asked": asked}
            yield Finding(periods.BOND_SHARE, ACT if case.compulsory else WATCH, told, advice, article, ("bond_due",))


def _days_off(case: Case) -> Iterator[Finding]:
    for kind in ON_WORKING_DAYS:
        day = case.days.get(kind)
        if day is not None and not case.works(day):
            text = _("“%s” falls on a day off.") % KINDS[kind].label
            advice = _(
                "Ask whether the day is right; banks and seals are closed, so be done on the working day before."
            )
            yield Finding(f"off_{kind}", WATCH, text, advice, USUAL, (kind,), after(day, -1, case.works))


def _count(days: int, *, working: bool) -> str:
    return (_("%s working days") if working else _("%s calendar days")) % days
