"""KPIs: their formulas, values by period, traffic lights, and what was typed or kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.models import Direction, Frequency, Kpi, KpiReading, Scale
from pursuit.domain.goals.models.node import VIEW
from pursuit.domain.goals.queries import figures, values
from pursuit.domain.goals.queries.figures import EVERYTHING, Units, Where
from pursuit.domain.goals.rules import formula, lights, spans
from pursuit.domain.goals.rules.formula import BadFormula, Formula
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import OrgUnit
from pursuit.kernel.records import GONE

PERIODS = 12
Chain = Sequence[tuple[str, Formula]]
NOT_YOURS = _("Your right does not reach the figures of this unit.")


@dataclass(frozen=True, slots=True)
class Point:
    """value None: nothing to compute it from; kept: it was typed, or kept when the period was over."""

    start: date
    value: int | None
    tone: lights.Tone
    kept: KpiReading | None = None

    def name(self, frequency: str) -> str:
        return spans.named(self.start, frequency)


@dataclass(frozen=True, slots=True)
class Track:
    """A KPI over the last periods, the present one last; hidden: the reader lacks the right of a figure in it."""

    kpi: Kpi
    points: Sequence[Point]
    hidden: bool = False

    @property
    def now(self) -> Point | None:
        """The newest period with a value."""
        return next((one for one in reversed(self.points) if one.value is not None), None)


def kpis(actor: Actor) -> QuerySet[Kpi]:
    return Kpi.objects.visible_to(actor)


def kpi(actor: Actor, pk: int) -> Kpi:
    row = kpis(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def units(actor: Actor) -> list[OrgUnit]:
    """Open units whose figures the actor may read."""
    reach = actor.reach(VIEW)
    rows: QuerySet[OrgUnit] = OrgUnit.objects.filter(closed_on=None).order_by("position", "pk")
    return list(rows if reach.all else rows.filter(pk__in=reach.units))


def require_unit(actor: Actor, unit: int | None) -> None:
    """None: the whole company, for those who see everything."""
    reach = actor.reach(VIEW)
    if not reach.all and (unit is None or unit not in reach.units):
        raise Forbidden("forbidden", NOT_YOURS)


def formulas() -> dict[str, Formula]:
    """Of all KPIs in use that have one; one that cannot be read any more (a figure's room is gone) has no value."""
    found = {}
    for code, text in Kpi.objects.exclude(formula="").values_list("code", "formula"):
        try:
            found[code] = formula.parse(text)
        except BadFormula:
            continue
    return found


def closure(code: str, known: Mapping[str, Formula]) -> tuple[set[str], set[str]]:
    """The KPIs a KPI is made of, itself among them, and the figures in the end."""
    found: set[str] = set()
    waiting, seen = [code], {code}
    while waiting:
        made = known.get(waiting.pop())
        for name in made.names if made else ():
            if name not in known:
                found.add(name)
            elif name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen, found


def needs(code: str, known: Mapping[str, Formula]) -> set[str]:
    """The figures a KPI is made of in the end."""
    return closure(code, known)[1]


def may_read(actor: Actor, code: str, known: Mapping[str, Formula]) -> bool:
    """Does the actor hold the rights of all figures in it?"""
    return all(figures.may_see(actor, name) for name in needs(code, known))


def tracks(actor: Actor, rows: Sequence[Kpi], unit: int | None, many: int = PERIODS) -> list[Track]:
    """Some KPIs of a unit with all below (None: the company) over their last periods. A query for each figure."""
    require_unit(actor, unit)
    known = formulas()
    today = clock.today()
    seen = {row.code for row in rows if may_read(actor, row.code, known)}
    shown = [row for row in rows if row.code in seen]
    first = min((spans.periods(today, row.frequency, many)[0] for row in shown), default=today)
    months = _months({name for row in shown for name in needs(row.code, known)}, unit, first, today)
    kept = _kept(actor, shown, unit, first)
    ordered = formula.order({code: made.names for code, made in known.items()})
    found = []
    for row in rows:
        if row.code not in seen:
            found.append(Track(row, (), hidden=True))
            continue
        within = closure(row.code, known)[0]
        chain = [(code, known[code]) for code in ordered if code in within]
        starts = spans.periods(today, row.frequency, many)
        points = [_point(row, start, chain, months, kept.get((row.pk, start))) for start in starts]
        found.append(Track(row, points))
    return found


def _months(names: set[str], unit: int | None, first: date, last: date) -> dict[str, dict[date, int]]:
    where = EVERYTHING if unit is None else Where(units=Units().within(unit))
    return {name: figures.by_month(name, where, first, last).get(None, {}) for name in sorted(names)}


def _kept(actor: Actor, rows: Sequence[Kpi], unit: int | None, first: date) -> dict[tuple[int, date], KpiReading]:
    of_unit = KpiReading.objects.visible_to(actor).filter(unit=unit, kpi__in=rows, start__gte=first)
    return {(one.kpi_id, one.start): one for one in of_unit.select_related("by")}


def _point(
    row: Kpi, start: date, chain: Chain, months: Mapping[str, Mapping[date, int]], kept: KpiReading | None
) -> Point:  # fmt: skip
    if row.formula:
        value = values.kept(value_of(chain, months_in(start, row.frequency), months), row.scale)
    else:
        value = kept.value if kept else None
    return Point(start, value, lights.light(value, bounds(row)), kept)


def value_of(chain: Chain, inside: Sequence[date], months: Mapping[str, Mapping[date, int]]) -> Fraction | None:
    """The value of the last of some KPIs, each made of those before it and of figures in whole units, not in fen."""
    found: dict[str, Fraction | None] = {
        name: values.natural(sum(by.get(month, 0) for month in inside), _scale(name)) for name, by in months.items()
    }
    for code, made in chain:
        found[code] = formula.value(made, found)
    return found[chain[-1][0]] if chain else None


def months_in(start: date, frequency: str) -> list[date]:
    return [spans.later(start, step) for step in range(spans.LENGTHS[frequency])]


def _scale(code: str) -> str:
    one = figures.find(code)
    return one.scale if one else Scale.COUNT


def bounds(row: Kpi) -> lights.Thresholds:
    return lights.Thresholds(row.direction, row.green, row.amber, row.green_top, row.amber_top)


def usable(text: str, code: str) -> Formula | None:
    """A formula as typed for the KPI of this code. Raises BadFormula: unreadable, unknown names, a circle."""
    if not text.strip():
        return None
    made = formula.parse(text)
    others = {one: found for one, found in formulas().items() if one != code}
    typed = set(Kpi.objects.filter(formula="").values_list("code", flat=True)) - {code}
    if bad := sorted(name for name in made.names if name != code and name not in others and figures.find(name) is None):
        if bad[0] in typed:
            raise BadFormula(_("“%s” is typed by hand: formulas are made of computed figures and KPIs.") % bad[0])
        raise BadFormula(_("Nothing is called “%s”: choose a name from the list of figures.") % bad[0])
    formula.order({name: found.names for name, found in others.items()} | {code: made.names})
    return made


_SCALES = tuple((one.value, one.label) for one in Scale)
KPIS = Listing(
    code="kpis",
    label=_("KPIs"),
    subject_type="kpi",
    base=kpis,
    view_right=VIEW,
    spine="",
    searchable=False,
    url_name="goals:kpi",
    sort="place",
    columns=(
        Column("name", _("Name"), default=True, sortable=False),
        Column("code", _("Code"), default=True),
        Column("formula", _("Formula"), default=True, sortable=False),
        Column("scale", _("Unit of the figure"), "choice", choices=_SCALES, default=True),
        Column(
            "direction",
            _("Direction"),
            "choice",
            choices=tuple((one.value, one.label) for one in Direction),
            default=True,
        ),
        Column(
            "frequency",
            _("Frequency"),
            "choice",
            choices=tuple((one.value, one.label) for one in Frequency),
            default=True,
        ),
        Column("target", _("Target (as kept)"), "number", sortable=False, filterable=False),
        Column("green", _("Green (as kept)"), "number", sortable=False, filterable=False),
        Column("amber", _("Amber (as kept)"), "number", sortable=False, filterable=False),
        Column("source", _("Source"), sortable=False),
        Column("active", _("In use"), "flag", default=True),
        Column("place", _("Position"), "number", filterable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
