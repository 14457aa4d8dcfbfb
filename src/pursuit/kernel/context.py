"""What surrounds an action: when it counts as done, where it came from, in which batch, who really wrote it."""

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock
from pursuit.kernel.errors import Forbidden

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor


class ActionContext(NamedTuple):
    """at: backdated moment; source: system of origin; batch: import or bulk number; original_author: a user id."""

    at: datetime | None = None
    source: str = ""
    batch: int | None = None
    original_author: int | None = None
    action: str = ""
    run: str = ""  # ties together the events of one outermost action


_context: ContextVar[ActionContext] = ContextVar("action_context", default=ActionContext())  # noqa: B039  immutable


def get() -> ActionContext:
    """The context in force."""
    return _context.get()


def moment() -> datetime:
    """When the present action counts as done: the time an import gives it, or now."""
    return _context.get().at or clock.now()


def author(actor: "Actor") -> int:
    """Who counts as having done it: the author an import names, or the actor."""
    return _context.get().original_author or actor.user_id


def told(actor: "Actor", at: datetime, by: int) -> AbstractContextManager[None]:
    """Within an import: one thing of the past, its moment and author; source and batch stay."""
    around = get()
    return context(actor, at=at, original_author=by, source=around.source, batch=around.batch)


@contextmanager
def context(
    actor: "Actor",
    *,
    at: datetime | None = None,
    source: str = "",
    batch: int | None = None,
    original_author: int | None = None,
) -> Iterator[None]:
    """Act within a context. Backdating and writing in another's name need the right `import.history`."""
    if (at is not None or original_author is not None) and not actor.may("import.history"):
        raise Forbidden("forbidden", _("Only an import may set the time or the author of a change."))
    outer = get()
    token = _context.set(ActionContext(at, source, batch, original_author, outer.action, outer.run))
    try:
        yield
    finally:
        _context.reset(token)


@contextmanager
def running(action: str) -> Iterator[ActionContext]:
    """An action's body runs; the outermost one names the events."""
    outer = get()
    inner = outer if outer.run else outer._replace(action=outer.action or action, run=secrets.token_hex(8))
    token = _context.set(inner)
    try:
        yield inner
    finally:
        _context.reset(token)


@contextmanager
def beside() -> Iterator[None]:
    """What follows elsewhere from a change is recorded beside it: its events are not of the change's own run, so that
    undoing the change does not take them for its own. What follows then follows anew."""
    token = _context.set(get()._replace(action="", run=""))
    try:
        yield
    finally:
        _context.reset(token)
