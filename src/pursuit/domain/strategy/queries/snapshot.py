"""A strategy as one document: what a version keeps, the printed sheet shows and the Word file says.

Names are kept as they are called now; codes of closed lists stay codes. What fewer people may read stands apart.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.strategy.fields import PRICE
from pursuit.domain.strategy.models import (
    AnalysisItem,
    Concession,
    Criterion,
    Crossing,
    Need,
    Position,
    RelationshipMove,
    Score,
    StrategyLine,
    StrategySheet,
    StrategyVersion,
    Theme,
)
from pursuit.domain.strategy.queries.parts import inner_first, line_view, member_name
from pursuit.domain.strategy.rules.sheets import COMMON, GUARDED, OWN
from pursuit.kernel import clock, events
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.user import User
from pursuit.kernel.money import Money

SCHEMA = 1
Json = dict[str, object]


def whole(project: Project) -> tuple[Json, Json, Json]:
    """All of a strategy, whoever asks: what everybody reads, the prices, what is of the chain. For freezing only."""
    data: Json = {
        "schema": SCHEMA,
        "needs": [
            _need(one) for one in Need.objects.filter(strategy__project=project).select_related("product__subject")
        ],
        "items": [
            _plain(one, "sheet", "cell", "text", "weight", "evidence", "source")
            for one in AnalysisItem.objects.filter(strategy__project=project).order_by("sheet", "cell", "pk")
        ],
        "crossings": [
            _plain(one, "kind", "text") | {"items": [item.text for item in inner_first(one.items.all())]}
            for one in Crossing.objects.filter(strategy__project=project).prefetch_related("items")
        ],
        "themes": [
            _plain(one, "discriminator", "benefit", "proof") for one in Theme.objects.filter(strategy__project=project)
        ],
        "criteria": _criteria(project),
        "rivals": _rivals(project),
        "sheets": [_sheet(one) for one in StrategySheet.objects.filter(strategy__project=project)],
        "lines": [_line(one) for one in _lines(project)],
    }
    return data, _prices(project), _chain(project)


def now(actor: Actor, project: Project) -> Json:
    """The strategy as it is, for a reader: without what they may not see."""
    return _merged(actor, project, *whole(project))


def of(actor: Actor, version: StrategyVersion, project: Project) -> Json:
    """A frozen version, for a reader: without what they may not see."""
    return _merged(actor, project, version.data, version.prices, version.chain)


def _merged(actor: Actor, project: Project, data: Json, prices: Json, chain: Json) -> Json:
    merged = dict(data)
    if actor.may(PRICE):
        guarded = cast(Mapping[str, Json], prices.get("sheets") or {})
        merged["sheets"] = [row | guarded.get(str(row["id"]), {}) for row in _rows(data, "sheets")]
        merged["concessions"] = prices.get("concessions") or []
    if chains.may_see(actor, project):
        said = cast(Mapping[str, str], chain.get("needs") or {})
        inside = cast(Mapping[str, str], chain.get("sponsors") or {})
        merged["needs"] = [row | {"who": said.get(str(row["id"]), "")} for row in _rows(data, "needs")]
        merged["rivals"] = [row | {"sponsor": inside.get(str(row["id"]), "")} for row in _rows(data, "rivals")]
        merged["moves"] = chain.get("moves") or []
    return merged


def _rows(data: Json, name: str) -> list[Json]:
    return cast(list[Json], data.get(name) or [])


def _plain(row: object, *names: str) -> Json:
    return {"id": getattr(row, "pk"), **{name: events.plain(getattr(row, name)) for name in names}}  # noqa: B009


def _money(row: object, name: str, currency: str = "") -> object:
    minor = getattr(row, name)
    return None if minor is None else events.plain(Money(minor, currency or getattr(row, f"{name}_currency")))


def _name(one: User | None) -> str:
    return str(one) if one else ""


def _need(one: Need) -> Json:
    names = ("number", "text", "kind", "priority", "state", "evidence", "answer", "compliance", "gap")
    return _plain(one, *names) | {"product": one.product.title if one.product else ""}


def _criteria(project: Project) -> list[Json]:
    scores = Score.objects.filter(strategy__project=project).select_related("rival__competitor__subject")
    by: dict[int, dict[str, int]] = {}
    for one in scores:
        by.setdefault(one.criterion_id, {})[one.rival.competitor.title if one.rival else ""] = one.points
    rows = Criterion.objects.filter(strategy__project=project)
    return [_plain(one, "name", "weight", "price") | {"scores": by.get(one.pk, {})} for one in rows]


def _rivals(project: Project) -> list[Json]:
    kept = {one.rival_id: one for one in Position.objects.filter(strategy__project=project)}
    found = []
    for one in Rival.objects.filter(project=project).select_related("competitor__subject").order_by("-stage", "pk"):
        place = kept.get(one.pk)
        row = _plain(one, "stage", "strengths", "weaknesses", "price_source", "price_estimated")
        row |= {"id": one.competitor_id, "name": one.competitor.title, "price": _money(one, "price")}
        row["low"] = _money(place, "low", one.price_currency) if place else None
        row["high"] = _money(place, "high", one.price_currency) if place else None
        found.append(row | {"counter": place.counter if place else ""})
    return found


def _sheet(one: StrategySheet) -> Json:
    row: Json = {"id": one.kind}
    for name in (*COMMON, *OWN[one.kind]):
        if name in GUARDED:
            continue
        if name == "partner":
            row[name] = one.partner.title if one.partner else ""
        else:
            row[name] = _money(one, name) if hasattr(one, f"{name}_currency") else events.plain(getattr(one, name))
    return row


def _lines(project: Project) -> Iterable[StrategyLine]:
    rows = StrategyLine.objects.filter(strategy__project=project)
    return rows.select_related("owner", "task__subject__owner").order_by("sheet", "pk")


def _line(one: StrategyLine) -> Json:
    view = line_view(one, clock.today())
    state = "task" if view.state == "late" else view.state
    owner, day = str(view.owner or ""), events.plain(view.due_on)
    return _plain(one, "sheet", "text", "reason") | {"owner": owner, "due_on": day, "state": state}


def _prices(project: Project) -> Json:
    rows = StrategySheet.objects.filter(strategy__project=project, kind="price")
    ladder = Concession.objects.filter(strategy__project=project)
    names = ("step", "gives", "for_what", "granted_by")
    return {
        "sheets": {one.kind: {name: _money(one, name) for name in sorted(GUARDED)} for one in rows},
        "concessions": [_plain(one, *names) | {"price": _money(one, "price")} for one in ladder],
    }


def _chain(project: Project) -> Json:
    needs = Need.objects.filter(strategy__project=project).exclude(member=None, contact=None)
    related = ("contact__subject", "member__contact__subject")
    sponsors = Position.objects.filter(strategy__project=project).exclude(sponsor=None)
    planned = RelationshipMove.objects.filter(chain__project=project).select_related(
        "owner", "member__contact__subject"
    )
    return {
        "needs": {str(one.pk): _said_by(one) for one in needs.select_related(*related)},
        "sponsors": {
            str(one.rival.competitor_id): member_name(one.sponsor)
            for one in sponsors.select_related("rival", "sponsor__contact__subject")
            if one.sponsor
        },
        "moves": [_move(one) for one in planned],
    }


def _said_by(one: Need) -> str:
    if one.member is not None:
        return member_name(one.member)
    return one.contact.title if one.contact else ""


def _move(one: RelationshipMove) -> Json:
    row = _plain(one, "start", "target", "measures", "due_on", "reason")
    return row | {
        "name": member_name(one.member),
        "support": one.member.support,
        "cost": _money(one, "cost"),
        "owner": _name(one.owner),
    }
