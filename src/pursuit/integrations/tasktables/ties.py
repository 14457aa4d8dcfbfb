"""What ties the tasks of a table: parents by key, name, outline level or WBS code, predecessors by key or name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pursuit.integrations.boards import naming, spans
from pursuit.integrations.boards.board import Card, Link, LinkType, Span
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.tasktables import cells
from pursuit.integrations.tasktables.rows import Task

MARKS = ",，;；、\n"
_CODE = re.compile(r"\d{1,6}(?:\.\d{1,6})*\.?")
_KEYED = re.compile(
    r"[\[(（【#]?\s*([^\s\])）】:：]+)\s*[\])）】:：]?\s+\S|.*[\[(（【]\s*([^\])）】]+)\s*[\])）】]\s*$"
)


class _Ties:
    def __init__(self, tasks: Sequence[Task], notes: Notes) -> None:
        self.tasks, self.notes = tasks, notes
        self.names = naming.Names(one.card.name for one in tasks)
        self.keys = {plain(one.key): place for place, one in enumerate(tasks) if one.key}
        self.codes = {one.level.rstrip("."): place for place, one in enumerate(tasks) if _CODE.fullmatch(one.level)}

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (plain(word) in self.keys or word in self.names)

    def by_key(self, word: str) -> int | None:
        """A key alone, before a name (SCR-12 写标书), or behind one in brackets (写标书（SCR-12）)."""
        found = self.keys.get(plain(word))
        if found is None and word not in self.names and (keyed := _KEYED.match(word)):
            found = self.keys.get(plain(keyed[1] or keyed[2]))
        return found

    def parent(self, place: int) -> int | None:
        word = self.tasks[place].parent
        found = self.by_key(word)
        if found == place:
            return None
        return naming.parent(self.names, word, place, self.notes) if found is None else found

    def other(self, word: str) -> tuple[int | None, bool]:
        """The place of a task a link names; and whether it went by its name."""
        found = self.by_key(word)
        if found is None:
            found = self.codes.get(word.rstrip(".")) if "." in word else None
        if found is not None:
            return found, False
        return self.names.only(word), True

    def link(self, place: int, word: str) -> tuple[int | None, Link]:
        """One entry of a column of links: the place of the other task, and the link as the waiting task has it."""
        at, named = self.other(word)
        read = None if at is not None else spans.link(word)
        kind: LinkType = "FS"
        lag: Span | None = None
        if read is not None and read[0] != word:
            at, named = self.other(read[0])
            word = read[0]
        if read is not None:
            kind, lag = read[1], read[2]
        if at == place:
            self.notes.add("links_self", self.tasks[place].card.name)
        elif at is None:
            self.notes.add("links_several" if word in self.names else "links_missing", word)
        elif named:
            self.notes.add("links_by_name")
        return at, Link(self.tasks[at].card.id if at is not None else "", word, kind, lag)


def tied(tasks: Sequence[Task], notes: Notes) -> list[Card]:
    """The cards with parents and links."""
    ties = _Ties(tasks, notes)
    parents = _by_outline(tasks, notes)
    found: list[dict[str, Link]] = [{} for _task in tasks]
    for place, task in enumerate(tasks):
        if task.parent and not cells.nothing(task.parent):
            parents[place] = ties.parent(place)
        for word in _words(task.before, ties):
            at, link = ties.link(place, word)
            if at != place:
                found[place].setdefault(link.card or f"\0{word}", link)
        for word in _words(task.after, ties):
            at, link = ties.link(place, word)
            if at is not None and at != place:
                own = replace(link, card=task.card.id, named=task.card.name)
                found[at].setdefault(task.card.id, own)
    cards = []
    for place, task in enumerate(tasks):
        parent = parents[place]
        card = replace(task.card, parent_named=task.parent, links=tuple(found[place].values()))
        cards.append(card if parent is None else replace(card, parent=tasks[parent].card.id))
    return cards


def _words(text: str, ties: _Ties) -> list[str]:
    return [one for one in naming.split(text, ties, ties.notes, MARKS) if not cells.nothing(one)]


def _by_outline(tasks: Sequence[Task], notes: Notes) -> list[int | None]:
    """Parents by WBS codes (1.2 is below 1) or by outline levels (the nearest task above of a lower one)."""
    levels = [one.level.strip().rstrip(".") for one in tasks]
    if not any(levels) and (keys := [one.key for one in tasks]) and _are_codes(keys):
        levels = keys
    if any("." in level for level in levels):
        places = {level: place for place, level in reversed(list(enumerate(levels))) if level}
        return [_above(places, level) for level in levels]
    return _by_level(levels, notes)


def _above(places: dict[str, int], level: str) -> int | None:
    """The nearest code that is there: 1.2.3 is below 1 where there is no 1.2."""
    while "." in level:
        level = level.rpartition(".")[0]
        if level in places:
            return places[level]
    return None


def _are_codes(keys: Sequence[str]) -> bool:
    """Are these WBS codes: numbers with points, and what stands before the last point is there too?"""
    known = set(keys)
    return all(_CODE.fullmatch(key) for key in keys) and any("." in key for key in keys) and all(
        key.rpartition(".")[0] in known for key in keys if "." in key
    )  # fmt: skip


def _by_level(levels: Sequence[str], notes: Notes) -> list[int | None]:
    found: list[int | None] = []
    open_: list[tuple[int, int]] = []  # (level, place) from the top down
    for place, text in enumerate(levels):
        if not text.isdecimal():
            found.append(None)
            continue
        level = int(text)
        while open_ and open_[-1][0] >= level:
            open_.pop()
        if open_ and level > open_[-1][0] + 1:
            notes.add("levels_skipped")
        found.append(open_[-1][1] if open_ else None)
        open_.append((level, place))
    return found
