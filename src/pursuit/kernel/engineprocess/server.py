"""The engine process itself. Started by `client`; knows neither Django nor the database.

python -m pursuit.kernel.engineprocess.server SOCKET OWNER   (the key comes on standard input, as hex)
"""

import contextlib
import fcntl
import importlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener
from pathlib import Path

IDLE = 600  # seconds without a question, then it leaves
LOOK = 1.0  # seconds between two looks whether its owner lives
ROOT = "pursuit.engine."
PATIENT = 10  # niceness of the thread (and of those it starts) that works on what can wait


class Gone(Exception):
    """Whoever asked does not wait any more."""


class Server:
    def __init__(self, listener: Listener, owner: int) -> None:
        self.listener, self.owner = listener, owner
        self.busy, self.asked = 0, time.monotonic()
        self.lock = threading.Lock()

    def run(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()
        while self.busy or time.monotonic() - self.asked < IDLE:
            time.sleep(LOOK)
            if not _lives(self.owner):
                return

    def _accept(self) -> None:
        while True:
            try:
                connection = self.listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):  # no key, or gone again
                continue
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        with self.lock:
            self.busy += 1
        try:
            _answer(connection)
        except (Gone, EOFError, OSError):
            pass
        finally:
            connection.close()
            with self.lock:
                self.busy -= 1
                self.asked = time.monotonic()


def _answer(connection: Connection) -> None:
    """One question. What the engine refuses goes back as it is; what breaks, as text."""
    name, args, options, watched, patient = connection.recv()
    if patient:
        with contextlib.suppress(OSError):  # where threads have no priority of their own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PATIENT)
    try:
        if watched:
            options = {**options, "progress": _reporter(connection)}
        found = _named(name)(*args, **options)
    except Gone:
        raise
    except Exception as error:  # whatever it is, the caller must hear of it
        refused = isinstance(error, ValueError) and type(error).__module__.startswith(ROOT)
        connection.send(("refused", error) if refused else ("failed", traceback.format_exc()))
    else:
        connection.send(("done", found))


def _reporter(connection: Connection) -> Callable[[object], None]:
    def report(value: object) -> None:
        try:
            connection.send(("progress", value))
        except OSError as error:
            raise Gone from error

    return report


def _named(name: str) -> Callable[..., object]:
    """A function of the engine by "module:function"."""
    module, _colon, function = name.partition(":")
    if not module.startswith(ROOT) or function.startswith("_"):
        raise LookupError(f"{name} is no question")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main(path: Path, owner: int, key: bytes) -> int:
    """One for each installation: whoever holds the lock listens, the others leave."""
    lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 0
    path.unlink(missing_ok=True)
    with Listener(str(path), "AF_UNIX", backlog=64, authkey=key) as listener:
        path.chmod(0o600)
        Server(listener, owner).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), bytes.fromhex(sys.stdin.readline().strip())))
