"""The comparison with rivals: scores, weighted values, the price to win, and how positions came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.projects.queries import parts as project_parts
from pursuit.domain.strategy.models import Criterion, Position, Score
from pursuit.domain.strategy.queries.parts import member_name
from pursuit.domain.strategy.rules import price as rules
from pursuit.domain.strategy.rules.kinds import CHOSEN, DEEP
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

STAGED = ("project.rival_added", "project.rival_changed", "project.rival_removed")


@dataclass(frozen=True, slots=True)
class Bidder:
    """A column of the table. rival: None for us; sponsor: "" for those who may not see the chain."""

    rival: Rival | None
    position: Position | None
    points: dict[int, int]
    total: Fraction | None
    beaten: rules.Beaten | None
    sponsor: str = ""

    @property
    def unready(self) -> bool:
        """Far ahead with the customer, and no counter move of ours."""
        near = self.rival is not None and self.rival.stage in (DEEP, CHOSEN)
        return near and not (self.position and self.position.counter)


@dataclass(frozen=True, slots=True)
class Comparison:
    """criteria without the price; price: the criterion that is the price; weight: of all together."""

    criteria: list[Criterion]
    price: Criterion | None
    weight: int
    us: Bidder
    rivals: list[Bidder]
    target: rules.Target
    currency: str
    mixed: bool  # rivals priced in several currencies: no price to win

    @property
    def rows(self) -> list[tuple[Criterion, list[tuple[Bidder, int | None]]]]:
        """Criterion by criterion: us first, then the rivals."""
        bidders = [self.us, *self.rivals]
        return [(one, [(bidder, bidder.points.get(one.pk)) for bidder in bidders]) for one in self.criteria]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a position: when, of whom, to which stage ("" where the rival was taken off)."""

    at: datetime
    by: str
    competitor: int
    stage: str
    price: Money | None


def comparison(actor: Actor, project: Project) -> Comparison:
    """Four or five queries."""
    rivals = list(project_parts.rivals(project))
    every = list(Criterion.objects.visible_to(actor).filter(strategy__project=project))
    scores = list(Score.objects.visible_to(actor).filter(strategy__project=project))
    related = ("sponsor__contact__subject",)
    rows = Position.objects.visible_to(actor).filter(strategy__project=project).select_related(*related)
    positions = {one.rival_id: one for one in rows}
    sees_chain = any(one.sponsor_id for one in positions.values()) and chains.may_see(actor, project)
    price = next((one for one in every if one.price), None)
    criteria = [one for one in every if not one.price]
    ours = {one.criterion_id: one.points for one in scores if one.rival_id is None}
    us = Bidder(None, None, ours, _total(criteria, ours), None)
    currencies = {one.price_currency for one in rivals if _priced(one, positions.get(one.pk))}
    found = []
    for one in rivals:
        points = {score.criterion_id: score.points for score in scores if score.rival_id == one.pk}
        position = positions.get(one.pk)
        sponsor = member_name(position.sponsor) if sees_chain and position and position.sponsor else ""
        beaten = _beaten(criteria, price, ours, points, one, position)
        found.append(Bidder(one, position, points, _total(criteria, points), beaten, sponsor))
    mixed = len(currencies) > 1
    known = [] if mixed else [one.beaten for one in found if one.beaten]
    currency = currencies.pop() if len(currencies) == 1 else "CNY"
    return Comparison(
        criteria, price, sum(one.weight for one in every), us, found, rules.target(known), currency, mixed
    )


def history(project: Project, competitor: int | None = None, most: int = 30) -> list[Step]:
    """How positions moved, the newest first; of one competitor or of all."""
    rows = Event.objects.filter(subject=project.pk, verb__in=STAGED).select_related("actor", "payload").order_by("-pk")
    found = []
    for event in rows[: most * 3]:
        data = event.payload.data or {}
        if competitor is not None and data.get("competitor") != competitor:
            continue
        stage = "" if event.verb.endswith("removed") else str(data.get("stage") or "")
        money = data.get("price")
        price = Money(money["minor"], money["currency"]) if isinstance(money, dict) else None
        found.append(Step(event.at, str(event.actor), int(data.get("competitor") or 0), stage, price))
    return found[:most]


def _total(criteria: Sequence[Criterion], points: dict[int, int]) -> Fraction | None:
    return rules.total((one.weight, points.get(one.pk)) for one in criteria)


def _priced(rival: Rival, position: Position | None) -> bool:
    return rival.price is not None or bool(position and (position.low is not None or position.high is not None))


def _beaten(
    criteria: Sequence[Criterion],
    price: Criterion | None,
    ours: dict[int, int],
    theirs: dict[int, int],
    rival: Rival,
    position: Position | None,
) -> rules.Beaten:
    weighed = [rules.Weighed(one.weight, ours.get(one.pk), theirs.get(one.pk)) for one in criteria]
    low, high = (position.low, position.high) if position else (None, None)
    return rules.beat(weighed, price.weight if price else 0, rival.price, low, high)
