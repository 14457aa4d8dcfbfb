"""kill -9 at random points of a hand-over of 2,000 records leaves no half operation, and it can be finished."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.accept.report import told

DRIVER = Path(__file__).with_name("kill_driver.py")
RECORDS, KILLS = 2000, 20


def drive(home: str, *command: str) -> str:
    call = [sys.executable, DRIVER, *command]
    done = subprocess.run(call, env=surroundings(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def surroundings(home: str) -> dict[str, str]:
    """The product's own settings on a database of its own (synchronous=FULL, as people run it)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PURSUIT_", "DATABASE_URL"))}
    return kept | {"PURSUIT_HOME": home, "DJANGO_SETTINGS_MODULE": "pursuit.config.settings"}


def budget(moved: int, spent: float, kills: int) -> float:
    """Seconds from one kill to the next that spread them over the whole work, judged by the pace so far."""
    pace = moved / spent if moved else 100
    return (RECORDS - moved) / pace / (kills + 1)


def kill_after(home: str, wait: float) -> bool:
    """Start a worker and kill it so long after it began; True when it had ended by itself."""
    worker = subprocess.Popen(
        [sys.executable, DRIVER, "work"], env=surroundings(home), stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout and worker.stdout.readline()
    time.sleep(wait)
    ended = worker.poll() is not None
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    return ended


@pytest.mark.slow
def test_killed_at_random_points() -> None:
    dice = random.Random(20261122)
    with tempfile.TemporaryDirectory(prefix="pursuit-kill-") as home:
        drive(home, "prepare", str(RECORDS))
        moved, kills, spent = 0, 0, 0.0
        while kills < KILLS:
            wait = dice.uniform(0.02, 1.6 * budget(moved, spent, KILLS - kills))
            ended = kill_after(home, wait)
            spent += wait
            seen = json.loads(drive(home, "report"))
            assert seen["whole"], seen
            assert seen["moved"] >= moved, "a record that was moved is no longer moved"
            moved = seen["moved"]
            if ended:
                break
            kills += 1
        assert kills > KILLS // 2
        drive(home, "work")
        assert json.loads(drive(home, "report")) == {"moved": RECORDS, "whole": True, "faults": [], "done": True}
        told("hand_over_kill", records=RECORDS, kills=kills, moved_at_the_last=moved)
