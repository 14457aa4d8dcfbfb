"""Asking the engine process; it is started where it does not run."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Generic, TypeVar, cast

from django.conf import settings

from pursuit.kernel.engineprocess import place

START = 30.0  # seconds within which a new process must listen
LOOK = 0.05
OWNER = "PURSUIT_SUPERVISOR"  # pid of the process whose end ends the engine's too; else of the one that asks first
FRESH = 300.0  # seconds in which a process that answered is still there: it leaves after ten idle minutes
_starting = threading.Lock()
_awake: dict[str, float] = {}


T = TypeVar("T")


@dataclass(frozen=True)
class Question(Generic[T]):
    """A function of the engine, "pursuit.engine.module:function", and what it gives. patient: whoever else wants the
    processor goes first, because nobody holds their breath for this answer."""

    name: str
    patient: bool = False


class Unavailable(RuntimeError):
    """The engine process cannot be reached or broke; the text is for the log."""


class TooSlow(Unavailable):
    """No answer in the time that was given."""


class Cancelled(Exception):
    """The caller does not wait for the answer any more."""


def ask(
    question: Question[T],
    *args: object,
    wait: float = 60,
    progress: Callable[[object], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    **options: object,
) -> T:
    """The answer to a question with these arguments, within `wait` seconds.

    Raises what the engine refuses (its own ValueErrors), Unavailable, TooSlow, and Cancelled once cancelled() is true.
    progress is called with what the function reports.
    """
    deadline = time.monotonic() + wait
    with _connected() as connection:
        try:
            connection.send((question.name, args, options, progress is not None, question.patient))
            while not cancelled():
                if connection.poll(max(0.0, min(LOOK * 4, deadline - time.monotonic()))):
                    kind, value = connection.recv()
                    if kind != "progress":
                        return cast("T", _told(kind, value, question.name))
                    if progress is not None:
                        progress(value)
                elif time.monotonic() > deadline:
                    raise TooSlow(f"{question.name}: no answer within {wait:.0f} s")
        except (EOFError, OSError) as error:
            raise Unavailable(f"{question.name}: the engine process ended") from error
    raise Cancelled


def wake(question: Question[object]) -> None:
    """Ask a question without arguments, whose answer is that the engine has started and compiled what the next ones
    need; not again within some minutes. Whether it answers at all is told by those."""
    if time.monotonic() - _awake.get(question.name, -FRESH) < FRESH:
        return
    try:
        ask(question)
    except Unavailable:
        return
    _awake[question.name] = time.monotonic()


def _told(kind: str, value: object, question: str) -> object:
    if kind == "refused" and isinstance(value, Exception):
        raise value
    if kind == "failed":
        raise Unavailable(f"{question}: {value}")
    return value


def _connected() -> Connection:
    path = place.socket(Path(settings.HOME))
    border, started = time.monotonic() + START, False
    while True:
        try:
            return Client(str(path), "AF_UNIX", authkey=place.key())
        except (FileNotFoundError, ConnectionError, EOFError) as error:  # not there yet, or just leaving
            if not started:
                _start(path)
                started = True
            if time.monotonic() > border:
                raise Unavailable("the engine process does not start") from error
            time.sleep(LOOK)


def _start(path: Path) -> None:
    """A process of its own session, so that Ctrl-C in a terminal and a restarted web worker leave it alone. What it
    says, if it breaks, goes to a file: with our own standard error it would keep whoever reads that waiting for it."""
    environment = {"NUMBA_CACHE_DIR": str(place.cache(Path(settings.HOME) / "cache")), **os.environ}
    owner = os.environ.get(OWNER) or str(os.getpid())
    command = [sys.executable, "-m", "pursuit.kernel.engineprocess.server", str(path), owner]
    with _starting, path.with_suffix(".log").open("ab") as said:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=said, stderr=said, env=environment, start_new_session=True, cwd="/"
        )
        if process.stdin:
            process.stdin.write(place.key().hex().encode() + b"\n")
            process.stdin.close()
    threading.Thread(target=process.wait, daemon=True).start()  # so that no dead process is left over
