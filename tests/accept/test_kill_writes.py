"""kill -9 at random points of ordinary writes: no acknowledged write is lost, no operation is half done."""

import json
from pathlib import Path

import pytest

from tests.accept.instance import Instance, cast_code
from tests.accept.report import told

pytestmark = pytest.mark.slow
ROUNDS = 20
STATE = """
import json
from pursuit.domain.customers.models import Account
rows = Account.objects.values_list("pk", "region", "subject__deleted_at")
print(json.dumps({pk: [region, bool(deleted)] for pk, region, deleted in rows}))
"""


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    made = Instance(tmp_path_factory.mktemp("kill"))
    made.python("manage.py", "migrate", "-v0")
    made.shell(cast_code())
    return made


def expected(lines: list[str]) -> dict[str, list[object]]:
    """What the acknowledgements promise."""
    promised: dict[str, list[object]] = {}
    for line in lines:
        what, pk, *rest = line.split()
        if what == "created":
            promised[pk] = ["", False]
        elif what == "region":
            promised[pk][0] = rest[0]
        elif what == "deleted":
            promised[pk][1] = True
    return promised


def test_no_acknowledged_write_is_lost(instance: Instance, tmp_path: Path) -> None:
    heard: list[str] = []
    for _round in range(ROUNDS):
        heard += instance.killed("-m", "tests.accept.victim", "writes", first="created")
    instance.python("-m", "tests.accept.invariants")
    stored = json.loads(instance.shell(STATE))
    promised = expected(heard)
    assert len(promised) > ROUNDS
    lost = {}
    for pk, (region, deleted) in promised.items():
        row = stored.get(pk)
        # The step after the last heard one may have been committed before the kill.
        fine = row is not None and (region in ("", row[0])) and (row[1] or not deleted)
        if not fine:
            lost[pk] = (region, deleted, row)
    assert not lost
    told("kill_writes", rounds=ROUNDS, acknowledged=len(heard), lost=0)
