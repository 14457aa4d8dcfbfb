"""Files of each system go all the way in by the plan that is proposed: nothing is lost, and nothing comes twice."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.collaboration.models import Comment
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
ZOHO_NOTE = {"Record Id": "zcrm_n1", "Note Title": "会议", "Note Content": "谈了付款", "Parent ID.id": "zcrm_5",
             "Created By": "安然", "Created Time": "2026-01-06 10:00:00"}  # fmt: skip
FOLLOW = {"跟进类型": "客户", "客户名称": "城轨集团", "商机": "一号线信号", "联系人": "王伟", "跟进方式": "电话",
          "跟进时间": "2026/3/1", "负责人": "安然", "跟进内容": "确认参数"}  # fmt: skip
RECORD = {"销售记录内容": "送样", "客户名称": "城轨集团", "互动场景": "拜访", "创建时间": "2026-03-01 09:00",
          "负责人": "安然"}  # fmt: skip
ROLE = {"Id": "00K5g00000RoleAAAA", "OpportunityId": test_salesforce.OPPORTUNITY["Id"], "ContactId":
        "0035g00000ContactAA", "Role": "Decision Maker"}  # fmt: skip
ZOHO: list[File] = [
    ("Tasks", h.ZOHO_TASKS, [{"Record Id": "zcrm_9", "Subject": "Call", "Related To.id": "zcrm_5"}]),
    ("Deals", h.ZOHO_DEALS, [test_zoho.DEAL, {**test_zoho.DEAL, "Record Id": "zcrm_5", "Stage": "Qualification"}]),
    (
        "Contacts",
        h.ZOHO_CONTACTS,
        [{"Record Id": "zcrm_7", "Last Name": "王", "First Name": "伟", "Account Name.id": ID}],
    ),
    ("Leads", h.ZOHO_LEADS, [{"Record Id": "zcrm_8", "Last Name": "Wang", "Company": "Harbour"}]),
    ("Notes", h.ZOHO_NOTES, [ZOHO_NOTE]),
    ("Calls", h.ZOHO_CALLS, [{"Record Id": "zcrm_c1", "Subject": "回访", "Call Type": "Out", "Related To.id": ID}]),
    ("Accounts", h.ZOHO_ACCOUNTS, [test_zoho.ACCOUNT]),
]  # fmt: skip
HUBSPOT: list[File] = [
    ("companies", h.HUBSPOT_COMPANIES, test_hubspot.COMPANIES),
    ("deals", h.HUBSPOT_DEALS, [{**test_hubspot.DEALS[0], "Create Date": "1/13/2026 08:00"}, test_hubspot.DEALS[1]]),
    ("activities", [*h.HUBSPOT_ACTIVITIES, "Record ID", "Associated Deal IDs", "Associated Company IDs"],
     [{"Activity type": "Note", "Title": "Kick-off", "Body": "<p>Two <b>cranes</b></p>", "Record ID": "901",
       "Associated Deal IDs": "502", "Associated Company IDs": "12", "Activity date": "1/14/2026 09:00"}]),
]  # fmt: skip
SALESFORCE: list[File] = [
    ("Account", h.SALESFORCE_ACCOUNTS, [{"Id": test_salesforce.OPPORTUNITY["AccountId"], "Name": "Grid Co"}]),
    ("Opportunity", h.SALESFORCE_OPPORTUNITIES, [test_salesforce.OPPORTUNITY]),
    ("Contact", h.SALESFORCE_CONTACTS, [{"Id": "0035g00000ContactAA", "LastName": "Silva"}]),
    ("OpportunityContactRole", h.SALESFORCE_ROLES, [ROLE]),
    ("Note", h.SALESFORCE_NOTES, [{"Id": "0025g00000NoteNAAV", "Title": "Site", "Body": "Seen", "CreatedDate":
                                   "2026-02-03T08:00:00.000Z", "ParentId": test_salesforce.OPPORTUNITY["Id"]}]),
    ("User", h.SALESFORCE_USERS, [{**test_salesforce.USER, "Name": "安然"}]),
]  # fmt: skip
CORDYS: list[File] = [
    ("客户", h.CORDYS_ACCOUNTS, [{"客户名称": "城轨集团", "客户行业": "轨交", "负责人": "安然"}]),
    ("商机", h.CORDYS_OPPORTUNITIES, [test_chinese.OPPORTUNITY]),
    ("线索", h.CORDYS_LEADS, [{"公司名称": "港务局", "联系人名称": "赵敏", "线索来源": "展会"}]),
    ("联系人", h.CORDYS_CONTACTS, [{"客户名称": "城轨集团", "姓名": "王伟"}]),
    ("跟进记录", h.CORDYS_FOLLOWS, [FOLLOW]),
]
FXIAOKE: list[File] = [
    ("客户", h.FXIAOKE_ACCOUNTS, [{"客户名称（必填）": "城轨集团", "客户级别": "A级"}]),
    ("商机", h.FXIAOKE_OPPORTUNITIES, [test_chinese.DEAL]),
    ("销售记录", h.FXIAOKE_RECORDS, [RECORD]),
]
SAID = {
    "zoho": {("Signalling, line 4", "会议\n谈了付款"), ("Metro Group", "回访\nCall Type：Out")},
    "hubspot": {("Spare parts", "Kick-off\nTwo cranes\nActivity type：Note")},
    "salesforce": {("Substation 12", "Site\nSeen")},
    "cordys": {("一号线信号", "确认参数\n跟进类型：客户\n跟进方式：电话\n客户名称：城轨集团\n联系人：王伟")},
    "fxiaoke": {("城轨集团", "送样\n互动场景：拜访")},
}
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
    assert set(Comment.objects.values_list("subject__title", "text")) == SAID[dialect]
    if dialect == "salesforce":
        assert ChainMember.objects.get().buying_role == "eb"
    projects = Project.objects.exclude(account=None).select_related("account")
    assert projects.count() == first.subjects["project"].rows, "every deal found its customer"
    again = bring(cast, tables, paths, dialect)
    assert sum(one.created + one.updated + one.rejected for one in again.subjects.values()) == 0
    assert sum(one.unchanged for one in again.subjects.values()) == rows


def test_what_arrived(cast: Cast, tmp_path: Path) -> None:
    """Who owns it, how it ended, what it is worth."""
    deals = table(tmp_path, "Opportunity.csv", h.SALESFORCE_OPPORTUNITIES, SALESFORCE[1][2])
    users = table(tmp_path, "User.csv", h.SALESFORCE_USERS, SALESFORCE[-1][2])
    bring(cast, [deals, users], [tmp_path / "Opportunity.csv", tmp_path / "User.csv"], "salesforce")
    lost = table(tmp_path, "Deals.csv", h.ZOHO_DEALS, [test_zoho.DEAL])
    bring(cast, [lost], [tmp_path / "Deals.csv"], "zoho")
    chinese = table(tmp_path, "商机.csv", h.FXIAOKE_OPPORTUNITIES, [test_chinese.DEAL])
    bring(cast, [chinese], [tmp_path / "商机.csv"], "fxiaoke")
    found = {one.subject.title: one for one in Project.objects.select_related("subject")}
    assert found["Substation 12"].subject.owner == cast.ar
    assert found["Signalling, line 4"].status == "lost"
    assert (found["一号线信号"].amount, found["一号线信号"].amount_currency) == (120_000_000, "CNY")
