"""Zoho's four dialects: what each table becomes, which columns name rows and records, which words are understood."""

from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.dialects import propose
from tests.integrations.dialects import headers
from tests.integrations.dialects.making import Row, fields, listed, sheet, table, workbook

DEAL: Row = {
    "Record Id": "zcrm_4150868000000225013",
    "Deal Owner.id": "zcrm_4150868000000200001",
    "Deal Owner": "Li Na",
    "Amount": "120000",
    "Deal Name": "Signalling, line 4",
    "Closing Date": "2026-03-31",
    "Account Name.id": "zcrm_4150868000000225001",
    "Account Name": "Metro Group",
    "Stage": "Closed-Lost To Competition",
    "Type": "New Business",
    "Probability (%)": "0",
    "Reason For Loss": "Lack of Response",
    "Created By": "Li Na",
    "Created Time": "2026-01-05 09:30:00",
}
ACCOUNT: Row = {
    "Record Id": "zcrm_4150868000000225001",
    "Account Name": "Metro Group",
    "Industry": "Government/Military",
    "Account Type": "Customer",
    "Account Owner": "Li Na",
}


def test_deals_and_accounts_together(tmp_path: Path) -> None:
    deals = table(tmp_path, "Deals_2026_01_26.csv", headers.ZOHO_DEALS, [DEAL])
    accounts = table(tmp_path, "Accounts_2026_01_26.csv", headers.ZOHO_ACCOUNTS, [ACCOUNT])
    proposal = propose([deals, accounts])
    assert (proposal.dialect, proposal.plan.source) == ("zoho", "zoho")
    assert proposal.confidence > 0.9
    assert not proposal.notes
    read = sheet(proposal, deals)
    assert (read.kind, read.id) == ("project", ("Record Id",))
    assert fields(read) == {
        "owner": "Deal Owner",
        "amount": "Amount",
        "title": "Deal Name",
        "expected_sign_on": "Closing Date",
        "account": "Account Name.id",
        "stage": "Stage",
        "deal_type": "Type",
        "next_step": "Next Step",
        "created_by": "Created By",
        "created_at": "Created Time",
        "updated_at": "Modified Time",
        "currency": "Currency",
        "loss_reason": "Reason For Loss",
        "owner_probability": "Probability (%)",
        "contacts": "Contact Name.id",
        "note": "Description",
    }
    assert read.columns["Stage"].also[0].field == "loss_reason"
    assert proposal.unmapped[deals.name] == listed("Lead Source, Campaign Source, Exchange Rate, Pipeline, Tag")
    assert sheet(proposal, accounts).kind == "account"
    assert fields(sheet(proposal, accounts))["parent"] == "Parent Account.id"


def test_words_of_its_lists(tmp_path: Path) -> None:
    deals = table(tmp_path, "deals.csv", headers.ZOHO_DEALS, [DEAL, {**DEAL, "Stage": "Pilot"}])
    columns = sheet(propose([deals]), deals).columns
    stages = columns["Stage"].answers
    assert stages["Qualification"] == stages["资格审查"] == "10"
    assert stages["Proposal/Price Quote"] == "75"
    assert stages["Closed Won"] == "won"
    assert stages["Closed-Lost To Competition"] == stages["输给竞争对手"] == "lost"
    assert "Pilot" not in stages, "a stage of their own is asked about"
    assert columns["Type"].answers["New Business"] == "new"
    assert columns["Reason For Loss"].answers["Price"] == "price"
    assert "Lack of Response" not in columns["Reason For Loss"].answers


def test_without_the_accounts_the_name_is_asked_and_the_id_helps(tmp_path: Path) -> None:
    deals = table(tmp_path, "deals.csv", headers.ZOHO_DEALS, [DEAL])
    columns = sheet(propose([deals]), deals).columns
    named = [(header, column.unknown) for header, column in columns.items() if column.field == "account"]
    assert sorted(named) == [("Account Name", "ask"), ("Account Name.id", "empty")]


@pytest.mark.parametrize(
    ("name", "kind", "some"),
    [
        ("ZOHO_CONTACTS", "contact", {"last_name": "Last Name", "mobile": "Mobile", "job_title": "Title"}),
        ("ZOHO_LEADS", "lead", {"company": "Company", "contact_name": "Lead Name", "origin": "Lead Source"}),
        ("ZOHO_TASKS", "task", {"title": "Subject", "due_on": "Due Date", "parent": "Related To.id"}),
        ("ZOHO_CALLS", "note", {"title": "Subject", "subject": "Related To.id", "author": "Call Owner"}),
        ("ZOHO_NOTES", "note", {"text": "Note Content", "subject": "Parent ID.id", "created_at": "Created Time"}),
        ("ZOHO_ACCOUNTS", "account", {"title": "Account Name", "industry": "Industry", "region": "Billing State"}),
    ],
)
def test_other_modules(tmp_path: Path, name: str, kind: str, some: dict[str, str]) -> None:
    one = table(tmp_path, "export.csv", getattr(headers, name), [{"Record Id": "zcrm_1"}])
    read = sheet(propose([one]), one)
    assert (read.kind, read.id) == (kind, ("Record Id",))
    assert some.items() <= fields(read).items()


def test_the_name_of_a_contact_is_put_together_here(tmp_path: Path) -> None:
    contacts = table(tmp_path, "contacts.csv", headers.ZOHO_CONTACTS, [{"Record Id": "zcrm_1", "Last Name": "王"}])
    read = sheet(propose([contacts]), contacts)
    assert read.columns["Contact Name"].field == ""
    assert {"first_name", "last_name"} <= fields(read).keys()


@pytest.mark.parametrize("name", ["ZOHO_ATTACHMENTS"])
def test_what_is_not_taken_yet_is_said(tmp_path: Path, name: str) -> None:
    one = table(tmp_path, "backup_001.csv", getattr(headers, name), [{"Record Id": "zcrm_1"}])
    proposal = propose([one])
    assert proposal.dialect == "zoho"
    assert not proposal.plan.sheets
    assert any(one.name in str(note) for note in proposal.notes)


def test_a_list_export(tmp_path: Path) -> None:
    header = listed("Deal Id, Deal Name, Account Name.id, Account Name, Stage, Amount, Closing Date, Deal Owner")
    deals = table(tmp_path, "my view.csv", header, [{"Deal Id": "zcrm_9", "Deal Name": "x", "Stage": "Qualification"}])
    proposal = propose([deals])
    assert (proposal.dialect, sheet(proposal, deals).id) == ("zoho", ("Deal Id",))


def test_bulk_read_with_names_of_the_api(tmp_path: Path) -> None:
    header = listed(
        "Id, Deal_Name, Account_Name, Owner, Stage, Amount, Closing_Date, Created_Time, Modified_Time, Type"
    )
    row = {"Id": "4150868000000225013", "Deal_Name": "x", "Account_Name": "4150868000000225001"}
    deals = table(tmp_path, "4150868000001.csv", header, [row])
    proposal = propose([deals])
    read = sheet(proposal, deals)
    assert (proposal.dialect, read.kind, read.id) == ("zoho", "project", ("Id",))
    assert fields(read)["account"] == "Account_Name"
    assert proposal.unmapped == {}


def test_renamed_labels_leave_the_rest_readable(tmp_path: Path) -> None:
    header = [label.replace("Deal ", "Students Pipeline ") for label in headers.ZOHO_DEALS]
    deals = table(tmp_path, "export.csv", header, [{"Record Id": "zcrm_1", "Students Pipeline Name": "x"}])
    read = sheet(propose([deals]), deals)
    assert read.kind == "project"
    found = fields(read)
    assert found["amount"] == "Amount"
    assert found["stage"] == "Stage"
    assert "title" in found


def test_a_workbook_and_gb18030(tmp_path: Path) -> None:
    book = workbook(
        tmp_path,
        "zoho.xlsx",
        {"Deals": (headers.ZOHO_DEALS, [DEAL]), "Accounts": (headers.ZOHO_ACCOUNTS, [ACCOUNT])},
    )
    deals, accounts = open_tables(book)
    proposal = propose([deals, accounts])
    assert [sheet(proposal, one).kind for one in (deals, accounts)] == ["project", "account"]
    chinese = {**DEAL, "Account Name": "城市轨道集团", "Stage": "需求分析"}
    one = table(tmp_path, "交易.csv", headers.ZOHO_DEALS, [chinese], "gb18030")
    assert one.encoding == "gb18030"
    assert propose([one]).dialect == "zoho"


def test_chinese_labels(tmp_path: Path) -> None:
    header = listed(
        "记录 ID, 商机所有者, 商机名称, 客户名称, 阶段, 金额, 成交日期, 创建人, 创建时间, 修改时间, 丢单原因"
    )
    row = {"记录 ID": "zcrm_7", "商机名称": "四号线", "阶段": "谈判/评审", "金额": "1200000"}
    deals = table(tmp_path, "商机.csv", header, [row], "gb18030")
    proposal = propose([deals])
    assert proposal.dialect == "zoho"
    assert sheet(proposal, deals).id == ("记录 ID",)
    assert proposal.unmapped == {}
