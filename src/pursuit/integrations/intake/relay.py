"""Chunks on their way: one is made ready by the other process while the one before it is written here, in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pursuit.integrations.intake.ahead import LEAST, Ahead, Answer
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.writing import Begun, Writer
from pursuit.kernel import intake

Write = Callable[[], list[int]]  # writes a chunk; gives the records that stand for its rows


@dataclass(slots=True)
class Chunk:
    """Rows of one transaction. commit: does what a call writes together with the books, or nothing of either."""

    writer: Writer
    drafts: Sequence[Draft]
    commit: Callable[[Write], None]

    def titles(self) -> set[object]:
        return {draft.values.get("title") for draft in self.drafts}


@dataclass(slots=True)
class Relay:
    """At most one chunk has been sent and not written yet."""

    ahead: Ahead
    sent: tuple[Chunk, Begun] | None = None

    def put(self, chunk: Chunk) -> None:
        """Take a chunk in; it is written by the time of the next one, or of `settle`."""
        writer = chunk.writer
        if self.sent and writer.kind.named and self.sent[0].titles() & chunk.titles():
            self.settle()  # where a name is enough, the rows before may be what this one means
        begun = writer.begin(chunk.drafts)
        if len(begun.new) < LEAST:
            self.settle()
            chunk.commit(lambda: writer.end(begun, writer.maker.make(begun.orders, begun.named)))
            return
        before, answer = self.sent, self.ahead.receive() if self.sent else None
        self.ahead.send(writer.kind.code, begun.orders, begun.named)
        self.sent = chunk, begun
        if before and answer:
            self._write(*before, answer)

    def settle(self) -> None:
        """Write what is on its way."""
        if self.sent:
            before, self.sent = self.sent, None
            self._write(*before, self.ahead.receive())

    @staticmethod
    def _write(chunk: Chunk, begun: Begun, answer: Answer) -> None:
        def write() -> list[int]:
            intake.play(chunk.writer.actor, answer.tape)
            return chunk.writer.end(begun, answer.made)

        chunk.commit(write)
