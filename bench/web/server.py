"""The product as `make run` starts it, on a copy of the filled database."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.lifetime import AND_DIE

START_SECONDS = 90
# The limit per person and minute keeps programs from crowding people out; here it would measure itself.
NO_LIMIT = {"PURSUIT_API_RATE": "10000000"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """(port, process id) of a running server with its worker."""
    port = free_port()
    own = {"PURSUIT_BASE_URL": f"http://127.0.0.1:{port}", **NO_LIMIT}
    command = [*AND_DIE, sys.executable, "-m", "pursuit.interfaces.cli.main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env={**os.environ, **environment, **own}, stdout=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def quiet(pid: int, most: float = 60.0) -> None:
    """Wait until the worker has done what waits at the start."""
    end = time.monotonic() + most
    before = _ticks(pid)
    while time.monotonic() < end:
        time.sleep(2)
        now = _ticks(pid)
        if now - before < 10:
            return
        before = now


def memory_mib(pid: int) -> float:
    """Proportional memory of the server with all its children: supervisor, web processes, worker."""
    total = 0
    for one in _family(pid):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return round(total / 1024, 1)


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            found += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    """Processor time of the server with its children until now; unlike the clock it hardly minds the neighbours."""
    return _ticks(pid) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    total = 0
    for one in _family(pid):
        with contextlib.suppress(OSError):
            parts = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += int(parts[11]) + int(parts[12])
    return total
