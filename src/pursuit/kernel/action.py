"""The one door for every change: `@action` checks the right, validates the typed keywords, opens the transaction
and registers the function, so that web, REST, CLI, MCP and imports offer the same list under the same rules."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, update_wrapper
from typing import Generic, ParamSpec, TypeAlias, TypeVar

from django.db import connection, transaction

from pursuit.kernel import access, collecting
from pursuit.kernel import context as surroundings
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.event import Event
from pursuit.kernel.schema import Schema

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)
# Called with the actor and the events of one run of the action, oldest first.
Inverse = Callable[[Actor, Sequence[Event]], object]
Ready = Callable[[], object]

_actions: dict[str, "AnyAction"] = {}


class Action(Generic[P, R_co]):
    """A registered change. Call it like the function it wraps, or `run` it with data from outside."""

    def __init__(
        self, function: Callable[P, R_co], code: str, right: str, public: str, inverse: Inverse | None, ready: Ready
    ) -> None:
        self.function = function
        self.code = code
        self.right = right
        self.public = public  # stable name on the REST and MCP doors; "" keeps it inside
        self.inverse = inverse
        self.ready = ready
        update_wrapper(self, function)

    @cached_property
    def schema(self) -> Schema:
        """The keywords, as declared by the signature."""
        return Schema.of(self.function, self.code)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        actor = kwargs.pop("actor", None)
        if args or not isinstance(actor, Actor):
            raise TypeError(f"{self.code}: call it with keywords, actor=… among them")
        return self.run(actor, kwargs)

    def run(self, actor: Actor, data: Mapping[str, object]) -> R_co:
        """May I (at all) → are the keywords sound and visible to me → the body, in one transaction."""
        access.require(actor, self.right)
        values = self.schema.read(actor, data)
        if not connection.in_atomic_block:
            self.ready()
        # An import is written whole or not at all: it needs no point to go back to before each step.
        alone = collecting.heap() is None
        with transaction.atomic(savepoint=alone), surroundings.running(self.code):
            call: Callable[..., R_co] = self.function
            return call(actor=actor, **values)


AnyAction: TypeAlias = Action[..., object]  # one that is only passed on, or run with data from outside


def action(
    code: str, *, right: str, public: str = "", inverse: Inverse | None = None, ready: Ready = lambda: None
) -> Callable[[Callable[P, R_co]], Action[P, R_co]]:
    """Register `verb_noun(*, actor, ...)` as an action. `inverse(actor, events)` takes one run of it back; `ready()`
    is what may take its time and must not do so while the transaction holds up others."""

    def register(function: Callable[P, R_co]) -> Action[P, R_co]:
        if code in _actions:
            raise ValueError(f"action {code} registered twice")
        made = Action(function, code, right, public, inverse, ready)
        _actions[code] = made
        return made

    return register


def get(code: str) -> AnyAction:
    """The action of a code."""
    return _actions[code]


def find(code: str) -> AnyAction | None:
    """The action of a code found in data, if it still exists."""
    return _actions.get(code)


def every() -> list[AnyAction]:
    """All actions, by code."""
    return [_actions[code] for code in sorted(_actions)]
