"""A board as rows below rows: projects where there are several, sections, cards, subtasks."""

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pursuit.integrations.boards.board import Board, Card, Place, Project, Section

LONGEST = 90  # letters of a key


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be. parent: key of the row above, "" at the top; cards: those of a section or project itself."""

    key: str
    parent: str
    thing: Project | Section | Card
    cards: Sequence[Card] = ()


def key(kind: str, own: str) -> str:
    """What a row goes by in every export of the board. kind: p, s or c."""
    text = f"{kind}:{own}"
    return text if len(text) <= LONGEST else f"{kind}#{hashlib.sha256(own.encode()).hexdigest()[:40]}"


def card_key(card: Card) -> str:
    return key("c", card.id)


def lines(board: Board, gone: Container[str] = ()) -> list[Line]:
    """Each after the row above it, in the order of the board. gone: keys that stay out; what is below them moves up."""
    return list(_Outline(board, gone).lines())


class _Outline:
    def __init__(self, board: Board, gone: Container[str]) -> None:
        self.board, self.gone = board, gone
        self.sections: Mapping[str, Section] = {one.id: one for one in board.sections}
        known = {card.id for card in board.cards}
        self.below: dict[str, list[Card]] = {}
        self.tops: dict[Place, list[Card]] = {}
        for card in board.cards:
            if card.parent in known:
                self.below.setdefault(card.parent, []).append(card)
            else:
                self.tops.setdefault(self._place(card), []).append(card)
        used = {one.project for one in board.sections} | {one.project for one in self.tops}
        self.projects = [one for one in board.projects if one.id in used]
        self.several = len(self.projects) > 1

    def _place(self, card: Card) -> Place:
        """Where a card of several places stands: in the first that has a section."""
        found = next((one for one in card.places if one.section in self.sections), None)
        if found is not None:
            return Place(found.section, self.sections[found.section].project)
        return Place("", card.places[0].project if card.places else "")

    def lines(self) -> Iterator[Line]:
        for project in self.projects:
            top = ""
            if self.several:
                line = Line(key("p", project.id), "", project, self.tops.get(Place("", project.id), ()))
                top = line.key if line.key not in self.gone else ""
                if top:
                    yield line
            yield from self._project(project.id, top)
        there = {one.id for one in self.projects}
        named = [*(one.project for one in self.board.sections), *(one.project for one in self.tops)]
        for left in dict.fromkeys(one for one in named if one not in there):
            yield from self._project(left, "")

    def _project(self, project: str, top: str) -> Iterator[Line]:
        for section in self.board.sections:
            if section.project == project:
                cards = self.tops.get(Place(section.id, project), [])
                line = Line(key("s", section.id), top, section, cards)
                there = line.key not in self.gone
                if there:
                    yield line
                yield from self._cards(cards, line.key if there else top)
        yield from self._cards(self.tops.get(Place("", project), []), top)

    def _cards(self, cards: Sequence[Card], above: str) -> Iterator[Line]:
        """Without recursion: subtasks lie as deep as their file says."""
        waiting = [(card, above) for card in reversed(cards)]
        while waiting:
            card, parent = waiting.pop()
            own = card_key(card)
            there = own not in self.gone
            if there:
                yield Line(own, parent, card)
            waiting += [(one, own if there else parent) for one in reversed(self.below.get(card.id, []))]
