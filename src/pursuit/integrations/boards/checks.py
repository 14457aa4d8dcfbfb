"""What a board must be for anybody to work with it: ids that occur once, parents that end somewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pursuit.integrations.boards.board import Card
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.fields import thing


class Named(Protocol):
    """Anything of a board that has an id and a name."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def check_ids(kind: str, given: Iterable[Named]) -> None:
    """Raises BoardError at the first id that occurs twice. kind: of fields.NOUNS."""
    seen: set[str] = set()
    for one in given:
        if one.id in seen:
            raise BoardError("duplicate_id", thing=thing(kind, one.name), element="id", value=quoted(one.id))
        seen.add(one.id)


def check_parents(cards: Sequence[Card]) -> None:
    """Raises BoardError where a card is below itself."""
    parents: Mapping[str, str] = {card.id: card.parent for card in cards if card.parent}
    fine: set[str] = set()
    for card in cards:
        way: list[str] = []
        at = card.id
        on = set()
        while at and at not in fine:
            if at in on:
                raise BoardError("parent_cycle", thing=thing("task", card.name), element="parent")
            on.add(at)
            way.append(at)
            at = parents.get(at, "")
        fine.update(way)
