"""The engine process starts when asked, computes, refuses, reports, and leaves with its owner."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import AuthenticationError, Pipe
from multiprocessing.connection import Client
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings

from pursuit.engine.calendar.week import STANDARD, WorkCalendar
from pursuit.engine.schedule.answer import Answer, Cause, Reason
from pursuit.engine.schedule.errors import Cycle
from pursuit.engine.schedule.network import links, network
from pursuit.engine.schedule.outline import Outline, outline
from pursuit.kernel.engineprocess import client, place, server
from pursuit.kernel.engineprocess.client import Question

DATES = Question[Answer]("pursuit.engine.schedule.ask:dates")
REASONS = Question[list[Reason]]("pursuit.engine.schedule.ask:reasons")
WEEKDAYS = Question[WorkCalendar]("pursuit.engine.calendar.week:weekdays")
BUILT = Path(__file__).parents[3] / ".build" / "numba"
MONDAY = 20_514 * 1440 + 480


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(place.cache(BUILT)))  # compiled once for all tests
    return tmp_path


def plan(*rows: tuple[int, int, int, int, int]) -> Outline:
    net = network(np.array([480, 960], np.int64), links(rows))
    return outline(np.array([-1, -1]), np.array([0, 0]), net)


def _process(home: Path) -> list[int]:
    """The engine processes of a home."""
    found = subprocess.run(["pgrep", "-f", f"server {place.socket(home)}"], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def test_questions_of_many_threads_go_to_one_process(home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(client.ask, DATES, plan((0, 1, 0, 0, 0)), [STANDARD], MONDAY) for _ in range(8)]
        answers = [one.result() for one in asked]
    assert all(isinstance(one, Answer) and one.finish_at == MONDAY + 2 * 1440 + 540 for one in answers)
    (why,) = client.ask(REASONS, plan((0, 1, 0, 0, 0)), [STANDARD], MONDAY, [1])
    assert (why.cause, why.row) == (Cause.LINK, 0)
    with pytest.raises(Cycle, match=r"投标 → 澄清 → 投标|澄清 → 投标 → 澄清"):
        client.ask(DATES, plan((0, 1, 0, 0, 0), (1, 0, 0, 0, 0)), [STANDARD], MONDAY, names=["投标", "澄清"])
    for wrong in ("os:getcwd", "pursuit.engine.schedule.ask:_dates", "pursuit.engine.schedule.ask:nothing"):
        with pytest.raises(client.Unavailable):
            client.ask(Question[object](wrong))
    (pid,) = _process(home)
    with pytest.raises(AuthenticationError):
        Client(str(place.socket(home)), "AF_UNIX", authkey=b"wrong")
    assert (place.socket(home).stat().st_mode & 0o777) == 0o600
    os.kill(pid, signal.SIGKILL)
    assert client.ask(DATES, plan(), [STANDARD], MONDAY).finish_at == MONDAY + 1440 + 540, "another one is started"


def test_it_leaves_with_its_owner(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    monkeypatch.setenv(client.OWNER, str(owner.pid))
    assert client.ask(WEEKDAYS, ((480, 720),)).week[0] == ((480, 720),)
    assert len(_process(home)) == 1
    owner.kill()
    owner.wait()
    border = time.monotonic() + 15
    while _process(home) and time.monotonic() < border:
        time.sleep(0.1)
    assert _process(home) == []


def test_whoever_reads_what_a_command_says_does_not_wait_for_it(home: Path) -> None:
    start = f"""
from pathlib import Path
from django.conf import settings
settings.configure(HOME={str(home)!r}, SECRET_KEY="x")
from pursuit.kernel.engineprocess import client, place
client._start(place.socket(Path(settings.HOME)))
"""
    subprocess.run([sys.executable, "-c", start], capture_output=True, check=True, timeout=60)
    border = time.monotonic() + 15
    while _process(home) and time.monotonic() < border:
        time.sleep(0.1)
    assert _process(home) == []


def test_a_home_with_a_long_path_has_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("很长的目录" * 12)
    assert len(str(place.socket(deep)).encode()) <= place.LONGEST
    assert place.socket(deep) != place.socket(tmp_path)


def test_nobody_waits_for_ever(home: Path) -> None:
    with pytest.raises(client.TooSlow):
        client.ask(DATES, plan(), [STANDARD], MONDAY, wait=0)
    with pytest.raises(client.Cancelled):
        client.ask(DATES, plan(), [STANDARD], MONDAY, cancelled=lambda: True)


def test_a_second_server_leaves_at_once(home: Path) -> None:
    client.ask(WEEKDAYS, ())
    assert server.main(place.socket(home), os.getpid(), place.key()) == 0


@pytest.fixture(autouse=True)
def _end(home: Path) -> object:
    yield
    for pid in _process(home):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("patient", [True, False])
def test_what_can_wait_lets_others_go_first(monkeypatch: pytest.MonkeyPatch, patient: bool) -> None:
    monkeypatch.setattr(server, "_named", lambda _name: _niceness)
    near, far = Pipe()
    near.send(("pursuit.engine.schedule.ask:dates", (), {}, False, patient))
    worker = threading.Thread(target=server._answer, args=(far,))
    worker.start()
    worker.join()
    assert near.recv() == ("done", server.PATIENT if patient else _niceness())


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
