"""Wishes become tapes: what the second process of an import does all the time."""

import pickle
from typing import IO

from django.utils import translation

from pursuit.integrations.intake.ahead import Answer, Failure, Hello, Wish
from pursuit.integrations.intake.kinds import get
from pursuit.integrations.intake.making import Maker
from pursuit.kernel import inserting, operators
from pursuit.kernel.actor import Actor
from pursuit.kernel.collecting import Memory
from pursuit.kernel.taping import recorded


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer until the other side goes. Both sides are our own program, so pickles are as good as calls."""
    build = _Builder(pickle.load(source))  # noqa: S301
    while True:
        try:
            wish = pickle.load(source)  # noqa: S301
        except EOFError:
            return
        try:
            answer: Answer | Failure = build(wish)
        except Exception as error:
            answer = Failure(f"{type(error).__name__}: {error}")
        pickle.dump(answer, sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


class _Builder:
    def __init__(self, hello: Hello) -> None:
        inserting.only_read(hello.database)
        translation.activate(hello.language)
        self.hello = hello
        self.actor = Actor.of(operators.find(hello.username), hello.interface)
        self.makers: dict[str, Maker] = {}
        self.memory = Memory()

    def __call__(self, wish: Wish) -> Answer:
        with recorded(wish.subjects) as tape:
            made = self._maker(wish.kind).make(wish.orders, wish.named)
        return Answer(made, tape)

    def _maker(self, code: str) -> Maker:
        if code not in self.makers:
            kind = get(code)
            if kind is None:
                raise ValueError(f"no kind {code}")
            self.makers[code] = Maker(self.actor, kind, self.hello.source, self.hello.batch, self.memory)
        return self.makers[code]
