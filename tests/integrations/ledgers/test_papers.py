"""Bonds, bids and certificates out of ledgers, and the counts of a director's first look."""

from pathlib import Path

import pytest

from pursuit.domain.bids.models import Bid
from pursuit.domain.credentials.models import Credential
from pursuit.domain.credentials.queries.credentials import ending
from pursuit.domain.finance.models import Bond
from pursuit.domain.insight.queries.contradictions import contradictions
from pursuit.domain.playbooks.models import TenderDate
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import intake
from tests.cast import Cast
from tests.integrations.intake.tables import counts, dump
from tests.integrations.ledgers import books
from tests.integrations.ledgers.world import bring, pipeline

pytestmark = pytest.mark.django_db


def test_bonds(cast: Cast, tmp_path: Path) -> None:
    deals = pipeline(cast)
    done = bring(cast, books.bonds(tmp_path))
    told = [(one.row, one.code) for one in intake.refused_rows(done.batch)]
    assert told == [(12, "bad_date")]
    assert counts(done, "bond") == (8, 0, 0, 1)
    rows = list(Bond.objects.order_by("pk"))
    assert [(row.kind, row.form, row.amount, row.state) for row in rows] == [
        ("bid", "cash", 20_000_000, "returned"), ("performance", "guarantee", 48_000_000, "out"),
        ("bid", "cash", 5_000_000, "returned"), ("bid", "cash", 3_000_000, "out"), ("wages", "cash", 8_000_000, "out"),
        ("bid", "insurance", 2_000_000, "lost"), ("quality", "cash", 1_825_000, "out"),
        ("bid", "cash", 1_000_000, "returned"),
    ]  # fmt: skip
    out = Bond.objects.visible_to(cast.actor("admin")).filter(state="out")
    assert (out.count(), sum(row.amount or 0 for row in out)) == (4, 60_825_000)
    assert [row.about_id for row in rows[:4]] == [
        deals["智慧码头二期"].pk, deals["智慧码头二期"].pk, deals["泵站改造"].pk, deals["管网监测"].pk,
    ]  # fmt: skip
    assert rows[1].subject.source_id == "BH-2025-11"
    assert rows[3].beneficiary == "江宁招标中心"
    sums = done.receipt.ledgers["bond CNY"]
    assert (sums.file, sums.stored) == (89_325_000, 88_825_000)


def test_bids(cast: Cast, tmp_path: Path) -> None:
    deals = pipeline(cast)
    done = bring(cast, books.bids(tmp_path))
    assert counts(done, "bid") == (4, 0, 0, 1)
    assert [(one.row, one.code) for one in intake.refused_rows(done.batch)] == [(7, "unknown_parent")]
    rows = Bid.objects.select_related("subject", "result")
    told = {row.number: (row.title, row.price, row.ceiling, row.outcome) for row in rows}
    assert told == {
        "DH-2025-01": ("智慧码头二期 一标段", 480_000_000, 500_000_000, "won"),
        "JN-2025-07": ("泵站改造", 1_250_000_000, 1_300_000_000, "won"),
        "JN-2025-08": ("管网监测", 98_000_000, 100_000_000, "lost"),
        "": ("码头维保", 36_000_000, None, ""),
    }
    assert str(rows.get(number="JN-2025-07").result.decided_on) == "2025-05-27"
    assert TenderDate.objects.filter(kind="opening").count() == 4
    assert TenderDate.objects.filter(project=deals["码头维保"], kind="opening").exists()


def test_credentials(cast: Cast, tmp_path: Path) -> None:
    done = bring(cast, books.credentials(tmp_path))
    assert counts(done, "credential") == (6, 0, 0, 1)
    assert [(one.row, one.code) for one in intake.refused_rows(done.batch)] == [(9, "backwards")]
    assert intake.refused_rows(done.batch)[0].field == "有效期至"
    rows = {row.title: row for row in Credential.objects.select_related("subject")}
    assert {title: row.kind for title, row in rows.items()} == {
        "电子与智能化工程专业承包": "qualification", "安全生产许可证": "qualification",
        "ISO9001 质量管理体系认证": "qualification", "一级建造师": "person", "高级项目经理": "person",
        "软件著作权": "other",
    }  # fmt: skip
    soon = ending(cast.actor("admin"), 60)
    assert [row.title for row in soon] == ["电子与智能化工程专业承包", "安全生产许可证", "一级建造师"]
    assert rows["高级项目经理"].expires_on is None
    assert rows["一级建造师"].number == "沪131000002"


def test_all_at_once_twice_and_back(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    makers = (books.credentials, books.bids, books.bonds, books.receivables, books.contracts)
    files = [make(tmp_path) for make in makers]
    before = dump()
    first = bring(cast, *files)
    there = dump()
    again = bring(cast, *files)
    kinds = ("contract", "receivable", "bond", "bid", "credential")
    assert [counts(first, kind)[0] for kind in kinds] == [7, 8, 8, 4, 6]
    assert [counts(again, kind)[:2] for kind in kinds] == [(0, 0)] * 5
    assert dump() == there
    assert undo(cast.actor("admin"), again.batch.pk).kept == []
    done = undo(cast.actor("admin"), first.batch.pk)
    assert done.kept == []
    assert dump() == before


def test_contradictions(cast: Cast, tmp_path: Path) -> None:
    pipeline(cast)
    makers = (books.bids, books.bonds, books.receivables, books.contracts)
    done = bring(cast, *(make(tmp_path) for make in makers))
    found = contradictions(cast.actor("admin"))
    assert found.counts() == {
        "signed_lost": 1, "signed_open": 1, "amount": 1, "no_project": 2, "paid": 1, "bid_won": 1, "no_result": 1,
        "bond_back": 1,
    }  # fmt: skip
    told = {one.sort.code: (one.about.title, one.project.title if one.project else "", one.paper, one.pipeline)
            for one in found.lines}  # fmt: skip
    assert told["signed_open"] == ("泵站改造合同", "泵站改造", "签订于 2025-06-01", "进行中")
    assert told["signed_lost"][:2] == ("管网监测合同", "管网监测")
    assert told["amount"] == ("泵站改造合同", "泵站改造", "12,500,000.00 CNY", "11,000,000.00 CNY")
    assert told["paid"][2:] == ("比未收金额多 35,000.00 CNY", "365,000.00 CNY")
    assert told["no_result"][:3] == ("码头维保", "码头维保", "2025-04-01 开标")
    assert {one.batch for one in found.lines} == {done.batch.pk}
    assert contradictions(cast.actor("admin"), batch=done.batch.pk).lines == found.lines
    assert contradictions(cast.actor("admin"), batch=done.batch.pk + 1).lines == []
    assert contradictions(cast.actor("stranger")).lines == []
    undo(cast.actor("admin"), done.batch.pk)
    assert contradictions(cast.actor("admin")).lines == []
