"""A Trello board's JSON in: the file becomes a Board, or a BoardError that says what is wrong with it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pursuit.integrations.boards.board import (
    Board,
    Card,
    Checklist,
    Comment,
    CustomField,
    CustomValue,
    Label,
    Person,
    Place,
    Project,
    Section,
)
from pursuit.integrations.boards.checks import check_ids
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.fields import Fields
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.stream import LIMIT, LIST, Source, parts
from pursuit.integrations.trello import cards as objects
from pursuit.integrations.trello import keys
from pursuit.integrations.trello.history import History

HEAD = frozenset({"id", "name", "desc", "url", "closed"})


def read_board(source: Source, *, limit: int = LIMIT) -> Board:
    """The board in a file. Raises BoardError, and Refused where the bytes are no text; nothing is written anywhere.

    limit: bytes from which on a file is refused.
    """
    found = _Gathering()
    for key, value in parts(source, limit):
        found.take(key, value)
    return found.board()


class _Gathering:
    """The objects of a file as they come, in any order."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.head: dict[str, object] = {}
        self.seen: set[str] = set()
        self.history = History(self.notes)
        self.sections: list[Section] = []
        self.labels: dict[str, Label] = {}
        self.carried: dict[str, Label] = {}
        self.people: list[Person] = []
        self.fields: list[CustomField] = []
        self.meanings: dict[str, str] = {}
        self.checklists: dict[str, list[Checklist]] = {}
        self.cards: list[Card] = []
        self.values: dict[str, Fields] = {}
        self.told: Counter[str] = Counter()
        self.ways: dict[str, Callable[[object], None]] = {
            "actions": lambda one: self.history.take(Fields("action", one, self.notes)),
            "cards": self._card,
            "checklists": self._checklist,
            "customFields": self._field,
            "labels": self._label,
            "lists": lambda one: self.sections.append(objects.section(Fields("list", one, self.notes), "")),
            "members": lambda one: self.people.append(objects.person(Fields("member", one, self.notes))),
            "pluginData": lambda _one: self.notes.add("plugin_data"),
        }

    def take(self, key: str, value: object) -> None:
        self.seen.add(key)
        if key in HEAD:
            self.head[key] = value
        elif value is LIST or value is None:
            return
        elif key in self.ways:
            self.ways[key](value)
        elif key not in keys.BOARD:
            self.notes.unknown[f"board/{key[:60]}"] += 1

    def _card(self, value: object) -> None:
        data = Fields("card", value, self.notes)
        carried = objects.labels_of(data)
        for one in carried:
            self.carried.setdefault(one.id, one)
        card = objects.card(data, carried)
        if data.entries("customFieldItems"):
            items = {"customFieldItems": data.data["customFieldItems"], "name": card.name}
            self.values[card.id] = Fields("card", items, self.notes)
        badges = data.inner("badges", "card")
        self.told["items"] += int(badges.number("checkItems") or 0) if badges else 0
        attached = int(badges.number("attachments") or 0) if badges else 0
        self.notes.add("attachments_missing", count=max(0, attached - len(card.attachments)))
        self.notes.add("uploads", count=sum(one.upload for one in card.attachments))
        self.notes.add("plugin_data", count=len(data.entries("pluginData")))
        self.cards.append(card)

    def _checklist(self, value: object) -> None:
        card, found = objects.checklist(Fields("checklist", value, self.notes))
        self.checklists.setdefault(card, []).append(found)

    def _field(self, value: object) -> None:
        data = Fields("field", value, self.notes)
        self.fields.append(objects.field(data))
        self.meanings |= objects.options(data)

    def _label(self, value: object) -> None:
        found = objects.label(Fields("label", value, self.notes))
        if found.id in self.labels:
            check_ids("label", (found, found))
        self.labels[found.id] = found

    def board(self) -> Board:
        self._check_top()
        head = Fields("board", self.head, self.notes)
        own = head.id()
        for kind, given in (("list", self.sections), ("member", self.people), ("field", self.fields)):
            check_ids(kind, given)
        check_ids("card", self.cards)
        check_ids("checklist", [one for several in self.checklists.values() for one in several])
        project = Project(own, head.text("name"), head.text("desc"), head.flag("closed"), head.text("url"))
        sections = sorted((replace(one, project=own) for one in self.sections), key=lambda one: one.position or 0.0)
        done = [self._whole(card, own) for card in self.cards]
        self._note(done)
        order = {one.id: place for place, one in enumerate(sections)}
        done.sort(key=lambda card: (order.get(card.places[0].section, len(order)), card.position or 0.0))
        labels = self.labels or self.carried
        return Board(
            source="trello",
            id=own,
            name=project.name,
            description=project.description,
            url=project.url,
            archived=project.archived,
            projects=(project,),
            sections=tuple(sections),
            people=(*self.people, *self._strangers(done)),
            labels=(*labels.values(), *self._loose_labels(done)),
            fields=tuple(self.fields),
            cards=tuple(done),
            since=self.history.since,
            notes=self.notes.found(),
            unknown=self.notes.unknowns(),
        )

    def _check_top(self) -> None:
        if not {"id", "name", "lists", "cards"} <= self.seen:
            raise BoardError("trello_card" if {"idList", "idBoard"} <= self.seen else "not_trello")

    def _whole(self, card: Card, board: str) -> Card:
        """The card with what stands elsewhere in the file."""
        values: tuple[CustomValue, ...] = ()
        if card.id in self.values:
            values = objects.values_of(self.values[card.id], self.meanings)
        lists = self.checklists.pop(card.id, [])
        self.told["items"] -= sum(len(one.items) for one in lists)
        comments: tuple[Comment, ...] = tuple(self.history.comments.pop(card.id, ()))
        return replace(
            card,
            places=(Place(card.places[0].section, board),),
            checklists=tuple(lists),
            comments=comments,
            custom=values,
            done_at=self.history.completed.get(card.id) if card.done else None,
        )

    def _note(self, cards: list[Card]) -> None:
        notes = self.notes
        for card in cards:
            notes.add("comments_missing", card.name, count=max(0, (card.comments_told or 0) - len(card.comments)))
        for card_id, left in self.history.comments.items():
            notes.add("comments_unplaced", self.history.named.get(card_id, card_id), count=len(left))
        notes.add("check_lists_unplaced", count=sum(map(len, self.checklists.values())))
        notes.add("check_items_missing", count=max(0, self.told["items"]))
        known = {one.id for one in self.sections}
        for card in cards:
            if card.places[0].section not in known:
                notes.add("cards_without_section", card.name)
        fields = {one.id for one in self.fields}
        notes.add("fields_unknown", count=sum(one.field not in fields for card in cards for one in card.custom))
        dated = sum(moment is not None for card in cards for moment in (card.start, card.due))
        dated += sum(one.due is not None for card in cards for each in card.checklists for one in each.items)
        notes.add("times", count=dated)
        self.history.note()

    def _strangers(self, cards: list[Card]) -> list[Person]:
        """People on cards and in the history who are no members of the board (any more)."""
        known = {one.id for one in self.people}
        met = {who: "" for card in cards for who in card.members}
        met |= {one.author: one.author_name for card in cards for one in card.comments if one.author}
        met |= {one.member: "" for card in cards for each in card.checklists for one in each.items if one.member}
        found = []
        for who, name in met.items():
            if who not in known and (called := name or self.history.people.get(who, "")):
                found.append(Person(who, called, former=True))
            elif who not in known:
                self.notes.add("people_unknown", who)
        return found

    def _loose_labels(self, cards: list[Card]) -> list[Label]:
        """Labels that cards carry with them and the board's list does not have."""
        met = dict.fromkeys(each for card in cards for each in card.labels)
        loose = [one for one in met if one not in (self.labels or self.carried)]
        for one in loose:
            if one not in self.carried:
                self.notes.add("labels_unknown", one)
        return [self.carried[one] for one in loose if one in self.carried]
