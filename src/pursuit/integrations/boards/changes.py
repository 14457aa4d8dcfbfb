"""Two exports of the same board: what is new, what changed and how, what is gone, what only went out of sight.

Things are told apart by the ids of the other tool. What belongs to a card (a comment, a check list item) is a thing of
its own, so that a new comment is one thing added and does not change its card.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from pursuit.integrations.boards.board import Board, Card

# Fields of a card that are things of their own, or only say that something else changed.
APART = frozenset(
    {"id", "checklists", "comments", "attachments", "custom", "links", "modified", "comments_told", "row"}
)
UNORDERED = frozenset({"members", "followers", "labels"})
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing. kind: project, section, person, label, field, card, checklist, item, comment, attachment, value, link;
    card: the card it belongs to, "" for none; name: as people call it."""

    kind: str
    id: str
    name: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """Of a thing that changed: what it was and what it is."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    ref: Ref
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """unchanged: how many things of each kind are as they were; unseen: gone from the file because it reaches less far
    back, which says nothing about whether they are gone from the board."""

    added: tuple[Ref, ...]
    changed: tuple[Change, ...]
    vanished: tuple[Ref, ...]
    unseen: tuple[Ref, ...]
    unchanged: Mapping[str, int]

    def counts(self) -> dict[str, dict[str, int]]:
        """By kind: added, changed, unchanged, vanished, unseen; no zeros."""
        found: dict[str, Counter[str]] = {}
        for word, refs in (
            ("added", self.added),
            ("changed", tuple(one.ref for one in self.changed)),
            ("vanished", self.vanished),
            ("unseen", self.unseen),
        ):
            for ref in refs:
                found.setdefault(ref.kind, Counter())[word] += 1
        for kind, count in self.unchanged.items():
            found.setdefault(kind, Counter())["unchanged"] += count
        return {kind: dict(counts) for kind, counts in sorted(found.items())}


def changes(before: Board, after: Board) -> Changes:
    """What a second import has to do. ValueError where the boards are of two tools or have two ids."""
    if before.source != after.source or (before.id and after.id and before.id != after.id):
        raise ValueError("these are exports of two different boards")
    old, new = _things(before), _things(after)
    added, changed = [], []
    unchanged: Counter[str] = Counter()
    for key, (ref, facts) in new.items():
        if key not in old:
            added.append(ref)
        elif found := tuple(_differences(old[key][1], facts)):
            changed.append(Change(ref, found))
        else:
            unchanged[ref.kind] += 1
    gone = [(ref, facts) for key, (ref, facts) in old.items() if key not in new]
    unseen = [ref for ref, facts in gone if _out_of_sight(ref, facts, after.since)]
    hidden = set(unseen)
    return Changes(
        tuple(added), tuple(changed), tuple(ref for ref, _f in gone if ref not in hidden), tuple(unseen), unchanged
    )


def _out_of_sight(ref: Ref, facts: Facts, since: datetime | None) -> bool:
    """Comments older than the file reaches, and people who were known from such comments only."""
    at = facts.get("at")
    older = since is not None and isinstance(at, datetime) and at < since
    return (ref.kind == "comment" and older) or (ref.kind == "person" and facts["former"] is True)


def _differences(old: Facts, new: Facts) -> Iterator[Field]:
    for name, value in new.items():
        if name == "done_at" and value is None and new["done"]:
            continue  # still done; when that happened stands in a history that is cut
        if old.get(name) != value:
            yield Field(name, old.get(name), value)


Thing = tuple[Ref, Facts]


def _things(board: Board) -> dict[tuple[str, str], Thing]:
    found: dict[tuple[str, str], Thing] = {}
    for ref, facts in _all(board):
        found[ref.kind, ref.id] = (ref, facts)
    return found


def _all(board: Board) -> Iterator[Thing]:
    for kind, several in (
        ("project", board.projects),
        ("section", board.sections),
        ("person", board.people),
        ("label", board.labels),
        ("field", board.fields),
    ):
        for one in several:
            yield Ref(kind, one.id, one.name), _facts(one)
    for card in board.cards:
        yield Ref("card", card.id, card.name), _facts(card, APART)
        yield from _of_card(card)


def _of_card(card: Card) -> Iterator[Thing]:
    for checklist in card.checklists:
        yield Ref("checklist", checklist.id, checklist.name, card.id), _facts(checklist, {"items"}, card=card.id)
        for item in checklist.items:
            yield Ref("item", item.id, item.name, card.id), _facts(item, checklist=checklist.id)
    for comment in card.comments:
        yield Ref("comment", comment.id, comment.text[:60], card.id), _facts(comment, {"author_name"}, card=card.id)
    for attachment in card.attachments:
        yield Ref("attachment", attachment.id, attachment.name, card.id), _facts(attachment, card=card.id)
    for value in card.custom:
        yield Ref("value", f"{card.id}/{value.field}", value.text[:60], card.id), {"text": value.text}
    for link in card.links:
        told = link.card or link.named
        yield Ref("link", f"{card.id}/{told}", told, card.id), {"type": link.type, "lag": link.lag}


def _facts(one: object, apart: Iterable[str] = (), **more: object) -> Facts:
    left = {"id", *apart}
    found: dict[str, object] = {}
    for each in fields(one):  # type: ignore[arg-type]  # all of them are dataclasses
        if each.name not in left:
            value = getattr(one, each.name)
            found[each.name] = frozenset(value) if each.name in UNORDERED else value
    return found | more
