"""What ties the rows of a board: dependencies with their lags, and who works on what."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from pursuit.domain.plans.rules.brought import BroughtLink, BroughtUse
from pursuit.domain.plans.rules.lengths import Measure
from pursuit.engine.schedule.network import Kind, LagUnit
from pursuit.integrations.boards.board import Card, Link, Span
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.outline import card_key, key


def links(
    cards: Iterable[Card], above: Mapping[str, str], measure: Measure, notes: Notes
) -> Iterator[BroughtLink]:  # fmt: skip
    """above: the key of the row above each. What the file does not say clearly was told when it was read."""
    for card in cards:
        after = card_key(card)
        for link in card.links:
            before = key("c", link.card)
            if not link.card or before not in above or before == after:
                continue
            if _within(before, after, above) or _within(after, before, above):
                notes.add("links_outline", card.name)  # a summary is made of what is below it
            else:
                yield BroughtLink(before, after, int(Kind[link.type]), *_lag(link, measure))


def _within(own: str, upper: str, above: Mapping[str, str]) -> bool:
    while own:
        own = above.get(own, "")
        if own == upper:
            return True
    return False


def _lag(link: Link, measure: Measure) -> tuple[int, int]:
    """Amount and unit as the engine has them."""
    lag = link.lag
    if lag is None:
        return 0, int(LagUnit.WORK)
    if lag.unit == "%":
        return round(lag.amount * 100), int(LagUnit.PERCENT_ELAPSED if lag.elapsed else LagUnit.PERCENT)
    return length(lag, measure), int(LagUnit.ELAPSED if lag.elapsed else LagUnit.WORK)


def length(span: Span, measure: Measure) -> int:
    """Minutes."""
    return round(span.minutes(day=measure.day, week=measure.week, month=measure.month))


def uses(cards: Iterable[Card], people: Collection[str], measure: Measure) -> Iterator[BroughtUse]:
    """Of several people nobody knows who does how much."""
    for card in cards:
        members = [one for one in card.members if one in people]
        work, spent = (
            max(length(span, measure), 0) if span and len(members) == 1 else None for span in (card.work, card.spent)
        )
        for member in members:
            yield BroughtUse(card_key(card), member_key(member), work=work, done=spent)


def member_key(member: str) -> str:
    return key("m", member)
