"""`pursuit serve`: web and worker start together, stay small, survive a dead worker, and stop together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Installation

MOST_MB = 400


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """The process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def resident(pid: int) -> int:
    """Kilobytes; of a page that several processes share, each counts its part. Whoever has just gone holds nothing."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text()]


def command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    border = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < border, "waited too long"
        time.sleep(0.1)


@pytest.fixture
def served(migrated: Installation) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "pursuit.interfaces.cli.main", "serve", "--port", str(port)],
        env=migrated.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    while "http" not in said:
        said = process.stdout.readline()
        assert said, "serve ended early"
    assert f"http://127.0.0.1:{port}" in said
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def worker_of(pid: int) -> list[int]:
    return [one for one in family(pid) if command(one).rstrip().endswith("main worker")]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_start_and_stop(served: tuple[subprocess.Popen[str], str], how: signal.Signals) -> None:
    process, address = served
    for _turn in range(8):
        assert urllib.request.urlopen(f"{address}/healthz", timeout=60).status == 200
    until(lambda: worker_of(process.pid))
    until(lambda: len(family(process.pid)) >= 5)  # supervisor, web parent, two web children, worker
    everybody = family(process.pid)
    process.send_signal(how)
    assert process.wait(timeout=40) == 0
    until(lambda: not alive(everybody))


def test_a_dead_worker_is_replaced_and_nothing_outlives_the_supervisor(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = served
    until(lambda: worker_of(process.pid))
    (first,) = worker_of(process.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: [one for one in worker_of(process.pid) if one != first])
    assert urllib.request.urlopen(f"{address}/healthz", timeout=60).status == 200
    time.sleep(3)
    used = sum(resident(one) for one in family(process.pid)) / 1000
    assert used < MOST_MB, f"{used:.0f} MB"
    everybody = family(process.pid)
    process.kill()
    until(lambda: not alive(everybody))
