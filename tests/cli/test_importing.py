"""`pursuit import`: the contract of its receipt and its exit codes, and every bad file of the corpus."""

import json
from pathlib import Path

import pytest

from pursuit.domain.projects.models import Project
from pursuit.interfaces.cli import commands
from pursuit.kernel.models import ImportBatch, Subject
from tests.cast import Cast
from tests.integrations.csv_xlsx.bad import Bad
from tests.integrations.csv_xlsx.corpus import CORPUS
from tests.integrations.csv_xlsx.forge import GOOD, HEADER, csv_text, text_file

pytestmark = pytest.mark.django_db
LIGHT = [bad for bad in CORPUS if not bad.heavy]


def run(capsys: pytest.CaptureFixture[str], *given: object) -> tuple[int, dict[str, object]]:
    """Exit code and what was printed as JSON."""
    capsys.readouterr()
    code = commands.run(["import", *map(str, given), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def deals(cast: Cast, tmp_path: Path) -> Path:
    return text_file(tmp_path, "商机.csv", csv_text(*GOOD))


def test_the_receipt(deals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, deals)
    assert code == 0
    assert told["subjects"] == {"project": {"rows": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0}}
    sums = told["sums"]["CNY"]
    assert sums["file"] == sums["stored"] != "0.00"
    assert told["rejected_rows"] == []
    assert isinstance(told["seconds"], float)
    assert ImportBatch.objects.get().pk == told["batch"]
    code, again = run(capsys, deals)
    assert (code, again["subjects"]["project"]["unchanged"]) == (0, 2)


def test_a_dry_run(deals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, deals, "--dry-run")
    assert (code, told["batch"], told["subjects"]["project"]["created"]) == (0, None, 2)
    assert not Project.objects.exists()
    assert not ImportBatch.objects.exists()


def test_undo(deals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _code, told = run(capsys, deals)
    assert run(capsys, "undo", told["batch"]) == (0, {"removed": 2, "restored": 0, "kept": []})
    assert not Subject.objects.filter(type="project").exists()
    assert run(capsys, "undo", told["batch"])[0] == 2
    assert run(capsys, "undo", 999)[0] == 2
    assert run(capsys, "undo", "all")[0] == 2


def test_what_cannot_be_used(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tmp_path / "nowhere.csv")[1]["error"]["code"] == "no_file"
    text_file(tmp_path, "bad.toml", "source = [")
    text_file(tmp_path, "good.csv", csv_text(*GOOD))
    code, told = run(capsys, tmp_path / "good.csv", "--mapping", tmp_path / "bad.toml")
    assert (code, told["error"]["code"]) == (2, "bad_mapping")


@pytest.mark.parametrize("bad", LIGHT, ids=str)
def test_the_corpus(cast: Cast, bad: Bad, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unusable: nothing is written. Rows at fault: they alone stay out, named by row, field and rule."""
    code, told = run(capsys, bad.make(tmp_path))
    assert code == bad.exit
    if code == 2:
        assert told["error"]["code"] == bad.code
        assert told["error"]["message"]
        assert not Subject.objects.filter(type="project").exists()
        return
    assert [(one["row"], one["code"]) for one in told["rejected_rows"]] == [(4, bad.code)]
    assert all(one["message"] for one in told["rejected_rows"])
    assert Project.objects.count() == len(GOOD)
    assert list(HEADER)
