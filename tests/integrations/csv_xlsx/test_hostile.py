"""The heavy files of the corpus, each in a process of its own: refused in time and within memory."""

from pathlib import Path

import pytest

from tests.integrations.csv_xlsx.bad import Bad
from tests.integrations.csv_xlsx.corpus import CORPUS
from tests.integrations.csv_xlsx.probe import measure


@pytest.mark.slow
@pytest.mark.parametrize("bad", [bad for bad in CORPUS if bad.heavy], ids=str)
def test_within_bounds(bad: Bad, tmp_path: Path) -> None:
    path = bad.make(tmp_path)
    found = measure(path)
    path.unlink()
    assert found["code"] == bad.code
    assert float(str(found["seconds"])) < 60
    assert int(str(found["mib"])) < 400
