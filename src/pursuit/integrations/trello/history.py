"""The actions of a Trello board: comments are taken, the moment a card was done, and how far back the file reaches.

Newest first, 1,000 at most: with that many, older ones are not in the file.
"""

from datetime import datetime

from pursuit.integrations.boards.board import Comment
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.fields import Fields
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.trello import keys

MOST = 1000
COMMENTS = frozenset({"commentCard", "copyCommentCard"})


class History:
    """comments: by card, newest last; completed: when a card was last ticked off; named: cards met, by id."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.count = 0
        self.whole = False  # the board's first action is there
        self.comments: dict[str, list[Comment]] = {}
        self.completed: dict[str, datetime] = {}
        self.named: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.ids: set[str] = set()
        self.oldest: datetime | None = None

    def take(self, action: Fields) -> None:
        action.known(keys.ACTION)
        self.count += 1
        kind, at, author = action.text("type"), action.moment("date"), self._author(action)
        self.whole |= kind == "createBoard"
        if at is not None and (self.oldest is None or at < self.oldest):
            self.oldest = at
        data = action.inner("data", "action")
        card = data.inner("card", "card") if data else None
        if data is None or card is None:
            self.notes.add("history_left")
            return
        card_id = card.reference("id")
        self.named.setdefault(card_id, card.text("name"))
        if kind in COMMENTS:
            self._comment(action, data, card_id, author, at)
            return
        self.notes.add("history_left")
        old = data.inner("old", "action")
        if kind == "updateCard" and old is not None and "dueComplete" in old.data and card.data.get("dueComplete"):
            last = self.completed.get(card_id)
            if at is not None and (last is None or at > last):
                self.completed[card_id] = at

    def _author(self, action: Fields) -> str:
        creator = action.inner("memberCreator", "member")
        who = action.reference("idMemberCreator")
        if creator is not None and who:
            self.people[who] = creator.text("fullName") or creator.text("username")
        return who

    def _comment(self, action: Fields, data: Fields, card: str, author: str, at: datetime | None) -> None:
        own = action.id()
        if own in self.ids:
            raise BoardError("duplicate_id", thing=action.thing, element="id", value=own)
        self.ids.add(own)
        found = Comment(own, data.text("text"), author, self.people.get(author, ""), at)
        self.comments.setdefault(card, []).insert(0, found)

    @property
    def since(self) -> datetime | None:
        return self.oldest if self.count >= MOST and not self.whole else None

    def note(self) -> None:
        if self.since is not None:
            self.notes.add("history_cut", count=self.count)
