"""Five ugly ledgers go in by what is proposed, and come to what one counts by hand."""

from pathlib import Path

import pytest

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.models import Instalment, Receipt
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import clock, intake
from tests.cast import Cast
from tests.integrations.intake.tables import counts, dump
from tests.integrations.ledgers import books
from tests.integrations.ledgers.world import bring, pipeline

pytestmark = pytest.mark.django_db


def test_contracts(cast: Cast, tmp_path: Path) -> None:
    deals = pipeline(cast)
    done = bring(cast, books.contracts(tmp_path))
    assert counts(done, "contract") == (7, 0, 0, 1)
    assert counts(done, "account") == (1, 0, 0, 0)
    rows = {row.their_number: row for row in Contract.objects.select_related("subject", "account__subject")}
    assert {number: row.amount for number, row in rows.items()} == {
        "HT-2025-001": 480_000_000, "HT-2025-002": 120_000_000, "HT-2025-003": 36_500_000,
        "HT-2025-004": 1_250_000_000, "HT-2025-005": 98_000_000, "HT-2025-006": 200_000_000, "HT-2025-008": 10_000_000,
    }  # fmt: skip
    assert {number: row.account.title for number, row in rows.items()} == {
        "HT-2025-001": "东海港口集团有限公司", "HT-2025-002": "东海港口集团有限公司",
        "HT-2025-003": "东海港口集团有限公司", "HT-2025-004": "江宁水务有限公司",
        "HT-2025-005": "江宁水务有限公司", "HT-2025-006": "西岭化工厂", "HT-2025-008": "西岭化工厂",
    }  # fmt: skip
    assert {number: str(row.signed_on) for number, row in rows.items()} == {
        "HT-2025-001": "2025-03-05", "HT-2025-002": "2025-03-18", "HT-2025-003": "2025-04-15",
        "HT-2025-004": "2025-06-01", "HT-2025-005": "2025-07-09", "HT-2025-006": "2025-08-30", "HT-2025-008": "None",
    }  # fmt: skip
    assert {number: row.state for number, row in rows.items()} == {
        "HT-2025-001": "signed", "HT-2025-002": "signed", "HT-2025-003": "closed", "HT-2025-004": "signed",
        "HT-2025-005": "signed", "HT-2025-006": "signed", "HT-2025-008": "draft",
    }  # fmt: skip
    assert rows["HT-2025-001"].project_id == deals["智慧码头二期"].pk
    assert rows["HT-2025-001"].subject.owner_id == cast.ar.pk
    assert rows["HT-2025-006"].project_id is None
    notes = "\n".join(done.receipt.notes)
    assert "HT" not in notes
    assert "637.5" in notes and "636.5" in notes  # the subtotal is wrong by one
    assert "2,194.5" not in notes  # the total is right
    assert "厂区安防" in notes
    told = [(one.row, one.code) for one in intake.refused_rows(done.batch)]
    assert told == [(13, "missing")]
    sums = done.receipt.ledgers["contract CNY"]
    assert (sums.file, sums.stored) == (2_194_500_000, 2_194_500_000)


def test_receivables(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    done = bring(cast, books.receivables(tmp_path), books.contracts(tmp_path))
    assert counts(done, "receivable") == (8, 0, 0, 1)
    late = Instalment.objects.visible_to(cast.actor("admin")).filter(owed_on__lt=clock.today(), live=True)
    assert sorted((row.contract.their_number, row.open_amount) for row in late) == [
        ("HT-2025-001", 94_000_000), ("HT-2025-002", 120_000_000), ("HT-2025-004", 375_000_000),
        ("HT-2025-004", 500_000_000),
    ]  # fmt: skip
    assert sorted(Receipt.objects.values_list("amount", "allocated", "free")) == [
        (40_000_000, 36_500_000, 3_500_000), (50_000_000, 50_000_000, 0), (144_000_000, 144_000_000, 0),
    ]  # fmt: skip
    assert [(one.row, one.code) for one in intake.refused_rows(done.batch)] == [(13, "missing"), (12, "unknown_parent")]
    sums = done.receipt.ledgers
    assert (sums["receivable CNY"].file, sums["receivable CNY"].stored) == (1_521_500_000, 1_511_500_000)
    assert (sums["received CNY"].file, sums["received CNY"].stored) == (234_000_000, 234_000_000)


def test_twice_and_back(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    files = [books.contracts(tmp_path), books.receivables(tmp_path)]
    before = dump()
    trial = bring(cast, *files, dry=True)
    assert dump() == before
    first = bring(cast, *files)
    for kind in ("contract", "receivable"):
        assert counts(trial, kind) == counts(first, kind)
    there = dump()
    again = bring(cast, *files)
    assert counts(again, "contract") == (0, 0, 7, 1)
    assert counts(again, "receivable") == (0, 0, 8, 1)
    assert dump() == there
    assert undo(cast.actor("admin"), again.batch.pk).kept == []
    assert dump() == there
    done = undo(cast.actor("admin"), first.batch.pk)
    assert done.kept == []
    assert dump() == before
