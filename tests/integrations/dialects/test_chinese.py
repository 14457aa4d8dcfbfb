"""Cordys and Fxiaoke: Chinese labels, related records by name, marks behind a label, GB18030 and xlsx."""

from decimal import Decimal
from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.dialects import propose
from tests.integrations.dialects import headers
from tests.integrations.dialects.making import fields, listed, sheet, table, workbook

OPPORTUNITY = {"商机名称": "一号线信号", "客户名称": "城轨集团", "金额": "1200000", "结束时间": "2026/3/31",
"可能性": "70%",
               "负责人": "李娜", "商机阶段": "立项汇报"}  # fmt: skip
DEAL = {"商机名称*": "一号线信号", "客户名称*": "城轨集团", "商机阶段*": "谈判审核", "商机金额（万元）": "120",
        "预计成交日期*": "2026年3月31日", "负责人*": "李娜", "归属部门": "华东"}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_cordys_opportunities(tmp_path: Path, encoding: str) -> None:
    one = table(tmp_path, "商机.csv", headers.CORDYS_OPPORTUNITIES, [OPPORTUNITY], encoding)
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind, read.id) == ("cordys", "project", ())
    assert fields(read) == {
        "title": "商机名称",
        "account": "客户名称",
        "amount": "金额",
        "product": "意向产品",
        "expected_sign_on": "结束时间",
        "owner": "负责人",
        "stage": "商机阶段",
        "owner_probability": "可能性",
        "contacts": "联系人",
        "note": "备注信息",
    }
    assert proposal.unmapped[one.name] == listed("业务编码, 商机来源, 客户标签, 地区")
    assert read.columns["商机阶段"].answers["立项汇报"] == "70"
    assert read.columns["商机阶段"].answers["成功"] == "won"
    assert any(one.name in str(note) for note in proposal.notes), "no ids: known again by name"


def test_a_code_names_rows_where_each_has_its_own(tmp_path: Path) -> None:
    rows = [{**OPPORTUNITY, "业务编码": code} for code in ("SJ-1", "SJ-2")]
    coded = table(tmp_path, "a.csv", headers.CORDYS_OPPORTUNITIES, rows)
    assert sheet(propose([coded]), coded).id == ("业务编码",)
    partly = table(tmp_path, "b.csv", headers.CORDYS_OPPORTUNITIES, [*rows, OPPORTUNITY])
    assert sheet(propose([partly]), partly).id == ()


def test_cordys_tables_in_one_workbook(tmp_path: Path) -> None:
    book = {
        "客户": (
            headers.CORDYS_ACCOUNTS,
            [{"客户名称": "城轨集团", "客户行业": "轨交", "客户等级": "A级", "负责人": "李娜"}],
        ),
        "联系人": (headers.CORDYS_CONTACTS, [{"客户名称": "城轨集团", "姓名": "王伟", "手机号": "13800138000"}]),
        "线索": (headers.CORDYS_LEADS, [{"公司名称": "港务局", "联系人名称": "赵敏", "线索来源": "展会"}]),
        "商机": (headers.CORDYS_OPPORTUNITIES, [OPPORTUNITY]),
        "回款计划": (headers.CORDYS_INSTALMENTS, [{"回款计划名称": "首付"}]),
        "跟进记录": (headers.CORDYS_FOLLOWS, [{"跟进类型": "客户", "跟进内容": "电话"}]),
    }
    tables = open_tables(workbook(tmp_path, "cordys.xlsx", book))
    proposal = propose(tables)
    assert proposal.dialect == "cordys"
    kinds = [found.kind if (found := proposal.plan.sheet(one.name)) else "" for one in tables]
    assert kinds == ["account", "contact", "lead", "project", "", "note"]
    accounts, contacts, leads, *_rest, plans, follows = tables
    assert {"text": "跟进内容", "project": "商机"}.items() <= fields(sheet(proposal, follows)).items()
    assert sheet(proposal, accounts).columns["客户行业"].answers == {"轨交": "rail"}
    assert sheet(proposal, accounts).columns["客户等级"].answers == {"A级": "a"}
    assert fields(sheet(proposal, contacts))["account"] == "客户名称"
    assert {"title": "公司名称", "contact_name": "联系人名称"}.items() <= fields(sheet(proposal, leads)).items()
    assert any(plans.name in str(note) for note in proposal.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_fxiaoke_opportunities(tmp_path: Path, encoding: str) -> None:
    one = table(tmp_path, "商机2.0.csv", headers.FXIAOKE_OPPORTUNITIES, [DEAL], encoding)
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind) == ("fxiaoke", "project")
    found = fields(read)
    assert found["title"] == "商机名称*"
    assert found["account"] == "客户名称*"
    assert found["expected_sign_on"] == "预计成交日期*"
    assert read.columns["商机金额（万元）"].unit == Decimal(10000)
    assert read.columns["商机阶段*"].answers["谈判审核"] == "80"
    assert proposal.unmapped[one.name] == ["销售流程"]


@pytest.mark.parametrize(
    ("name", "kind", "some"),
    [
        ("FXIAOKE_ACCOUNTS", "account", {"title": "客户名称（必填）", "owner": "负责人（必填）", "unit": "归属部门"}),
        ("FXIAOKE_CONTACTS", "contact", {"title": "姓名(必填)", "account": "客户名称(必填)"}),
        ("FXIAOKE_LEADS", "lead", {"contact_name": "姓名", "title": "公司", "need": "销售线索详情"}),
    ],
)
def test_other_tables_of_fxiaoke(tmp_path: Path, name: str, kind: str, some: dict[str, str]) -> None:
    one = table(tmp_path, "导出.csv", getattr(headers, name), [{}, {getattr(headers, name)[0]: "某某"}], "gb18030")
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind) == ("fxiaoke", kind)
    assert some.items() <= fields(read).items()


def test_labels_both_use_are_nobodys(tmp_path: Path) -> None:
    one = table(tmp_path, "名单.csv", ["客户名称", "姓名", "负责人"], [{"客户名称": "城轨集团", "姓名": "王伟"}])
    proposal = propose([one])
    assert (proposal.dialect, sheet(proposal, one).kind) == ("generic", "contact")


def test_a_named_source_is_believed(tmp_path: Path) -> None:
    one = table(tmp_path, "联系人.csv", headers.CORDYS_CONTACTS, [{"客户名称": "城轨集团", "姓名": "王伟"}])
    assert propose([one]).dialect == "generic"
    assert propose([one], "cordys").dialect == "cordys"
    assert propose([one], "fxiaoke").plan.source == "fxiaoke"


def test_a_mixture_that_may_be_either_is_said(tmp_path: Path) -> None:
    header = listed("商机名称*, 客户名称, 金额, 结束时间, 可能性, 赢率, 负责人, 商机阶段")
    one = table(tmp_path, "商机.csv", header, [{"商机名称*": "x", "客户名称": "y"}])
    proposal = propose([one])
    assert proposal.dialect in ("cordys", "fxiaoke")
    assert any("Cordys" in str(note) and "Fxiaoke" in str(note) for note in proposal.notes)
