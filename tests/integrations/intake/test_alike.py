"""A customer that is here already under another id: files name it by the id of the system they come from."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pursuit.domain.customers.actions.accounts import create_account, delete_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake import cells
from pursuit.integrations.intake.plan import Plan, parse
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel.models import ImportMark
from tests.cast import Cast
from tests.integrations.intake.tables import bring, counts, dump, write

PLAN: Plan = parse(
    {
        "source": "old",
        "table": [
            {"match": "accounts*", "kind": "account", "id": ["编号"], "columns": {"客户": "title", "电话": "phone"}},
            {
                "match": "deals*",
                "kind": "project",
                "id": ["编号"],
                "columns": {"项目名称": "title", "客户编号": "account"},
            },
        ],
    }
)
ACCOUNTS = (("编号", "客户", "电话"), ("A-1", "江宁水务", "025-84651234"), ("A-2", "六合水务", ""))
DEALS = (("编号", "项目名称", "客户编号"), ("1", "水厂改造", "A-1"), ("2", "泵站监测", "A-2"), ("3", "管网巡检", "A-9"))


@pytest.fixture
def typed(cast: Cast) -> Account:
    """Entered by hand, before there was any file."""
    return create_account(actor=cast.actor("ar"), title="江宁水务")


def named(done_for: Sequence[str]) -> dict[str, str | None]:
    rows = Project.objects.filter(subject__source_id__in=done_for).select_related("account__subject", "subject")
    return {row.subject.source_id: row.account.subject.title if row.account else None for row in rows}


def test_deals_find_it_by_the_id_of_its_row(cast: Cast, typed: Account, tmp_path: Path) -> None:
    before = dump()
    files = [write(tmp_path / "accounts.csv", ACCOUNTS), write(tmp_path / "deals.csv", DEALS)]
    done = bring(cast.actor("admin"), PLAN, *files)
    assert counts(done, "account") == (1, 1, 0, 0), "its telephone is new"
    assert named(["1", "2", "3"]) == {"1": "江宁水务", "2": "六合水务", "3": None}
    assert [one.value for one in done.receipt.questions] == ["A-9"]
    undo(cast.actor("admin"), done.batch.pk)
    after = dump()
    for label in ("customers.Account", "projects.Project"):
        assert after[label] == before[label]
    assert not ImportMark.objects.filter(batch=done.batch).exists()


def test_a_later_file_finds_it_too_whatever_its_name_is_now(cast: Cast, typed: Account, tmp_path: Path) -> None:
    admin = cast.actor("admin")
    accounts = write(tmp_path / "accounts.csv", ACCOUNTS)
    bring(admin, PLAN, accounts)
    update_account(actor=cast.actor("ar"), account=typed.pk, title="江宁水务集团")
    bring(admin, PLAN, write(tmp_path / "deals.csv", DEALS))
    assert named(["1"]) == {"1": "江宁水务集团"}
    again = bring(admin, PLAN, accounts)
    assert counts(again, "account") == (0, 0, 2, 0)
    typed.refresh_from_db()
    assert typed.subject.title == "江宁水务集团", "what people changed here stays"
    assert ImportMark.objects.filter(row=typed.pk).count() == 1


def test_who_does_not_see_it_does_not_find_it(cast: Cast, typed: Account, tmp_path: Path) -> None:
    bring(cast.actor("admin"), PLAN, write(tmp_path / "accounts.csv", ACCOUNTS))
    delete_account(actor=cast.actor("ar"), account=typed.pk)
    done = bring(cast.actor("admin"), PLAN, write(tmp_path / "deals.csv", DEALS))
    assert named(["1"]) == {"1": None}
    assert {one.value for one in done.receipt.questions} == {"A-1", "A-9"}


def test_a_column_of_unknown_words_is_not_compared_for_ever(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "COMPARED", 1)
    monkeypatch.setattr(cells, "ASKED", 3)
    for title in ("江宁水务", "六合水务"):
        create_account(actor=cast.actor("ar"), title=title)
    words = ("江宁水务局", "六合水务局", "C", "D", "D", "E")
    rows = [(f"{place}", f"第{place}个项目", word) for place, word in enumerate(words)]
    done = bring(cast.actor("admin"), PLAN, write(tmp_path / "deals.csv", [DEALS[0], *rows]))
    asked = {one.value: one.suggestions for one in done.receipt.questions}
    assert asked == {"江宁水务局": ["江宁水务"], "六合水务局": [], "C": []}
    assert "客户编号：另有 2 个词在系统里找不到。" in [str(note) for note in done.receipt.notes]
    assert counts(done, "project") == (6, 0, 0, 0)
