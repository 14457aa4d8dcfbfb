"""Writing the comparison: criteria, scores, positions of rivals, the customer's own building as a rival."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.market.models import Competitor
from pursuit.domain.projects.actions.lines import (
    Estimated,
    PriceSource,
    RivalPrice,
    RivalStage,
    Strengths,
    Weaknesses,
    put_rival,
    remove_rival,
)
from pursuit.domain.projects.models import Rival
from pursuit.domain.strategy.actions.undoing import undo_rows
from pursuit.domain.strategy.actions.writing import (
    EDIT,
    chain_for,
    create,
    found,
    happened,
    opened,
    remove,
    required,
    update,
    whole,
)
from pursuit.domain.strategy.fields import (
    CompetitorRef,
    CriterionDetails,
    CriterionId,
    Points,
    PositionDetails,
    ProjectId,
)
from pursuit.domain.strategy.models import Criterion, Position, Score, Strategy
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money

SELF_BUILD = "strategy:self-build"
PUT = "strategy.position_put"
KEPT = ("stage", "strengths", "weaknesses", "price", "price_source", "price_estimated", "low", "high", "counter")
Built = Annotated[str, Field(max_length=200), Label(gettext_lazy("How they would build it themselves"), widget="long")]


@action("strategy.create_criterion", right=EDIT, public="criteria.create", inverse=undo_rows)
def create_criterion(*, actor: Actor, project: ProjectId, **fields: Unpack[CriterionDetails]) -> Criterion:
    """By what the customer compares; one of them may be the price."""
    strategy = opened(actor, project)
    required(fields, "name")
    _one_price(strategy, fields)
    return create(actor, strategy, Criterion, fields)


@action("strategy.update_criterion", right=EDIT, public="criteria.update", inverse=undo_rows)
def update_criterion(
    *, actor: Actor, criterion: CriterionId, version: Version | None = None, **fields: Unpack[CriterionDetails]
) -> Criterion:
    """Name it or weigh it anew."""
    strategy, row = found(actor, Criterion, criterion, version)
    if "name" in fields:
        required(fields, "name")
    _one_price(strategy, fields, row)
    return update(actor, strategy, row, fields)


@action("strategy.remove_criterion", right=EDIT, public="criteria.remove", inverse=undo_rows)
def remove_criterion(*, actor: Actor, criterion: CriterionId) -> Strategy:
    """Take a criterion away with its scores."""
    strategy, row = found(actor, Criterion, criterion)
    for score in row.scores.all():
        remove(actor, strategy, score)
    remove(actor, strategy, row)
    return strategy


@action("strategy.set_score", right=EDIT, public="criteria.score", inverse=undo_rows)
def set_score(
    *, actor: Actor, criterion: CriterionId, competitor: CompetitorRef | None = None, points: Points | None = None
) -> Criterion:
    """How a competitor of the project stands by a criterion, or we do where none is named; empty takes it back."""
    strategy, row = found(actor, Criterion, criterion)
    if row.price:
        raise Refused("price", _("The points of the price follow from the prices."), "criterion")
    rival = _rival(strategy, competitor) if competitor else None
    score = Score.objects.filter(criterion=row, rival=rival).first()
    if points is None:
        if score is not None:
            remove(actor, strategy, score)
    elif score is None:
        made = Score.objects.create(strategy=strategy, criterion=row, rival=rival, points=points)
        happened(actor, strategy, made, None, whole(made))
    else:
        update(actor, strategy, score, {"points": points})
    return row


def _undo_position(actor: Actor, happened_: Sequence[Event]) -> object:
    event = next(one for one in happened_ if one.verb == PUT)
    data = event.payload.data
    if data["before"] is None:
        return remove_rival.run(actor, {"project": data["project"], "competitor": data["competitor"]})
    return set_position.run(actor, {"project": data["project"], "competitor": data["competitor"], **data["before"]})


@action("strategy.set_position", right=EDIT, public="strategies.set-position", inverse=_undo_position)
def set_position(
    *,
    actor: Actor,
    project: ProjectId,
    competitor: CompetitorRef,
    stage: RivalStage = "c1",
    strengths: Strengths = "",
    weaknesses: Weaknesses = "",
    price: RivalPrice | None = None,
    price_source: PriceSource = "",
    price_estimated: Estimated = False,
    **fields: Unpack[PositionDetails],
) -> Position:
    """Where a competitor stands: as in the project's own list, with the range of its price and our counter move."""
    strategy = opened(actor, project)
    rival = Rival.objects.filter(project=strategy.project, competitor=competitor).first()
    before = _position(rival) if rival else None
    low, high = fields.get("low"), fields.get("high")
    currency = next((one.currency for one in (price, low, high) if one), "CNY")
    if any(one and one.currency != currency for one in (price, low, high)):
        raise Refused("currencies", _("Give the price and its range in one currency."), "low")
    if low and high and low.minor > high.minor:
        raise Refused("range", _("The range begins above its end."), "low")
    if (low or high) and not (price_estimated or price_source):
        raise Refused("source_needed", _("Name the public source, or mark it as estimated."), "price_source")
    rival = put_rival(
        actor=actor, project=project, competitor=competitor, stage=stage, strengths=strengths, weaknesses=weaknesses,
        price=price, price_source=price_source, price_estimated=price_estimated,
    )  # fmt: skip
    if price is None and rival.price_currency != currency:
        Rival.objects.filter(pk=rival.pk).update(price_currency=currency)
        rival.price_currency = currency
    row = Position.objects.filter(rival=rival).first() or Position(strategy=strategy, rival=rival)
    _sponsor(actor, strategy, row, fields)
    row.low, row.high = low.minor if low else None, high.minor if high else None
    row.counter = fields.get("counter", "")
    row.save()
    after = _position(rival)
    old = before or {}
    changes = {name: (old.get(name), after[name]) for name in KEPT if old.get(name) != after[name]}
    events.record(actor, PUT, strategy.subject, changes, project=project, competitor=competitor, before=before)
    return row


@action("strategy.add_self_build", right=EDIT, public="strategies.add-self-build", inverse=_undo_position)
def add_self_build(*, actor: Actor, project: ProjectId, how: Built = "") -> Position:
    """The customer may build it themselves: that counts as a competitor."""
    strategy = opened(actor, project)
    known = Competitor.objects.live().filter(subject__source_id=SELF_BUILD).first()
    known = known or records.create(
        Competitor, actor, fields={"title": _("Built by the customer"), "owner": records.NOBODY}, source_id=SELF_BUILD
    )
    if Rival.objects.filter(project=strategy.project, competitor=known).exists():
        raise Conflict("already_there", _("Building it themselves is among the competitors already."))
    return set_position.function(actor=actor, project=project, competitor=known.pk, stage="c1", strengths=how)


def _rival(strategy: Strategy, competitor: int) -> Rival:
    row = Rival.objects.filter(project=strategy.project, competitor=competitor).first()
    if row is None:
        raise Missing("not_found", _("This competitor is not among those of the project."))
    return row


def _one_price(strategy: Strategy, fields: CriterionDetails, row: Criterion | None = None) -> None:
    """There is one price, and it has no scores of its own."""
    if not fields.get("price"):
        return
    if Criterion.objects.filter(strategy=strategy, price=True).exclude(pk=row.pk if row else 0).exists():
        raise Conflict("one_price", _("Another criterion is the price already."), "price")
    if row is not None and row.scores.exists():
        raise Conflict("scored", _("This criterion has scores: take them away first."), "price")


def _sponsor(actor: Actor, strategy: Strategy, row: Position, fields: PositionDetails) -> None:
    """Of the chain: only its writers may name one, and what they name is told with the chain."""
    if "sponsor" not in fields:
        return
    chain = chain_for(actor, strategy.project)
    pk, before = fields["sponsor"], row.sponsor_id
    if pk and not chain.members.filter(pk=pk).exists():
        raise Refused("other_project", _("This belongs to another project."), "sponsor")
    row.sponsor_id = pk
    if pk != before:
        events.record(actor, "strategy.sponsor_named", chain.subject, {"sponsor": (before, pk)}, rival=row.rival_id)


def _position(rival: Rival) -> dict[str, object]:
    """What an undo puts back; who speaks for them inside is not among it."""
    row = Position.objects.filter(rival=rival).first()
    money = {name: getattr(row, name) if row else None for name in ("low", "high")} | {"price": rival.price}
    found = {name: getattr(rival, name) for name in KEPT[:6]} | {"counter": row.counter if row else ""}
    kept = {name: None if one is None else Money(one, rival.price_currency) for name, one in money.items()}
    return {name: events.plain(one) for name, one in (found | kept).items()}
