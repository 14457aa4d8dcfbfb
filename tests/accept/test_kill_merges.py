"""kill -9 at random points of merges and their undo: a pair is merged whole or not at all."""

import json
from pathlib import Path

import pytest

from tests.accept.instance import Instance, cast_code
from tests.accept.report import told

pytestmark = pytest.mark.slow
ROUNDS = 20
CHILDREN = 15
# Per pair: how many children hang on which side, whether the removed one is gone, which merge events there are.
STATE = """
import json
from pursuit.domain.customers.models import Account
from pursuit.kernel.models import Event, Subject
out = {}
for keep, gone in json.loads('%s'):
    merged = Event.objects.filter(subject_id=keep, verb="account.merged").count()
    unmerged = Event.objects.filter(subject_id=keep, verb="account.unmerged").count()
    out[keep] = [
        Account.objects.filter(parent_id=keep).count(), Account.objects.filter(parent_id=gone).count(),
        Subject.objects.get(pk=gone).deleted_at is not None, merged, unmerged,
    ]
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    made = Instance(tmp_path_factory.mktemp("merge"))
    made.python("manage.py", "migrate", "-v0")
    made.shell(cast_code())
    made.shell(
        "from pursuit.kernel.models import *; "
        "Grant.objects.create(user=User.objects.get(username='ar'), role=Role.objects.get(code='operations'))"
    )
    return made


def test_a_pair_is_merged_whole_or_not_at_all(instance: Instance, tmp_path: Path) -> None:
    heard: list[list[str]] = []
    for _round in range(ROUNDS):
        heard += [
            line.split() for line in instance.killed("-m", "tests.accept.victim", "merges", first="pair", within=0.6)
        ]
    instance.python("-m", "tests.accept.invariants")
    pairs = [(int(one[1]), int(one[2])) for one in heard if one[0] == "pair"]
    done = {word: {int(one[1]) for one in heard if one[0] == word} for word in ("merged", "unmerged")}
    states = json.loads(instance.shell(STATE % json.dumps(pairs)))
    for keep, _gone in pairs:
        here, there, deleted, merged, unmerged = states[str(keep)]
        whole = (CHILDREN, 0, True) if merged > unmerged else (0, CHILDREN, False)
        assert (here, there, deleted) == whole, (keep, states[str(keep)])
        assert merged or keep not in done["merged"]
        assert unmerged or keep not in done["unmerged"]
    assert len(done["merged"]) > 3
    merges, undos = len(done["merged"]), len(done["unmerged"])
    told("kill_merges", rounds=ROUNDS, pairs=len(pairs), merges=merges, undos=undos, half=0)
