"""The whole of ../shared/data/crm-maven through the command: nothing lost, nothing doubled, and taken back whole."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.accept.instance import ROOT, Instance, cast_code
from tests.accept.report import told

SHARED = ROOT.parent / "shared/data/crm-maven"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/crm-maven is not here: NOT TESTED"),
]
MAPPING = ROOT / "tests/integrations/intake/maven.toml"
DUMP = "import json; from tests.integrations.intake.tables import dump; print(json.dumps(dump()))"


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    made = Instance(tmp_path)
    made.python("manage.py", "migrate", "-v0")
    made.shell(cast_code())
    return made


def test_the_whole_pipeline(instance: Instance) -> None:
    files = sorted(SHARED.glob("*.csv"))
    deals = next(path for path in files if path.name.startswith("sales_pipeline"))
    with deals.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    won = sum(Decimal(row["close_value"]) for row in rows if row["deal_stage"] == "Won")
    command = ("-m", "pursuit.interfaces.cli.main", "import")
    before = json.loads(instance.shell(DUMP))
    first = json.loads(instance.python(*command, *map(str, files), "--mapping", str(MAPPING), "--json"))
    assert first["subjects"]["project"] == {"rows": 7635, "created": 7635, "updated": 0, "unchanged": 0, "rejected": 0}
    assert {Decimal(one) for one in first["sums"]["USD"]["won"].values()} == {won}
    again = json.loads(instance.python(*command, *map(str, files), "--mapping", str(MAPPING), "--json"))
    assert all((one["created"], one["updated"], one["rejected"]) == (0, 0, 0) for one in again["subjects"].values())
    for batch in (again["batch"], first["batch"]):
        assert json.loads(instance.python(*command, "undo", str(batch), "--json"))["kept"] == []
    after = json.loads(instance.shell(DUMP))
    assert {table for table in before if before[table] != after[table]} == set()
    told("import_maven", rows=len(rows), won=str(won), seconds=first["seconds"], again=again["seconds"])
