"""Chunks on their way: one is made ready by the other process while the one before it is written here, in order.

Where the other one is the slower, this one makes the last rows of a chunk itself: neither waits for long.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pickle import PickleError

from pursuit.integrations.intake.ahead import LEAST, Ahead, Answer
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.writing import Begun, Writer
from pursuit.kernel import intake

log = logging.getLogger("pursuit.intake")
FAILURES = (RuntimeError, OSError, EOFError, PickleError)  # of the other process, or on the way to it
DIVIDED = ("contact", "project")  # not accounts: of equal credit codes only one process would know
STEP = 0.02  # of a chunk
HALF = 0.5
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
    """At most one chunk has been sent and not written yet. share: the part of a chunk that is sent. Where the other
    process is lost, all is made here."""

    ahead: Ahead
    share: float = 1.0
    sent: tuple[Chunk, Begun] | None = None
    lost: bool = False

    def put(self, chunk: Chunk) -> None:
        """Take a chunk in; it is written by the time of the next one, or of `settle`."""
        writer = chunk.writer
        if self.sent and writer.kind.named and self.sent[0].titles() & chunk.titles():
            self.settle()  # where a name is enough, the rows before may be what this one means
        begun = writer.begin(chunk.drafts)
        if self.lost or len(begun.new) < LEAST:
            self.settle()
            self._write(chunk, begun, None)
            return
        before, answer = self.sent, self._answer()
        self.sent = None
        self._send(chunk, begun)
        if before:
            self._write(*before, answer)
        if self.sent is None:
            self._write(chunk, begun, None)

    def settle(self) -> None:
        """Write what is on its way."""
        if self.sent:
            before, answer = self.sent, self._answer()
            self.sent = None
            self._write(*before, answer)

    def _send(self, chunk: Chunk, begun: Begun) -> None:
        if self.lost:
            return
        try:
            code = chunk.writer.kind.code
            count = round(len(begun.orders) * (self.share if code in DIVIDED else 1))
            self.ahead.send(code, begun.orders, begun.named, count)
            self.sent = chunk, begun
        except FAILURES:
            self._lose()

    def _answer(self) -> Answer | None:
        """None: nothing was sent, or it will never come."""
        if not self.sent or self.lost:
            return None
        try:
            step = STEP if self.ahead.ready() else -STEP
            self.share = min(max(self.share + step, HALF), 1.0)
            return self.ahead.receive()
        except FAILURES:
            self._lose()
            return None

    def _lose(self) -> None:
        self.lost = True
        log.warning("an import goes on without its second process", exc_info=True)

    @staticmethod
    def _write(chunk: Chunk, begun: Begun, answer: Answer | None) -> None:
        writer = chunk.writer

        def write() -> list[int]:
            if writer.overtaken(begun):
                return writer.write(chunk.drafts)
            made = answer.made if answer else []
            if answer:
                intake.play(writer.actor, answer.tape)
            return writer.end(begun, made + writer.maker.make(begun.orders[len(made) :], begun.named))

        chunk.commit(write)
