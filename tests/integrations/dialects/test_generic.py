"""Tables of nobody's system: kinds and fields by labels and values, in Chinese and English."""

from decimal import Decimal
from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.dialects import propose, samples
from pursuit.kernel.errors import Refused
from tests.integrations.dialects.making import Row, fields, listed, sheet, table

DEALS: list[Row] = [
    {
        "序号": n,
        "项目编号": f"XS-{n}",
        "项目名称": f"项目{n}",
        "客户单位": "城轨集团",
        "合同额(万元)": "120.5",
        "当前阶段": "商务谈判",
        "销售员": "李娜",
        "预计签约时间": "2026年3月31日",
        "备用": "x",
    }
    for n in (1, 2, 3)
]


def test_a_table_of_deals_in_chinese(tmp_path: Path) -> None:
    one = table(tmp_path, "台账.csv", list(DEALS[0]), DEALS, "gb18030")
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind, read.id) == ("generic", "project", ("项目编号",))
    assert fields(read) == {
        "title": "项目名称",
        "account": "客户单位",
        "amount": "合同额(万元)",
        "stage": "当前阶段",
        "owner": "销售员",
        "expected_sign_on": "预计签约时间",
    }
    assert read.columns["合同额(万元)"].unit == Decimal(10000)
    assert read.columns["当前阶段"].answers == {"商务谈判": "80"}
    assert read.columns["序号"].field == "", "a running number is none of the data"
    assert proposal.unmapped == {one.name: ["备用"]}
    assert proposal.scores[one.name]["项目名称"] > 0.9


def test_a_table_of_what_was_said(tmp_path: Path) -> None:
    rows = [
        {"日期": "2026/3/1", "项目名称": f"项目{n}", "跟进人": "李娜", "跟进内容": f"第{n}次", "备注": ""}
        for n in (1, 2)
    ]
    one = table(tmp_path, "拜访.csv", list(rows[0]), rows, "gb18030")
    read = sheet(propose([one]), one)
    assert read.kind == "note" and read.columns["项目名称"].unknown == "empty", (
        "a record that is not here is not asked for"
    )
    assert fields(read) == {"created_at": "日期", "project": "项目名称", "author": "跟进人", "text": "跟进内容"}


def test_a_table_of_deals_in_english(tmp_path: Path) -> None:
    header = listed("opportunity_id, sales_agent, product, account, deal_stage, engage_date, close_date, close_value")
    rows = [["1C1I7A6R", "Moses Frase", "GTX Basic", "Cancity", "Won", "2016-10-20", "2017-03-01", "1054.0"],
            ["Z063OYW0", "Darcel Schlecht", "GTXPro", "Isdom", "Engaging", "2016-10-25", "", ""]]  # fmt: skip
    one = table(tmp_path, "pipeline.csv", header, [dict(zip(header, row, strict=True)) for row in rows])
    read = sheet(propose([one]), one)
    assert (read.kind, read.id) == ("project", ("opportunity_id",))
    found = fields(read)
    assert found["owner"] == "sales_agent"
    assert found["amount"] == "close_value"
    assert found["expected_sign_on"] == "close_date"
    assert found["created_at"] == "engage_date"
    assert found["title"] == "opportunity_id", "what tells rows apart names them where nothing else does"
    assert read.columns["deal_stage"].answers == {"Won": "won"}


@pytest.mark.parametrize(
    ("name", "header", "kind", "some"),
    [
        ("a.csv", "account, sector, revenue, employees, office_location, subsidiary_of", "account",
         {"title": "account", "industry": "sector", "parent": "subsidiary_of", "region": "office_location"}),
        ("b.csv", "product, series, sales_price", "product", {"title": "product", "price": "sales_price"}),
        ("sales_teams.csv", "sales_agent, manager, regional_office", "person",
         {"name": "sales_agent", "unit_name": "regional_office"}),
        ("c.csv", "姓名, 单位, 职务, 手机号码, 电子邮箱", "contact", {"title": "姓名", "account": "单位",
        "mobile": "手机号码"}),
        ("d.csv", "线索名称, 公司, 联系人, 联系电话, 线索来源", "lead", {"title": "线索名称", "phone": "联系电话"}),
        ("e.csv", "任务名称, 执行人, 截止日期, 优先级, 状态", "task", {"title": "任务名称", "owner": "执行人"}),
        ("f.csv", "客户全称, 所属行业, 客户等级, 统一社会信用代码, 地址", "account", {"title": "客户全称"}),
    ],
)  # fmt: skip
def test_kinds(tmp_path: Path, name: str, header: str, kind: str, some: dict[str, str]) -> None:
    names = listed(header)
    one = table(tmp_path, name, names, [{names[0]: "甲"}])
    read = sheet(propose([one]), one)
    assert read.kind == kind
    assert some.items() <= fields(read).items()


def test_values_decide_against_a_label(tmp_path: Path) -> None:
    rows = [{"商机名称": f"x{n}", "金额": "大概一百来万", "结束时间": "下个月", "阶段": "新建"} for n in range(3)]
    one = table(tmp_path, "商机.csv", list(rows[0]), rows)
    found = fields(sheet(propose([one]), one))
    assert "amount" not in found
    assert "expected_sign_on" not in found


def test_known_people_are_a_hint(tmp_path: Path) -> None:
    rows = [{"商机名称": "x", "金额": "1000000", "归属销售": "李娜"}]
    one = table(tmp_path, "商机.csv", list(rows[0]), rows)
    sure = propose([one], people={"李娜"}).scores[one.name]["归属销售"]
    assert sure > propose([one]).scores[one.name]["归属销售"]


def test_small_amounts_raise_the_question_of_the_unit(tmp_path: Path) -> None:
    rows = [{"商机名称": f"x{n}", "合同金额": f"{n}20.5", "阶段": "新建"} for n in (1, 2, 3)]
    one = table(tmp_path, "商机.csv", list(rows[0]), rows)
    assert any("合同金额" in str(note) for note in propose([one]).notes)
    large = [{**row, "合同金额": "1,205,000"} for row in rows]
    other = table(tmp_path, "大.csv", list(rows[0]), large)
    assert not any("合同金额" in str(note) for note in propose([other]).notes)


def test_merged_headings(tmp_path: Path) -> None:
    header = ["基本信息 / 商机名称", "基本信息 / 客户名称", "金额信息 / 合同金额（元）", "阶段"]
    one = table(tmp_path, "a.csv", header, [{header[0]: "x", header[1]: "y", header[2]: "10000", "阶段": "新建"}])
    found = fields(sheet(propose([one]), one))
    assert found == {"title": header[0], "account": header[1], "amount": header[2], "stage": "阶段"}


def test_state_beside_stage(tmp_path: Path) -> None:
    rows = [
        {"商机名称": "x", "阶段": "方案报价", "赢单状态": "进行中"},
        {"商机名称": "y", "阶段": "签约", "赢单状态": "赢单"},
    ]
    one = table(tmp_path, "商机.csv", list(rows[0]), rows)
    read = sheet(propose([one]), one)
    assert read.columns["赢单状态"].answers == {"进行中": "", "赢单": "won"}


def test_nothing_to_see(tmp_path: Path) -> None:
    one = table(tmp_path, "weather.csv", ["temp_c", "wind", "gust"], [{"temp_c": "4", "wind": "3", "gust": "9"}])
    proposal = propose([one])
    assert (proposal.confidence, proposal.plan.sheets) == (0.0, ())
    assert any("weather.csv" in str(note) for note in proposal.notes)
    assert propose([]).plan.sheets == ()


def test_brackets_in_a_name_are_no_pattern(tmp_path: Path) -> None:
    one = table(tmp_path, "商机[1]*.csv", ["商机名称", "金额"], [{"商机名称": "x", "金额": "1"}])
    assert sheet(propose([one]), one).kind == "project"


def test_an_unknown_source(tmp_path: Path) -> None:
    one = table(tmp_path, "a.csv", ["商机名称", "金额"], [{"商机名称": "x"}])
    with pytest.raises(Refused):
        propose([one], "lotus")


def test_samples(tmp_path: Path) -> None:
    rows: list[Row] = [{"a": value, "b": "1"} for value in ("", "x", "x", "y", "z", "w")]
    one = table(tmp_path, "a.csv", ["a", "b"], rows)
    assert samples(one, "a") == ["x", "y", "z"]
    assert samples(one, "a", 1) == ["x"]
    assert samples(one, "none of it") == []


def test_the_published_pipeline() -> None:
    folder = Path(__file__).parents[4] / "shared/data/crm-maven"
    if not folder.is_dir():
        pytest.skip("the data are not here")
    tables = [one for path in sorted(folder.glob("*.csv")) for one in open_tables(path)]
    proposal = propose(tables)
    kinds = {one.name.partition("_")[0]: sheet(proposal, one).kind for one in tables if "teams" not in one.name}
    assert kinds == {"accounts.csv": "account", "products.csv": "product", "sales": "project"}
    accounts = sheet(proposal, tables[0])
    assert "technolgy" not in accounts.columns["sector"].answers, "a word nobody knows is asked about"
    assert accounts.columns["sector"].answers["medical"] == "healthcare"
