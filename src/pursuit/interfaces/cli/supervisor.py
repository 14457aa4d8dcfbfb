"""The process behind `pursuit serve`: keeps the web server and one worker alive, and stops both together.

It imports neither Django nor the web server, so it stays at a dozen megabytes.
"""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from types import FrameType

STOP_SECONDS = 30
# A worker that dies is started again, slower each time while it keeps dying.
PAUSES = (1, 2, 5, 10, 30)
CALM_SECONDS = 60
_PR_SET_PDEATHSIG = 1


class Supervisor:
    """Two children: when the web server ends everything ends; the worker is replaced."""

    def __init__(self, web: list[str], worker: list[str]) -> None:
        self.commands = {"web": web, "worker": worker}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False
        self.deaths = 0
        self.started = 0.0

    def run(self) -> int:
        """Until told to stop, or until the web server fails."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)
        self._start("web")
        self._start("worker")
        code = 0
        while not self.stopping:
            time.sleep(0.2)
            if (ended := self.children["web"].poll()) is not None:
                code = 1 if ended else 0
                break
            if self.children["worker"].poll() is not None:
                self._replace_worker()
        self._end_children()
        return code

    def _start(self, name: str) -> None:
        # The engine process, which either may start, lives as long as both (kernel.engineprocess.client.OWNER).
        known = {**os.environ, "PURSUIT_SUPERVISOR": str(os.getpid())}
        self.children[name] = subprocess.Popen(self.commands[name], preexec_fn=_die_with_parent, env=known)  # noqa: S603, PLW1509
        if name == "worker":
            self.started = time.monotonic()

    def _replace_worker(self) -> None:
        self.deaths = 0 if time.monotonic() - self.started > CALM_SECONDS else self.deaths + 1
        pause = PAUSES[min(self.deaths, len(PAUSES) - 1)]
        print(f"worker ended; next one in {pause} s", file=sys.stderr, flush=True)
        until = time.monotonic() + pause
        while time.monotonic() < until and not self.stopping and self.children["web"].poll() is None:
            time.sleep(0.2)
        if not self.stopping and self.children["web"].poll() is None:
            self._start("worker")

    def _end_children(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        border = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(timeout=max(0.1, border - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True


def _die_with_parent() -> None:
    """In the child: when the supervisor is killed outright, end too (Linux); Ctrl-C comes from the supervisor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("bind", "workers", "threads", "ready"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()
    python = [sys.executable, "-m"]
    web = [
        *(*python, "pursuit.interfaces.cli.web"),
        *(f"--bind={args.bind}", f"--workers={args.workers}", f"--threads={args.threads}", f"--ready={args.ready}"),
    ]
    return Supervisor(web, [*python, "pursuit.interfaces.cli.main", "worker"]).run()


if __name__ == "__main__":
    sys.exit(main())
