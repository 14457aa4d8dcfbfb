"""A quote as it is read: sections, what does not count, figures; cost and margin only for those who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pursuit.domain.offers.models import Option, Phase, Quote, QuoteLine
from pursuit.domain.offers.queries.quotes import COST, MARGIN
from pursuit.domain.offers.queries.ties import NeedName, need_names
from pursuit.domain.offers.rules import figures
from pursuit.domain.offers.rules.compare import NAMES, Pair, Side, pairs
from pursuit.domain.offers.rules.figures import Amounts, Part, Totals
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import exponent


@dataclass(frozen=True, slots=True)
class LineView:
    """A line. need: what it answers, where the reader sees it; amount: as offered; cost, margin (minor units) and
    margin_bp are None for those who may not see them."""

    pk: int
    key: int
    section: int | None
    product: int | None
    number: str
    title: str
    spec: str
    measure: str
    quantity: int
    listed: int | None
    discount_bp: int
    price: int
    tax_bp: int
    option: str
    phase: str
    effort: int | None
    sla: str
    note: str
    need: NeedName | None
    amount: int
    gross: int
    net: int
    cost: int | None
    margin: int | None
    margin_bp: int | None

    @property
    def below(self) -> bool:
        """Sold for less than it costs."""
        return self.margin is not None and self.margin < 0


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading (pk None: lines without one) with its lines and what those that count come to."""

    pk: int | None
    title: str
    lines: Sequence[LineView]
    amount: int
    margin_bp: int | None


@dataclass(frozen=True, slots=True)
class ServicePart:
    """One of the three parts of a service offer."""

    phase: Phase
    lines: Sequence[LineView]
    effort: int
    amount: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole. cost, margin, margin_bp and uncosted are None for those who may not see them."""

    quote: Quote
    sections: Sequence[SectionView]
    apart: Sequence[LineView]
    services: Sequence[ServicePart]
    totals: Totals
    sees_cost: bool
    sees_margin: bool
    cost: int | None
    margin: int | None
    margin_bp: int | None
    uncosted: int | None

    @property
    def lines(self) -> list[LineView]:
        return [line for section in self.sections for line in section.lines]

    @property
    def digits(self) -> int:
        return exponent(self.quote.currency)

    @property
    def unpriced(self) -> int:
        return sum(not line.price for line in self.lines)


def sheet(actor: Actor, row: Quote) -> Sheet:
    """A visible quote in full. Two queries, however long it is, and one where lines answer needs."""
    sees_cost, sees_margin = actor.may(COST), actor.may(MARGIN)
    stored = list(QuoteLine.objects.filter(quote=row, removed=False).order_by("place", "pk"))
    parts = [_part(line) for line in stored]
    amounts = [figures.amounts(part, with_tax=row.with_tax) for part in parts]
    costs = sees_cost and sees_margin
    needs = need_names(actor, [line.need_id for line in stored])
    views = [
        _view(line, one, needs.get(line.need_id or 0), costs=costs) for line, one in zip(stored, amounts, strict=True)
    ]
    worked = dict(zip((line.pk for line in stored), amounts, strict=True))
    totals = figures.totals(parts, with_tax=row.with_tax, reduction=row.reduction)
    counted = [view for view in views if view.option == Option.INCLUDED]
    return Sheet(
        quote=row,
        sections=_sections(row, counted, worked, sees_margin=sees_margin),
        apart=[view for view in views if view.option != Option.INCLUDED],
        services=_services(counted),
        totals=totals,
        sees_cost=sees_cost,
        sees_margin=sees_margin,
        cost=totals.cost if sees_cost else None,
        margin=totals.margin if sees_margin else None,
        margin_bp=totals.margin_bp if sees_margin else None,
        uncosted=totals.uncosted if sees_margin or sees_cost else None,
    )


def _part(line: QuoteLine) -> Part:
    counted = line.option == Option.INCLUDED
    return Part(line.quantity, line.price, line.listed, line.cost, line.tax_bp, counted)


def _view(line: QuoteLine, one: Amounts, need: NeedName | None, *, costs: bool) -> LineView:
    margin = figures.margin_of(one) if costs else None
    return LineView(
        pk=line.pk,
        key=line.key,
        section=line.section_id,
        product=line.product_id,
        number=line.number,
        title=line.title,
        spec=line.spec,
        measure=line.measure,
        quantity=line.quantity,
        listed=line.listed,
        discount_bp=line.discount_bp,
        price=line.price,
        tax_bp=line.tax_bp,
        option=line.option,
        phase=line.phase,
        effort=line.effort,
        sla=line.sla,
        note=line.note,
        need=need,
        amount=one.offered,
        gross=one.gross,
        net=one.net,
        cost=line.cost if costs else None,
        margin=margin[0] if margin else None,
        margin_bp=margin[1] if margin else None,
    )


def _sections(
    row: Quote, views: Sequence[LineView], worked: dict[int, Amounts], *, sees_margin: bool
) -> list[SectionView]:
    by_section: dict[int | None, list[LineView]] = {}
    for view in views:
        by_section.setdefault(view.section, []).append(view)
    heads: list[tuple[int | None, str]] = [(None, "")] if None in by_section else []
    heads += [(one.pk, one.title) for one in row.sections.order_by("place", "pk")]
    found = []
    for pk, title in heads:
        lines = by_section.get(pk, [])
        whole = figures.sums([worked[line.pk] for line in lines])
        margin = figures.margin_of(whole) if sees_margin and lines else None
        found.append(SectionView(pk, title, lines, whole.offered, margin[1] if margin else None))
    return found


def _services(views: Iterable[LineView]) -> list[ServicePart]:
    found = []
    wanted = list(views)
    for phase in (Phase.BEFORE, Phase.DURING, Phase.AFTER):
        lines = [one for one in wanted if one.phase == phase]
        if lines:
            effort = sum(one.effort or 0 for one in lines)
            found.append(ServicePart(phase, lines, effort, sum(one.amount for one in lines)))
    return found


def compared(old: Quote, new: Quote) -> list[Pair]:
    """Two versions line by line; of cost nothing is said."""
    return pairs(_sides(old), _sides(new))


def _sides(row: Quote) -> list[Side]:
    found = []
    for line in QuoteLine.objects.filter(quote=row, removed=False).order_by("section__place", "place", "pk"):
        values = {name: getattr(line, name) for name in NAMES}
        amount = figures.amounts(_part(line), with_tax=row.with_tax).offered
        found.append(Side(line.key, line.title, values, amount if line.option == Option.INCLUDED else 0))
    return found
