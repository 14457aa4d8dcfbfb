"""A real pipeline comes in: nothing lost, nothing doubled, nothing swallowed, and it can be taken back."""

from itertools import islice
from pathlib import Path

import pytest

from pursuit.domain.projects.models import Project
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel.models import Event, User
from tests.cast import Cast
from tests.integrations.intake.tables import bring, counts, dump

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[4] / "shared" / "data" / "crm-maven"
DEALS = 400  # the whole file is brought in by tests/accept
needs_data = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/crm-maven is not here: NOT TESTED")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The tables, of the deals the first."""
    deals = tmp_path / "sales_pipeline.csv"
    with next(SHARED.glob("sales_pipeline*.csv")).open(encoding="utf-8") as whole:
        deals.write_text("".join(islice(whole, DEALS + 1)), encoding="utf-8")
    return [*(SHARED / name for name in ("accounts.csv", "products.csv", "sales_teams.csv")), deals]


@needs_data
def test_in_again_and_back(cast: Cast, files: list[Path]) -> None:
    admin = cast.actor("admin")
    before = dump()
    first = bring(admin, HERE / "maven.toml", *files)
    assert counts(first, "project") == (DEALS, 0, 0, 0)
    assert counts(first, "account") == (85, 0, 0, 0)
    assert counts(first, "person") == (35, 0, 0, 0)
    lines = [line.split(",") for line in files[-1].read_text(encoding="utf-8").splitlines()[1:]]
    won = sum(float(line[7]) for line in lines if line[4] == "Won")
    sums = first.receipt.sums["USD"]
    assert (sums.won_file, sums.won_stored) == (round(won * 100), round(won * 100))
    assert Project.objects.filter(status="won").count() == sum(line[4] == "Won" for line in lines)
    asked = {one.value: one.suggestions for one in first.receipt.questions}
    assert asked["GTXPro"] == ["GTX Pro"]
    assert asked["technolgy"] == ["Information technology"]

    again = bring(admin, HERE / "maven.toml", *files)
    assert counts(again, "project") == (0, 0, DEALS, 0)
    assert counts(again, "account") == (0, 0, 85, 0)
    assert counts(again, "person") == (0, 0, 35, 0)

    assert not undo(admin, again.batch.pk).kept
    assert not undo(admin, first.batch.pk).kept
    assert {label for label, rows in dump().items() if rows != before[label]} == set()
    assert Event.objects.filter(batch=first.batch.pk).exists()  # what happened stays told


@needs_data
def test_answers_are_taken(cast: Cast, files: list[Path]) -> None:
    text = (HERE / "maven.toml").read_text(encoding="utf-8")
    answered = files[-1].with_name("answered.toml")
    answered.write_text(
        text.replace('product = "product"', 'product = { field = "product", answers = { GTXPro = "GTX Pro" } }')
    )
    done = bring(cast.actor("admin"), answered, *files)
    assert "GTXPro" not in {one.value for one in done.receipt.questions}
    assert Project.objects.filter(lines__product__subject__title="GTX Pro").exists()


@needs_data
def test_a_dry_run_writes_nothing(cast: Cast, files: list[Path]) -> None:
    before = dump()
    done = bring(cast.actor("admin"), HERE / "maven.toml", *files, dry=True)
    assert counts(done, "project") == (DEALS, 0, 0, 0)
    assert done.receipt.sums["USD"].file == done.receipt.sums["USD"].stored
    assert dump() == before
    assert not User.objects.filter(name="Moses Frase").exists()
