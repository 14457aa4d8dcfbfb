"""kill -9 at 20 random points of an import: every chunk is whole or not there, and the next run goes on from it."""

import json
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.accept.instance import Instance, cast_code
from tests.accept.report import told
from tests.integrations.intake.made import deals

pytestmark = pytest.mark.slow
ROUNDS = 20
ROWS = 40_000
WAIT = 60.0  # seconds for the first chunk of a run
IMPORT = ("-m", "pursuit.interfaces.cli.main", "import")
STATE = """
import json
from django.db.models import Count
from pursuit.domain.projects.models import Project, StageMove, TeamMember
from pursuit.kernel.models import Event, ImportBatch, SearchText, Share, Subject
batch = ImportBatch.objects.order_by("pk").last() or ImportBatch(pk=0)
made = Subject.objects.filter(batch=batch.pk)
deals = Project.objects.filter(subject__batch=batch.pk)
own = lambda model, field: model.objects.filter(**{f"{field}__in": deals.values("pk")}).values(field).distinct().count()
print(json.dumps({
    "state": batch.state,
    "told": {kind: one["created"] for kind, one in batch.receipt.get("subjects", {}).items()},
    "made": {one["type"]: one["n"] for one in made.values("type").annotate(n=Count("pk"))},
    "deals": deals.count(),
    "moves": own(StageMove, "project"), "team": own(TeamMember, "project"), "shares": own(Share, "subject"),
    "texts": SearchText.objects.filter(subject__batch=batch.pk).count(),
    "events": Event.objects.filter(batch=batch.pk, verb__endswith=".created").count(),
}))
"""


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    made = Instance(tmp_path_factory.mktemp("import"))
    made.python("manage.py", "migrate", "-v0")
    made.shell(cast_code())
    return made


def check(instance: Instance) -> int:
    """Nothing is half there; returns how many records are."""
    found = json.loads(instance.shell(STATE))
    assert {kind: count for kind, count in found["told"].items() if count} == found["made"], found
    assert found["deals"] == found["moves"] == found["team"] == found["shares"], found
    assert sum(found["made"].values()) == found["texts"] == found["events"], found
    return int(sum(found["made"].values()))


def position(instance: Instance) -> str:
    """How far the last import has come, as its books say."""
    with closing(sqlite3.connect(f"file:{instance.home / 'pursuit.sqlite3'}?mode=ro", uri=True)) as database:
        row = database.execute("SELECT position FROM kernel_importbatch ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else "{}"


def moved_on(instance: Instance, process: subprocess.Popen[str], since: str) -> bool:
    """Waits for the first chunk of this run. False: it has ended before."""
    until = time.monotonic() + WAIT
    while process.poll() is None and position(instance) in (since, "{}"):
        assert time.monotonic() < until, "no chunk came"
        time.sleep(0.02)
    return process.poll() is None


def orphans(instance: Instance) -> list[str]:
    """Second processes of this instance that outlived their import."""
    home, found = f"PURSUIT_HOME={instance.home}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            if b"intake.builder" in command and home in (folder / "environ").read_bytes().split(b"\0"):
                found.append(folder.name)
    return found


def test_killed_and_resumed(instance: Instance, tmp_path: Path) -> None:
    files = [str(path) for path in deals(tmp_path, ROWS)]
    before, kills = 0, 0
    while kills < ROUNDS:
        since = position(instance)
        process = instance.start(*IMPORT, *files, "--json")
        if not moved_on(instance, process, since):
            break
        time.sleep(random.Random().uniform(0.0, 1.5))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        now = check(instance)
        assert now > before
        kills, before = kills + 1, now
    time.sleep(2)
    assert orphans(instance) == []
    done = json.loads(instance.python(*IMPORT, *files, "--json"))
    assert {kind: one["rows"] for kind, one in done["subjects"].items()}["project"] == ROWS
    assert sum(one["rejected"] for one in done["subjects"].values()) == 0
    assert done["sums"]["CNY"]["file"] == done["sums"]["CNY"]["stored"]
    assert check(instance) == sum(one["created"] for one in done["subjects"].values())
    assert kills == ROUNDS, f"the import was through after {kills} kills: more rows are needed"
    told("import_kills", kills=kills, rows=ROWS, half=0)
