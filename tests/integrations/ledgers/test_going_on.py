"""The same ledgers a month later: what was open goes on, what people changed here stays, undo puts it back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pursuit.domain.bids.models import Bid
from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions.allocations import allocate
from pursuit.domain.finance.actions.bonds import update_bond
from pursuit.domain.finance.actions.receipts import claim_receipt, post_receipt
from pursuit.domain.finance.fields import Part
from pursuit.domain.finance.models import Bond, Instalment
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import intake
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.integrations.intake.tables import counts, dump
from tests.integrations.ledgers import books
from tests.integrations.ledgers.world import bring, pipeline

pytestmark = pytest.mark.django_db


def later(path: Path, changes: dict[str, object]) -> Path:
    """The workbook with other cells."""
    book = load_workbook(path)
    for place, value in changes.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


def test_signed_returned_and_decided_since(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    files = [books.contracts(tmp_path), books.bonds(tmp_path), books.bids(tmp_path)]
    bring(cast, *files)
    there = dump()
    later(files[0], {"G14": "2026.1.8", "H14": "执行中"})
    later(files[1], {"K8": "2026-2-2", "L8": "已退"})
    later(files[2], {"H6": "中标", "I6": "2025.4.20"})
    again = bring(cast, *files)
    assert counts(again, "contract") == (0, 1, 6, 1)
    assert counts(again, "bond") == (0, 1, 7, 1)
    assert counts(again, "bid") == (0, 1, 3, 1)
    assert str(Contract.objects.get(their_number="HT-2025-008").signed_on) == "2026-01-08"
    assert Bond.objects.filter(state="returned").count() == 4
    assert Bid.objects.filter(outcome="won").count() == 3
    assert undo(cast.actor("admin"), again.batch.pk).kept == []
    now = dump()
    for table in ("contracts.Contract", "finance.Bond", "bids.Bid", "bids.BidResult"):
        assert now[table] == there[table]


def test_what_people_changed_stays(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    file = books.bonds(tmp_path)
    bring(cast, file)
    mine = Bond.objects.get(subject__source_id="BH-2025-11")
    update_bond(actor=cast.actor("admin"), bond=mine.pk, issuer="建设银行", due_back_on=None)
    again = bring(cast, later(file, {"H5": 3000}))
    assert counts(again, "bond") == (0, 1, 7, 1)
    mine.refresh_from_db()
    assert (mine.fee, mine.issuer, mine.due_back_on) == (300_000, "建设银行", None)


def test_money_that_went_on_stays(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    admin = cast.actor("admin")
    done = bring(cast, books.contracts(tmp_path), books.receivables(tmp_path))
    owed = Instalment.objects.get(contract__their_number="HT-2025-002")
    money = post_receipt(actor=admin, payer="东海", amount=Money(100, "CNY"))
    claim_receipt(actor=admin, receipt=money.pk, account=owed.account_id)
    allocate(actor=admin, receipt=money.pk, parts=[Part(instalment=owed.pk, amount="1")])
    back = undo(admin, done.batch.pk)
    assert [kind for kind, _title, _why in back.kept if kind == "receivable"] == ["receivable"]
    assert list(Instalment.objects.values_list("contract__their_number", "paid")) == [("HT-2025-002", 100)]
    assert [row.their_number for row in Contract.objects.all()] == ["HT-2025-002"]


def test_a_changed_receivable_is_told(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    files = [books.contracts(tmp_path), books.receivables(tmp_path)]
    bring(cast, *files)
    there = dump()
    again = bring(cast, files[0], later(files[1], {"F8": 130}))
    assert dump() == there
    assert counts(again, "receivable") == (0, 0, 8, 1)
    assert "应收第 8 行: 这一行与上次导入时不同" in "\n".join(again.receipt.notes)


def test_bad_rows_come_again_corrected(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    first = bring(cast, books.contracts(tmp_path))
    told = intake.refused_rows(first.batch)[0]
    assert (told.row, told.field, told.code) == (13, "合同金额 (含税)", "missing")
    again = bring(cast, later(books.contracts(tmp_path), {"F13": "5万"}))
    assert counts(again, "contract") == (1, 0, 7, 0)
