"""Tasks that are told by their names: which one is meant, and what stands between several names of one cell."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from pursuit.integrations.boards.board import Card, Link
from pursuit.integrations.boards.fields import bounded_values
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.intake.likeness import plain

LONGEST = 21  # names and marks in a run that is tried as one name


class Names:
    """Where in the order of the file each name stands."""

    def __init__(self, names: Iterable[str]) -> None:
        self.places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            if key := plain(name):
                self.places.setdefault(key, []).append(place)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and plain(name) in self.places

    def several(self, name: str) -> bool:
        return len(self.places.get(plain(name), ())) > 1

    def only(self, name: str) -> int | None:
        """The place of a name that stands once."""
        found = self.places.get(plain(name), [])
        return found[0] if len(found) == 1 else None

    def above(self, name: str, place: int) -> int | None:
        """The nearest before this place; where none is, the nearest behind it."""
        found = self.places.get(plain(name), [])
        before = bisect_left(found, place)
        if before:
            return found[before - 1]
        return next((one for one in found if one > place), None)


def split(text: str, known: Container[str], notes: Notes, marks: str = ",") -> list[str]:
    """The names in a cell. A name may hold a mark itself: the longest run that is a known name is one name.

    Raises BoardError where all cells together hold more names than any plan.
    """
    if not text:
        return []
    pieces = re.split(f"([{re.escape(marks)}])", text)  # names at even places, marks between them
    bounded_values(notes, text[:20], len(pieces) // 2 + 1)
    found, at = [], 0
    while at < len(pieces):
        ends = range(min(len(pieces), at + LONGEST), at, -2)
        name, end = next(
            ((name, end) for end in ends if (name := "".join(pieces[at:end]).strip()) in known),
            (pieces[at].strip(), at + 1),
        )
        if name:
            found.append(name)
        at = end + 1
    return found


def parent(names: Names, named: str, place: int, notes: Notes) -> int | None:
    """Which place a parent's name means; what is doubtful is noted."""
    found = names.above(named, place)
    if found is None:
        notes.add("parents_missing", named)
        return None
    notes.add("parents_by_name")
    if names.several(named):
        notes.add("parents_several", named)
    return found


def link_up(cards: Sequence[Card], before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], notes: Notes
            ) -> list[tuple[Link, ...]]:  # fmt: skip
    """The links of each card. before: names of the tasks it waits for; after: of those that wait for it.

    Both columns say the same from two sides, so that one may tell which of several tasks the other means.
    """
    names = Names(card.name for card in cards)
    found: list[dict[str, Link]] = [{} for _card in cards]
    open_: list[tuple[int, str]] = []
    for place, card in enumerate(cards):
        for name in after[place]:
            target = names.only(name)
            if target is not None and target != place:
                found[target].setdefault(card.id, Link(card.id, card.name))
            elif target is None:
                open_.append((place, name))
    for place, card in enumerate(cards):
        said = {plain(link.named) for link in found[place].values()}
        for name in before[place]:
            source = names.only(name)
            if source == place:
                notes.add("links_self", card.name)
            elif source is not None:
                found[place].setdefault(cards[source].id, Link(cards[source].id, name))
            elif plain(name) not in said:
                notes.add("links_several" if name in names else "links_missing", name)
                found[place][f"\0{name}"] = Link("", name)
    _left(cards, found, open_, names, notes)
    notes.add("links_by_name", count=sum(map(len, found)))
    return [tuple(links.values()) for links in found]


def _left(
    cards: Sequence[Card], found: list[dict[str, Link]], left: Iterable[tuple[int, str]], names: Names, notes: Notes
) -> None:
    """Tasks that wait, of which there are several or none, unless one of them says so itself."""
    for place, name in left:
        same = names.places.get(plain(name), [])
        if not any(cards[place].id in found[other] for other in same):
            notes.add("links_several" if same else "links_missing", name)
