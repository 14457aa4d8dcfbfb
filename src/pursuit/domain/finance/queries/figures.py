"""Figures: what will come and when, how old it is, how long it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, F, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from pursuit.domain.finance.models import Instalment, Receipt
from pursuit.domain.finance.rules import money as rules
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Subject, User
from pursuit.kernel.money import Money, company_currency, rate_on, to_company

BY = ("account", "owner", "project")
PERIOD = 365  # days of the DSO


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the forecast in one currency, or (currency of the company) over all of them.

    agreed: due by the contracts as signed; expected: open, by the days as they stand now; weighted: the same by chance;
    bills: held, by maturity; received: cash that came.
    """

    month: int
    currency: str
    agreed: int = 0
    expected: int = 0
    weighted: int = 0
    bills: int = 0
    received: int = 0

    @property
    def first(self) -> date:
        return rules.first_of(self.month)


@dataclass(frozen=True, slots=True)
class Forecast:
    """months: over all currencies, in the company's at the rates of `at`; by_currency: each by itself; overdue: owed
    from before the first month; missing: currencies without a rate, which are not in `months`."""

    months: Sequence[Month]
    by_currency: Mapping[str, Sequence[Month]]
    overdue: Sequence[Money]
    undated: Sequence[Money]
    currency: str
    at: date
    missing: Sequence[str]


KINDS = ("agreed", "expected", "weighted", "bills", "received")
Sums = dict[tuple[str, int], dict[str, int]]


def forecast(
    actor: Actor, *, first: date | None = None, months: int = 12, at: date | None = None, project: int | None = None
) -> Forecast:
    """The cash forecast of all contracts in force that the actor sees, or of a project's. at: the day of the rates."""
    at = at or clock.today()
    begin = rules.month_of(first or clock.today()) or 0
    end = begin + months - 1
    agreed = Instalment.objects.counted_for(actor, agreed_month__range=(begin, end))
    rows = Instalment.objects.counted_for(actor, open_month__lte=end)
    money = Receipt.objects.visible_to(actor).exclude(state="void")
    if project is not None:
        agreed, rows = agreed.filter(contract__project=project), rows.filter(contract__project=project)
        money = money.filter(allocations__instalment__contract__project=project)
    sums: Sums = {}
    _agreed(sums, agreed)
    overdue, undated = _expected(sums, rows, begin)
    if project is None:
        _came(sums, money, begin, end)
    else:
        _allocated(sums, money, begin, end)
    currencies = sorted({currency for currency, _month in sums} | {one.currency for one in overdue})
    by_currency = {
        currency: [Month(month, currency, **sums.get((currency, month), {})) for month in range(begin, end + 1)]
        for currency in currencies
    }
    company, missing = _together(by_currency, at, begin, end)
    return Forecast(company, by_currency, overdue, undated, company_currency(), at, missing)


def _add(sums: Sums, kind: str, currency: str, month: int, minor: int) -> None:
    line = sums.setdefault((currency, month), {})
    line[kind] = line.get(kind, 0) + minor


def _agreed(sums: Sums, rows: QuerySet[Instalment]) -> None:
    found = rows.filter(cancelled=False).order_by()
    for month, currency, total in found.values_list("agreed_month", "currency").annotate(total=Sum("amount")):
        _add(sums, "agreed", currency, month or 0, total or 0)


def _expected(sums: Sums, rows: QuerySet[Instalment], begin: int) -> tuple[list[Money], list[Money]]:
    """What is open, by month and chance; what lay before, and what has no day, apart."""
    late: dict[str, int] = {}
    undated: dict[str, int] = {}
    by = rows.order_by().values_list("open_month", "currency", "chance").annotate(total=Sum("open_amount"))
    for month, currency, chance, total in by:
        if not month:
            undated[currency] = undated.get(currency, 0) + total
        elif month < begin:
            late[currency] = late.get(currency, 0) + total
        else:
            _add(sums, "expected", currency, month, total)
            _add(sums, "weighted", currency, month, total * chance // 100)
    told = [[Money(minor, currency) for currency, minor in sorted(one.items())] for one in (late, undated)]
    return told[0], told[1]


def _came(sums: Sums, money: QuerySet[Receipt], begin: int, end: int) -> None:
    came = money.filter(settled_month__range=(begin, end)).order_by()
    by = came.values_list("settled_month", "amount_currency").annotate(total=Sum(F("amount") - F("refunded")))
    for month, currency, total in by:
        _add(sums, "received", currency, month or 0, total or 0)
    held = money.filter(bill_state="held").order_by().values_list("matures_on", "amount_currency", "amount", "refunded")
    for matures, currency, amount, back in held:
        month = rules.month_of(matures) or 0
        if month <= end:
            _add(sums, "bills", currency, max(month, begin), amount - back)


def _allocated(sums: Sums, money: QuerySet[Receipt], begin: int, end: int) -> None:
    """Of a project: only what was allocated to its contracts."""
    came = money.filter(settled_month__range=(begin, end)).order_by()
    by = came.values_list("settled_month", "allocations__instalment__currency")
    for month, currency, total in by.annotate(total=Sum("allocations__amount")):
        _add(sums, "received", currency, month or 0, total or 0)


def _together(
    by_currency: Mapping[str, Sequence[Month]], at: date, begin: int, end: int
) -> tuple[list[Month], list[str]]:
    company, missing = company_currency(), []
    totals = {month: dict.fromkeys(KINDS, 0) for month in range(begin, end + 1)}
    for currency, lines in by_currency.items():
        try:
            rate = rate_on(currency, at)
        except Refused:
            missing.append(currency)
            continue
        for line in lines:
            for kind in KINDS:
                totals[line.month][kind] += to_company(Money(getattr(line, kind), currency), rate)
    return [Month(month, company, **kinds) for month, kinds in totals.items()], missing


@dataclass(frozen=True, slots=True)
class Aged:
    """A line of the ageing: of whom, in which currency, how much by age. key: id for the drill-down."""

    key: int | None
    name: str
    currency: str
    ages: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.ages.values())

    @property
    def late(self) -> int:
        return sum(minor for code, minor in self.ages.items() if code != "early")


@dataclass(frozen=True, slots=True)
class Ageing:
    """lines: the most overdue first, `MOST` at most; totals: one per currency, of all."""

    lines: Sequence[Aged]
    totals: Sequence[Aged]
    by: str
    more: int


MOST_LINES = 50
PATHS = {"account": "account", "owner": "contract__subject__owner", "project": "contract__project"}


def ageing(actor: Actor, by: str = "account", today: date | None = None) -> Ageing:
    """What is owed, by age and account (or owner, or project)."""
    today = today or clock.today()
    path = PATHS[by]
    rows = Instalment.objects.counted_for(actor, owed_on__isnull=False).order_by()
    # Of a bare column the database walks the index, past all that is not owed.
    aged = rows.annotate(age=_age(today), whose=Coalesce(F(path), F(path)))
    grouped = aged.values_list("whose", "currency", "age").annotate(total=Sum("open_amount"))
    lines: dict[tuple[int | None, str], dict[str, int]] = {}
    totals: dict[str, dict[str, int]] = {}
    for key, currency, age, total in grouped:
        for ages in (lines.setdefault((key, currency), _none()), totals.setdefault(currency, _none())):
            ages[age] += total or 0
    ranked = sorted(lines.items(), key=lambda one: (-_late(one[1]), -sum(one[1].values()), one[0][0] or 0))
    shown = ranked[:MOST_LINES]
    names = _names(by, [key for (key, _currency), _ages in shown if key])
    return Ageing(
        [Aged(key, names.get(key or 0, "—"), currency, ages) for (key, currency), ages in shown],
        [Aged(None, "", currency, ages) for currency, ages in sorted(totals.items())],
        by,
        len(ranked) - len(shown),
    )


def by_age(actor: Actor, today: date | None = None) -> list[Aged]:
    """Only the totals of the ageing, one per currency."""
    rows = Instalment.objects.counted_for(actor, owed_on__isnull=False).order_by()
    found: dict[str, dict[str, int]] = {}
    grouped = rows.annotate(age=_age(today or clock.today())).values_list("currency", "age")
    for currency, age, total in grouped.annotate(total=Sum("open_amount")):
        found.setdefault(currency, _none())[age] = total or 0
    return [Aged(None, "", currency, ages) for currency, ages in sorted(found.items())]


def _none() -> dict[str, int]:
    return {code: 0 for code, _label in rules.AGES}


def _late(ages: Mapping[str, int]) -> int:
    return sum(minor for code, minor in ages.items() if code != "early")


def _age(today: date) -> Case:
    """The column of the ageing, worked out by the database."""
    steps = [When(owed_on__gte=today, then=Value("early"))]
    steps += [When(owed_on__gte=today - timedelta(days=most), then=Value(code)) for code, most in rules.LIMITS]
    return Case(*steps, default=Value("old"), output_field=CharField())


def _names(by: str, keys: Sequence[int]) -> Mapping[int, str]:
    if by == "owner":
        return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    return dict(Subject.objects.filter(pk__in=keys).values_list("pk", "title"))


@dataclass(frozen=True, slots=True)
class Outstanding:
    """DSO in one currency: owed now, what arose in the last year, and how many days that is; None where nothing did."""

    owed: Money
    arisen: Money
    days: int | None


def outstanding(actor: Actor, aged: Sequence[Aged]) -> list[Outstanding]:
    """Days sales outstanding: what is owed today (the totals of the ageing) ÷ what became owed in the last 365 days
    × 365. An instalment becomes owed on the day its trigger was signed."""
    today = clock.today()
    owed = {one.currency: one.total for one in aged}
    since = today - timedelta(days=PERIOD)
    recent = Instalment.objects.counted_for(actor, triggered_on__gt=since, triggered_on__lte=today)
    arose = recent.order_by().values_list("currency")
    arisen = dict(arose.annotate(total=Sum("amount")))
    return [
        Outstanding(
            Money(owed.get(currency) or 0, currency),
            Money(arisen.get(currency) or 0, currency),
            rules.days_outstanding(owed.get(currency) or 0, arisen.get(currency) or 0, PERIOD),
        )
        for currency in sorted({*owed, *arisen})
    ]
