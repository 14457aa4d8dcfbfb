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


def test_rows_that_stayed_out_come_back(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written with the reasons, mended with those still in it, and read by the mapping of the file they came from."""
    bad = ["SJ-0009", "坏的一行", "华东机电股份有限公司", "1,2,3.4", "2024-03-31", "张三"]
    path = text_file(
        tmp_path, "商机.csv", csv_text(*GOOD, *[['"1,2,3.4"' if one == "1,2,3.4" else one for one in bad]])
    )
    columns = "\n".join(f'"{name}" = "{field}"' for name, field in zip(
        HEADER, ("", "title", "account", "amount", "expected_sign_on", "owner"), strict=True) if field)  # fmt: skip
    mapping = (
        f'source = "old"\n[[table]]\nmatch = "商机.csv"\nkind = "project"\nid = ["{HEADER[0]}"]\n[table.columns]\n'
    )
    toml = text_file(tmp_path, "map.toml", mapping + columns)
    out = tmp_path / "out"
    code, told = run(capsys, path, "--mapping", toml, "--bad-rows", out)
    assert (code, told["subjects"]["project"]["rejected"]) == (3, 1)
    (sent,) = out.iterdir()
    assert sent.read_text(encoding="utf-8-sig").count("\n") == 2 and sent.name.startswith("商机-")
    sent.write_text(sent.read_text(encoding="utf-8-sig").replace("1,2,3.4", "1234"), encoding="utf-8-sig")
    code, told = run(capsys, sent, "--mapping", toml)
    assert (code, told["subjects"]["project"]["created"], Project.objects.count()) == (0, 1, 3)


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
