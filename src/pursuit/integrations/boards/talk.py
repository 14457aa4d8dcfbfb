"""Comments and links to files of a board's cards become comments on the tasks, with their authors and times."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pursuit.integrations.boards.board import Board, Card, Comment
from pursuit.integrations.boards.notes import Notes as Told
from pursuit.integrations.boards.receipt import Receipt
from pursuit.integrations.intake import receipt as intake
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.notes import KIND, Note, Notes
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ImportBatch

CHUNK = 300
Users = Mapping[str, int | None]  # by the person's id


class Talk(NamedTuple):
    """project: the same board may be brought into several; tasks: their numbers by the card's id."""

    actor: Actor
    batch: ImportBatch
    project: int
    lookups: Lookups
    users: Users
    tasks: Mapping[str, int]
    told: Told
    receipt: Receipt

    def write(self, board: Board) -> None:
        names = {one.id: one.name or one.username for one in board.people}
        pairs = [(card, self.tasks[card.id]) for card in board.cards if card.id in self.tasks]
        self._bring("comments", [one for card, task in pairs for one in self._comments(card, task, names)])
        self._bring("attachments", [one for card, task in pairs for one in self._files(card, task)])

    def _comments(self, card: Card, task: int, names: Mapping[str, str]) -> Iterator[Note]:
        for one in card.comments:
            text = one.text.strip()
            if not text:
                continue
            author = self.users.get(one.author)
            if author is None:
                self.told.add("comments_unsigned")
                text = f"{self._name(one, names)}：{text}"
            yield Note(f"{self.project}:{one.id}", task, text, one.at, author or self.actor.user_id)

    @staticmethod
    def _name(one: Comment, names: Mapping[str, str]) -> str:
        return names.get(one.author) or one.author_name or one.author or "?"

    def _files(self, card: Card, task: int) -> Iterator[Note]:
        """A link is said as such; an uploaded file lies with the other tool, and so does its address."""
        for one in card.attachments:
            lines = dict.fromkeys(line for line in (one.name.strip(), one.url.strip()) if line)
            if lines:
                text = "📎 " + "\n".join(lines)
                yield Note(f"{self.project}:file:{one.id}", task, text, one.at, self.actor.user_id)

    def _bring(self, kind: str, notes: Sequence[Note]) -> None:
        counted = intake.Receipt()
        writer = Notes(self.actor, self.batch, self.batch.source, self.actor.user_id, self.lookups, counted)
        for start in range(0, len(notes), CHUNK):
            for bad in writer.write(notes[start : start + CHUNK]).values():
                self.receipt.faults += [{"row": 0, "column": kind, "code": one.code, "message": str(one.message)}
                                        for one in bad]  # fmt: skip
        counts = counted.counts(KIND)
        told = {name: getattr(counts, name) for name in ("created", "updated", "unchanged", "rejected")}
        self.receipt.count(kind, told)
        self.receipt.kept += counted.kept
