"""Our dates of the sample plans are those their files store, to the minute; so are the flags of what is critical."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pursuit.integrations.msproject.network import Facts, facts
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.recomputed import compare, recompute

SAMPLES = Path(__file__).parents[4] / "shared/samples/mspdi"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/mspdi is not here: NOT TESTED")
# How many tasks of each file are dated by Project itself and have not begun, and so must agree.
ELIGIBLE = {
    "commercial-construction.converted": 126,
    "ganttproject-holidays": 1,
    "ganttproject-issue2659": 0,  # dated by hand
    "mpxj-assignment-fields": 0,  # has begun
    "mpxj-baselines": 1,
    "mpxj-calendar-recurring-2016": 0,
    "mpxj-cost-rates": 0,
    "mpxj-duration-units": 10,
    "mpxj-enterprise": 1,
    "mpxj-null-tasks": 3,
    "mpxj-relations": 5,
    "mpxj-resource-types-2016": 0,
    "mpxj-sample1": 18,
    "mpxj-split-task": 2,
    "mpxj-task-links-2019": 0,  # dated by hand
    "new-product": 36,
}
# Flags that are not what Project computes: sample1 calls nothing critical, not even what ends last; new-product gives
# these milestones a slack of 0 and calls them not critical, because their late date is the next morning.
OTHERWISE = {"mpxj-sample1": {2}, "new-product": {6, 22, 37, 38}}


@pytest.mark.parametrize("name", ELIGIBLE)
def test_dates_are_those_of_the_file(name: str) -> None:
    plan = read_plan(SAMPLES / f"{name}.xml")
    given = facts(plan)
    found = recompute(given)
    compared = compare(plan, given, found)
    assert (compared.equal, compared.different, compared.skipped) == (ELIGIBLE[name], 0, 0), compared.differences
    assert sum(compared.apart.values()) + compared.equal == _leaves(given)
    critical = found.critical()
    differ = {
        task.uid
        for row, task in enumerate(given.rows)
        if not given.plan.summary[row] and not task.manual and not task.actual_start and task.critical is not None
        if task.critical != bool(critical[row])
    }
    assert differ == OTHERWISE.get(name, set())


def _leaves(given: Facts) -> int:
    return int((given.plan.summary == 0).sum())


def test_the_command_tells_the_same_without_a_database(tmp_path: Path) -> None:
    """Also what a change does: a task made longer moves those behind it, and each difference has its reason."""
    text = (SAMPLES / "new-product.xml").read_text("utf-8")
    changed = tmp_path / "changed.xml"
    changed.write_text(text.replace("<Duration>PT200H0M0S</Duration>", "<Duration>PT208H0M0S</Duration>", 1), "utf-8")
    told = _schedule(changed, tmp_path, "--simulate", "500", "--seed", "7")
    simulated = told["simulation"]
    assert simulated["trials"] == 500
    assert simulated["p10"] < simulated["p50"] < simulated["p80"] < simulated["p90"]
    assert told["project"]["finish"] == "2001-05-24T17:00:00"
    differences = {(one["uid"], one["field"]): one["reason"] for one in told["recomputed"]["differences"]}
    assert differences[4, "finish"] == "project" and differences[5, "start"] == "link:4"
    broken = tmp_path / "broken.xml"
    broken.write_text(text.replace("<PredecessorUID>4<", "<PredecessorUID>6<", 1), "utf-8")
    assert _schedule(broken, tmp_path, code=2)["error"]["code"] == "cycle"


def _schedule(file: Path, home: Path, *more: str, code: int = 0) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "pursuit.interfaces.cli.main", "schedule", str(file), *more, "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PURSUIT_HOME": str(home), "PATH": ""}
    )
    assert done.returncode == code, done.stderr
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found
