"""Labels: units, decorations, likeness; and no header, however odd, makes the proposal fail."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.integrations.csv_xlsx.table import Cell, Row, Table
from pursuit.integrations.intake.dialects import DIALECTS, propose
from pursuit.integrations.intake.kinds import get
from pursuit.integrations.intake.labels import label, likeness
from pursuit.integrations.intake.modules import key
from tests.integrations.dialects import headers


def made(header: list[str], rows: list[list[Cell]]) -> Table:
    cells = [Row(number, tuple(row)) for number, row in enumerate(rows, 2)]
    return Table("odd.csv", "odd.csv", tuple(header), "utf-8", ",", (), "", len(cells), lambda: iter(cells))


@pytest.mark.parametrize(
    ("header", "core", "unit", "currency"),
    [
        ("金额(万元)", "金额", 10**4, ""),
        ("金额（万）", "金额", 10**4, ""),
        ("金额（单位：万元）", "金额", 10**4, ""),
        ("合同金额/万元", "合同金额", 10**4, ""),
        ("合同额【亿元】", "合同额", 10**8, ""),
        ("金额(元)", "金额", 1, ""),
        ("Amount (USD)", "amount", 1, "USD"),
        ("Amount (k USD)", "amount", 10**3, "USD"),
        ("金额（万美元）", "金额", 10**4, "USD"),
        ("金额（含税）", "金额", 1, ""),
        ("客户名称（必填）", "客户名称", 1, ""),
        ("报价信息 / 合同金额（万元）", "合同金额", 10**4, ""),
        ("Probability (%)", "probability", 1, ""),
        ("()", "()", 1, ""),
    ],
)
def test_units_and_currencies(header: str, core: str, unit: int, currency: str) -> None:
    found = label(header)
    assert (found.core, found.unit, found.currency) == (core, Decimal(unit), currency)


@pytest.mark.parametrize(
    "one",
    ["客户名称", " 客户名称 ", "客户名称（必填）", "客户名称(必填)", "*客户名称", "客户名称＊", "客户名称【唯一】"],
)
def test_decorations_do_not_count(one: str) -> None:
    assert key(one) == "客户名称"


def test_width_and_case_do_not_count() -> None:
    assert key("Ｄｅａｌ Name") == key("deal_name") == key("DEAL-NAME")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("预计成交金额（元）", "amount"),
        ("最终合同金额", "amount"),
        ("Total Deal Value", "amount"),
        ("totalDealValue", "amount"),
        ("Oportunity Name", "title"),
        ("项目负责人", "owner"),
        ("Expected Close Dt.", "expected_sign_on"),
        ("联系人电话", ""),
        ("Contact Name", "contacts"),
        ("Discount", ""),
        ("数量", ""),
        ("", ""),
    ],
)
def test_likeness_to_the_fields_of_a_project(header: str, field: str) -> None:
    found = [one for one in likeness(header, "project") if one.score >= 0.7]
    assert (found[0].field if found else "") == field


def test_our_own_labels_are_known_in_both_languages() -> None:
    assert likeness("预计签约日期", "project")[0].field == "expected_sign_on"
    assert likeness("Next step", "project")[0].field == "next_step"


def test_modules_name_fields_that_exist() -> None:
    for dialect in DIALECTS:
        for module in dialect.modules:
            kind = get(module.kind)
            if kind is None:
                assert module.kind == ""
                continue
            told = {*module.fields, *module.refs, *module.answers}
            assert told <= kind.targets.keys(), (dialect.code, module.kind, told - kind.targets.keys())


KNOWN = sorted({name for key_ in dir(headers) if key_.isupper() for name in getattr(headers, key_)})
CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.decimals(allow_nan=False), st.dates(), st.booleans()
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    names = st.one_of(st.sampled_from(KNOWN), st.text(min_size=1, max_size=30))
    header = draw(st.lists(names, min_size=1, max_size=25, unique=True))
    rows = draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=3))
    return made(header, rows)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(tables(), min_size=1, max_size=2), st.sampled_from(["auto", "generic", *(one.code for one in DIALECTS)])
)
def test_no_header_makes_it_fail(some: list[Table], source: str) -> None:
    proposal = propose(some, source)
    assert 0 <= proposal.confidence <= 1
    for one in proposal.plan.sheets:
        kind = get(one.kind)
        assert kind is not None
        read = [column.field for column in one.columns.values() if column.field]
        assert set(read) <= kind.targets.keys()
        assert len(read) - len(set(read)) <= len([1 for column in one.columns.values() if column.unknown == "empty"]), (
            "only an id may stand beside a name"
        )
    assert all(str(note) for note in proposal.notes)
