"""Files of each system go all the way in by the plan that is proposed: nothing is lost, and nothing comes twice."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pursuit.domain.projects.models import Project
from pursuit.integrations.csv_xlsx.tables import Table, open_tables
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.dialects import propose
from pursuit.integrations.intake.receipt import Receipt
from tests.cast import Cast
from tests.integrations.dialects import headers as h
from tests.integrations.dialects import test_chinese, test_hubspot, test_salesforce, test_zoho
from tests.integrations.dialects.making import Row, table, workbook

File = tuple[str, list[str], Sequence[Row]]
ID = test_zoho.ACCOUNT["Record Id"]
ZOHO: list[File] = [
    ("Tasks", h.ZOHO_TASKS, [{"Record Id": "zcrm_9", "Subject": "Call", "Related To.id": "zcrm_5"}]),
    ("Deals", h.ZOHO_DEALS, [test_zoho.DEAL, {**test_zoho.DEAL, "Record Id": "zcrm_5", "Stage": "Qualification"}]),
    (
        "Contacts",
        h.ZOHO_CONTACTS,
        [{"Record Id": "zcrm_7", "Last Name": "王", "First Name": "伟", "Account Name.id": ID}],
    ),
    ("Leads", h.ZOHO_LEADS, [{"Record Id": "zcrm_8", "Last Name": "Wang", "Company": "Harbour"}]),
    ("Accounts", h.ZOHO_ACCOUNTS, [test_zoho.ACCOUNT]),
]
HUBSPOT: list[File] = [
    ("companies", h.HUBSPOT_COMPANIES, test_hubspot.COMPANIES),
    ("deals", h.HUBSPOT_DEALS, [{**test_hubspot.DEALS[0], "Create Date": "1/13/2026 08:00"}, test_hubspot.DEALS[1]]),
]
SALESFORCE: list[File] = [
    ("Account", h.SALESFORCE_ACCOUNTS, [{"Id": test_salesforce.OPPORTUNITY["AccountId"], "Name": "Grid Co"}]),
    ("Opportunity", h.SALESFORCE_OPPORTUNITIES, [test_salesforce.OPPORTUNITY]),
    ("User", h.SALESFORCE_USERS, [{**test_salesforce.USER, "Name": "安然"}]),
]
CORDYS: list[File] = [
    ("客户", h.CORDYS_ACCOUNTS, [{"客户名称": "城轨集团", "客户行业": "轨交", "负责人": "安然"}]),
    ("商机", h.CORDYS_OPPORTUNITIES, [test_chinese.OPPORTUNITY]),
    ("线索", h.CORDYS_LEADS, [{"公司名称": "港务局", "联系人名称": "赵敏", "线索来源": "展会"}]),
    ("联系人", h.CORDYS_CONTACTS, [{"客户名称": "城轨集团", "姓名": "王伟"}]),
]
FXIAOKE: list[File] = [
    ("客户", h.FXIAOKE_ACCOUNTS, [{"客户名称（必填）": "城轨集团", "客户级别": "A级"}]),
    ("商机", h.FXIAOKE_OPPORTUNITIES, [test_chinese.DEAL]),
]
SYSTEMS = {"zoho": ZOHO, "hubspot": HUBSPOT, "salesforce": SALESFORCE, "cordys": CORDYS, "fxiaoke": FXIAOKE}


def bring(cast: Cast, tables: Sequence[Table], files: Sequence[Path], dialect: str) -> Receipt:
    proposal = propose(tables)
    assert proposal.dialect == dialect
    return Receipt.of(Import(cast.actor("admin"), proposal.plan, tables, files).run().receipt)


@pytest.mark.parametrize("form", ["utf-8-sig", "gb18030", "xlsx"])
@pytest.mark.parametrize("dialect", SYSTEMS)
def test_in_and_in_again(cast: Cast, tmp_path: Path, dialect: str, form: str) -> None:
    files = SYSTEMS[dialect]
    if form == "xlsx":
        paths = [workbook(tmp_path, "all.xlsx", {name: (header, rows) for name, header, rows in files})]
        tables = open_tables(paths[0])
    else:
        tables = [table(tmp_path, f"{name}.csv", header, rows, form) for name, header, rows in files]
        paths = [tmp_path / f"{name}.csv" for name, _header, _rows in files]
    rows = sum(len(given) for name, _header, given in files if name != "User")
    first = bring(cast, tables, paths, dialect)
    assert first.rejected == 0
    assert sum(one.created for one in first.subjects.values()) == rows
    projects = Project.objects.exclude(account=None).select_related("account")
    assert projects.count() == first.subjects["project"].rows, "every deal found its customer"
    again = bring(cast, tables, paths, dialect)
    assert sum(one.created + one.updated + one.rejected for one in again.subjects.values()) == 0
    assert sum(one.unchanged for one in again.subjects.values()) == rows


def test_what_arrived(cast: Cast, tmp_path: Path) -> None:
    """Who owns it, how it ended, what it is worth."""
    deals = table(tmp_path, "Opportunity.csv", h.SALESFORCE_OPPORTUNITIES, SALESFORCE[1][2])
    users = table(tmp_path, "User.csv", h.SALESFORCE_USERS, SALESFORCE[2][2])
    bring(cast, [deals, users], [tmp_path / "Opportunity.csv", tmp_path / "User.csv"], "salesforce")
    lost = table(tmp_path, "Deals.csv", h.ZOHO_DEALS, [test_zoho.DEAL])
    bring(cast, [lost], [tmp_path / "Deals.csv"], "zoho")
    chinese = table(tmp_path, "商机.csv", h.FXIAOKE_OPPORTUNITIES, [test_chinese.DEAL])
    bring(cast, [chinese], [tmp_path / "商机.csv"], "fxiaoke")
    found = {one.subject.title: one for one in Project.objects.select_related("subject")}
    assert found["Substation 12"].subject.owner == cast.ar
    assert found["Signalling, line 4"].status == "lost"
    assert (found["一号线信号"].amount, found["一号线信号"].amount_currency) == (120_000_000, "CNY")
