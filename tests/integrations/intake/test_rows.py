"""Rows one by one: faults are named, good rows stay, a repeated id is refused, and people's own changes are kept."""

from pathlib import Path

import pytest

from pursuit.domain.customers.actions.accounts import delete_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.domain.market.models import LeadAssignment
from pursuit.domain.projects.models import Outcome, Project
from pursuit.integrations.intake import returned
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.plan import Plan, parse
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import intake
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from tests.cast import Cast
from tests.integrations.intake.tables import bring, counts, dump, write

HEAD = ("编号", "项目名称", "客户", "金额(万元)", "阶段", "签约日期", "负责人")
ROWS = (
    ("1", "水厂改造", "江宁水务", "120", "投标", "2027/3/5", "安然"),
    ("2", "泵站监测", "江宁水务", "1,2,3.4", "投标", "2027年3月5日", "安然"),
    ("3", "管网巡检", "江宁水务", "", "won", "2026-02-30", "安然"),
    ("1", "又一个", "", "5", "", "", ""),
    ("", "没有编号", "", "5", "", "", ""),
    ("6", "", "", "5", "", "", ""),
    ("7", "老项目", "", "80.5", "lost", "", "某人"),
)


def plan(**more: object) -> Plan:
    accounts = {"match": "accounts*", "kind": "account", "columns": {"客户": "title", "电话": "phone"}}
    deals = {
        "match": "deals*",
        "kind": "project",
        "id": ["编号"],
        "columns": {
            "项目名称": "title",
            "客户": "account",
            "金额(万元)": {"field": "amount", "unit": 10000},
            "阶段": "stage",
            "签约日期": "expected_sign_on",
            "负责人": "owner",
        },
    }
    return parse({"source": "old", "table": [accounts, deals], **more})


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    accounts = write(tmp_path / "accounts.csv", [("客户", "电话"), ("江宁水务", "025-84651234")], "gb18030")
    return [accounts, write(tmp_path / "deals.csv", [HEAD, *ROWS], "gb18030")]


def test_good_rows_stay_and_bad_ones_say_why(cast: Cast, files: list[Path]) -> None:
    done = bring(cast.actor("admin"), plan(), *files)
    assert counts(done, "project") == (3, 0, 0, 4)
    told = [(one.row, one.field, one.code) for one in intake.refused_rows(done.batch)]
    assert [row for row, _field, _code in told] == [3, 4, 5, 7]
    assert told[2] == (5, "编号", "duplicate_id")
    assert told[3] == (7, "项目名称", "missing")
    assert Project.objects.get(subject__source_id="name:没有编号")
    assert "1,2,3.4" in intake.refused_rows(done.batch)[0].message
    assert intake.refused_rows(done.batch)[0].cells["项目名称"] == "泵站监测"
    deal = Project.objects.get(subject__source_id="1")
    assert (deal.amount, deal.amount_currency) == (120_000_000, "CNY")
    assert (deal.title, deal.subject.owner_id, deal.stage.name) == ("水厂改造", cast.ar.pk, "投标")
    assert deal.account is not None
    assert deal.account.title == "江宁水务"
    old = Project.objects.get(subject__source_id="7")
    assert (old.status, old.account_id, old.subject.owner_id) == ("lost", None, cast.admin.pk)
    assert Outcome.objects.get(project=old).reason == ""
    assert {(one.field, one.value, one.count) for one in done.receipt.questions} == {("owner", "某人", 1)}


def test_what_changed_in_the_file_is_taken_and_what_people_changed_stays(cast: Cast, files: list[Path]) -> None:
    admin = cast.actor("admin")
    bring(admin, plan(), *files)
    account = Account.objects.get()
    update_account(actor=admin, account=account.pk, phone="400-1")
    again = bring(admin, plan(), files[0])
    assert (counts(again, "account"), again.receipt.kept) == ((0, 0, 1, 0), 1)
    write(files[0], [("客户", "电话"), ("江宁水务", "025-99999999")])
    changed = bring(admin, plan(), files[0])
    assert counts(changed, "account") == (0, 1, 0, 0)
    account.refresh_from_db()
    assert account.phone == "025-99999999"
    assert undo(admin, changed.batch.pk).restored == 1
    account.refresh_from_db()
    assert account.phone == "400-1"


def test_undo_leaves_what_people_went_on_with(cast: Cast, files: list[Path]) -> None:
    admin = cast.actor("admin")
    before = dump()
    done = bring(admin, plan(), *files)
    account = Account.objects.get()
    update_account(actor=admin, account=account.pk, phone="400-1")
    undone = undo(admin, done.batch.pk)
    assert [(kind, title) for kind, title, _why in undone.kept or []] == [("account", "江宁水务")]
    assert not Project.objects.exists()
    assert Account.objects.get() == account
    with pytest.raises(Conflict):
        undo(admin, done.batch.pk)
    assert before != dump()


def test_a_record_deleted_here_does_not_come_back(cast: Cast, files: list[Path]) -> None:
    admin = cast.actor("admin")
    bring(admin, plan(), files[0])
    delete_account(actor=admin, account=Account.objects.get().pk)
    again = bring(admin, plan(), files[0])
    assert counts(again, "account") == (0, 0, 0, 1)
    assert intake.refused_rows(again.batch).get().code == "gone"


def test_rights_and_plans(cast: Cast, files: list[Path]) -> None:
    with pytest.raises(Forbidden):
        bring(cast.actor("ar"), plan(), *files)
    with pytest.raises(Refused) as none:
        bring(cast.actor("admin"), parse({"source": "old"}), *files)
    assert none.value.code == "nothing_to_import"
    with pytest.raises(Refused) as bad:
        parse({"source": "old", "tabel": []})
    assert bad.value.code == "bad_mapping"


def test_another_stage_in_the_file_is_told_and_moves_nothing(cast: Cast, files: list[Path]) -> None:
    admin = cast.actor("admin")
    bring(admin, plan(), *files)
    rows = [list(row) for row in ROWS]
    rows[0][4] = "won"
    write(files[1], [HEAD, *rows])
    again = bring(admin, plan(), files[1])
    assert again.receipt.staged == 1
    deal = Project.objects.get(subject__source_id="1")
    assert (deal.status, deal.stage.name) == ("active", "投标")


def test_rows_that_stayed_out_come_back_as_themselves(cast: Cast, tmp_path: Path) -> None:
    """Two deals of one name and no id: the second one, corrected in a file of its own, is not taken for the first."""
    admin = cast.actor("admin")
    twice = [("", "续约", "", "120", "", day, "") for day in ("2027-03-05", "2027-02-30")]
    first = bring(admin, plan(), write(tmp_path / "deals.csv", [HEAD, *twice]))
    refused = [(one.table, intake.refusal(one)) for one in intake.refused_rows(first.batch)]
    lines = "".join(returned.written(refused, {"deals.csv": HEAD})).replace("2027-02-30", "2027-03-01")
    sent = tmp_path / "deals-back.csv"
    sent.write_text(lines, encoding="utf-8-sig", newline="")
    back = Import(admin, plan(), returned.opened(sent), [sent])
    back.run()
    assert counts(back, "project") == (1, 0, 0, 0)
    days = sorted(str(one.expected_sign_on) for one in Project.objects.all())
    assert days == ["2027-03-01", "2027-03-05"]
    whole = write(tmp_path / "deals.csv", [HEAD, twice[0], ("", "续约", "", "120", "", "2027-03-01", "")])
    assert counts(bring(admin, plan(), whole), "project") == (0, 0, 2, 0)


def test_a_refused_lead_leaves_the_others_as_they_are(cast: Cast, tmp_path: Path) -> None:
    """Those that were tried together with it are given to their owners once."""
    rows = [("线索", "电话", "负责人"), ("甲", "1", "安然"), ("乙", "9" * 500, "安然"), ("丙", "2", "安然")]
    sheet = {"match": "leads*", "kind": "lead", "columns": {"线索": "title", "电话": "phone", "负责人": "owner"}}
    file = write(tmp_path / "leads.csv", rows)
    done = bring(cast.actor("operations"), parse({"source": "old", "table": [sheet]}), file)
    assert counts(done, "lead") == (2, 0, 0, 1) and LeadAssignment.objects.count() == 2


def test_a_line_of_totals_is_no_project(cast: Cast, tmp_path: Path) -> None:
    rows = [("", "水厂改造", "", "120", "", "", ""), ("", "合计", "", "120", "", "", "")]
    done = bring(cast.actor("admin"), plan(), write(tmp_path / "deals.csv", [HEAD, *rows]))
    assert counts(done, "project") == (1, 0, 0, 0)
    assert any("合计" in note or "totals" in note for note in done.receipt.notes)
