"""A second process that makes the records of the next chunk ready while this one writes the last.

It reads and works out (actions, events, search words: most of the work); what it would write comes back on a tape. At
most one chunk is on its way, so neither side ever waits for the other to read.
"""

import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from select import select
from types import TracebackType
from typing import IO, Self

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from pursuit.domain.projects.actions.importing import numbered
from pursuit.integrations.intake.making import Made, Order
from pursuit.kernel import clock, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.taping import Tape

KINDS = ("account", "contact", "project")  # whose actions put all they write on the tape
WORTH = 3_000  # rows from which a second process pays
LEAST = 50  # new records of a chunk


@dataclass(frozen=True, slots=True)
class Hello:
    """What the other process must know first."""

    database: str
    language: str
    username: str
    interface: str
    source: str
    batch: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Records to be made ready. subjects: keys for them."""

    kind: str
    orders: list[Order]
    named: Mapping[str, set[int]]
    subjects: list[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the orders, and what is to be written."""

    made: list[Made]
    tape: Tape


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer."""

    said: str


@dataclass(slots=True)
class Ahead:
    """The other process. It starts at once, because loading takes a second, and ends with this, whatever way this
    ends."""

    actor: Actor
    source: str
    batch: int
    process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def pays(rows: int) -> bool:
        """Is there enough to do, and can another process see what this one wrote?"""
        name = str(connection.settings_dict["NAME"])
        apart = not connection.in_atomic_block and "memory" not in name
        return apart and rows >= WORTH and (os.cpu_count() or 1) > 1

    def send(self, kind: str, orders: Sequence[Order], named: Mapping[str, set[int]], count: int) -> None:
        """Have the first so many of the next chunk made ready. Numbers of projects are taken for all of them, so that
        they stand in the order of the file."""
        numbers: Counter[tuple[str, int]] = Counter()
        if kind == "project":
            under = [numbered(order.at or clock.now()) for order in orders]
            numbers.update(under)
        keys, codes = intake.reserve(self.actor, count, numbers)
        if kind == "project":
            ways = {key: iter(some) for key, some in codes.items()}
            for order, key in zip(orders, under, strict=True):
                order.data["code"] = next(ways[key])
        pipe = self._started()
        pickle.dump(Wish(kind, list(orders[:count]), named, keys), pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()

    def ready(self) -> bool:
        """Is the chunk sent last there already?"""
        pipe = self.process.stdout if self.process else None
        return pipe is not None and bool(select([pipe], [], [], 0)[0])

    def receive(self) -> Answer:
        """The chunk sent last; waits for it."""
        if self.process is None or self.process.stdout is None:
            raise RuntimeError("nothing was sent")
        try:
            answer = pickle.load(self.process.stdout)  # noqa: S301  our own process
        except EOFError as end:
            raise RuntimeError("the process that makes records ready has ended") from end
        if not isinstance(answer, Answer):
            raise RuntimeError(f"records could not be made ready: {answer}")  # noqa: TRY004  it is said, not mistaken
        return answer

    def _started(self) -> IO[bytes]:
        if self.process is None:
            command = [sys.executable, "-m", "pursuit.integrations.intake.builder"]
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
            self.process = subprocess.Popen(  # noqa: S603  our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
            name = str(connection.settings_dict["NAME"])
            language, username = get_language() or settings.LANGUAGE_CODE, self.actor.user.username
            hello = Hello(name, language, username, self.actor.interface, self.source, self.batch)
            if self.process.stdin is not None:
                pickle.dump(hello, self.process.stdin)
        if self.process.stdin is None:
            raise RuntimeError("no way to speak to the other process")
        return self.process.stdin

    def __enter__(self) -> Self:
        with suppress(OSError):  # it is tried again with the first wish
            self._started().flush()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.process is not None:
            self.process.kill()  # it holds nothing that could be lost
            self.process.communicate()
            self.process = None
