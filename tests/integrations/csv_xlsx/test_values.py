"""Cells to values: what people write, round trips, and what is refused in which words."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
WIDE = str.maketrans("0123", "０１２３")
AMOUNTS = st.decimals(-(10**14), 10**14, places=2, allow_nan=False)


def code_of(what: object, *given_: object, **named: object) -> str:
    with pytest.raises(BadValue) as bad:
        what(*given_, **named)  # type: ignore[operator]
    return bad.value.code


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1234.56", "1234.56"), ("1,234,567.8", "1234567.8"), ("１，２３４．５", "1234.5"), ("¥1,234", "1234"),
        ("￥ 1234", "1234"), ("1234元", "1234"), ("12.34万", "123400"), ("12.34 万元", "123400"), ("3亿", "300000000"),
        ("1.2 亿元", "120000000"), ("5百万美元", "5000000"), ("人民币12万元整", "120000"), ("USD 1,234.50", "1234.5"),
        ("1234.50 RMB", "1234.5"), ("US$ 1.5m", "1500000"), ("$12k", "12000"), ("(500)", "-500"),
        ("（５００）", "-500"),
        ("500-", "-500"), ("-¥500", "-500"), ("¥-500", "-500"), ("1.234,56", "1234.56"), ("1.234.567", "1234567"),
        ("1 200 000", "1200000"), ("1'200'000.5", "1200000.5"), ("1.2E+6", "1200000"), ("0", "0"), (".5", "0.5"),
        (12, "12"), (Decimal("0.3"), "0.3"), ("−5", "-5"),
    ],
)  # fmt: skip
def test_amounts(cell: Cell, value: str) -> None:
    assert values.amount(cell) == Decimal(value)


def test_the_unit_of_the_column_is_for_bare_numbers() -> None:
    assert values.amount("12.34", unit=10_000) == 123_400
    assert values.amount(Decimal("12.34"), unit=10_000) == 123_400
    assert values.amount("12.34万", unit=10_000) == 123_400
    assert values.amount("1200元", unit=10_000) == 1200


@pytest.mark.parametrize("cell", ["", None, "  ", "-", "--", "\u3000"])
def test_nothing_is_no_value(cell: Cell) -> None:
    for read in (values.amount, values.number, values.percent, values.whole, values.day):
        assert read(cell) is None
    assert values.moment(cell, zone=UTC) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,2,3.4", "bad_amount"), ("12,34,567", "bad_amount"), ("1,5", "ambiguous_number"), ("12.34.56", "bad_amount"),
        ("1,234,56", "bad_amount"), ("abc", "bad_amount"), ("面议", "bad_amount"), ("约12万", "bad_amount"),
        ("10-20万", "bad_amount"), ("nan", "bad_amount"), ("inf", "bad_amount"), ("1e999", "bad_amount"),
        ("1e99", "amount_too_large"), ("1" * 17, "amount_too_large"), ("--5", "bad_amount"), ("(-5)", "bad_amount"),
        ("1" * 100, "bad_amount"), (True, "bad_amount"), (date(2024, 1, 5), "bad_amount"),
        ("100000000亿", "amount_too_large"),
    ],
)  # fmt: skip
def test_no_amounts(cell: Cell, code: str) -> None:
    assert code_of(values.amount, cell) == code


def test_the_sentence_quotes_the_cell_and_says_what_to_write() -> None:
    with pytest.raises(BadValue) as bad:
        values.amount("1,2,3.4")
    assert "1,2,3.4" in str(bad.value.message)
    assert "12.34" in str(bad.value.message)


@given(AMOUNTS)
def test_amounts_come_back(value: Decimal) -> None:
    grouped = f"{value:,.2f}"
    for text in (
        f"{value:.2f}",
        grouped,
        f"¥{grouped}",
        f"{grouped} 元",
        grouped.translate(str.maketrans("0123", "０１２３")),
    ):
        assert values.amount(text) == value
    assert values.amount(f"{value / 10000:f}万") == value


@given(st.text(max_size=80) | st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_any_cell_is_a_value_or_refused(cell: Cell) -> None:
    reads = (values.amount, values.number, values.percent, values.whole, values.flag, values.identifier, values.day)
    for read in reads:
        try:
            read(cell)
        except BadValue as bad:
            assert str(bad.message)
    assert isinstance(values.text(cell), str)
    values.currency_in(cell)
    try:
        found = values.moment(cell, zone=SHANGHAI, order=DateOrder.DMY)
    except BadValue:
        return
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("cell", "code"),
    [("¥12", "CNY"), ("US$ 5", "USD"), ("5万美元", "USD"), ("12 eur", "EUR"), ("HK$1", "HKD"), ("12元", "CNY"),
     ("12", None),     (12, None)],
)  # fmt: skip
def test_currencies(cell: Cell, code: str | None) -> None:
    assert values.currency_in(cell) == code


def test_numbers_percentages_and_whole_numbers() -> None:
    assert values.number("35%") == Decimal("0.35")
    assert values.number("1,234.5") == Decimal("1234.5")
    assert code_of(values.number, "¥5") == "bad_number"
    assert values.percent("35%") == values.percent("35") == values.percent("0.35", scale=100) == 35
    assert values.percent("35%", scale=100) == 35
    assert {code_of(values.percent, cell) for cell in ("101", "-1", "abc", "3万")} == {"bad_percent"}
    assert values.percent_scale([Decimal("0.35"), 1, 0, None, "x"]) == 100
    assert values.percent_scale(["30", "0.5"]) == values.percent_scale([0, 1]) == values.percent_scale(["35%"]) == 1
    assert values.whole("1,200") == values.whole("1200.0") == values.whole(1200) == 1200
    assert code_of(values.whole, "12.5") == "bad_whole"


def test_flags_texts_and_identifiers() -> None:
    assert all(values.flag(cell) is True for cell in ("是", "TRUE", "Ｙ", "√", 1, True, " yes "))
    assert all(values.flag(cell) is False for cell in ("否", "false", "N", 0, False))
    assert values.flag("") is None
    assert code_of(values.flag, "也许") == "bad_flag"
    assert values.text(13800138000) == "13800138000"
    assert values.text(date(2024, 1, 5)) == "2024-01-05"
    assert values.text(Decimal("1E+3")) == "1000"
    assert values.identifier("zcrm_5843104000000376001") == "zcrm_5843104000000376001"
    assert values.identifier(843104) == "843104"
    assert code_of(values.identifier, "5.8431E+18") == code_of(values.identifier, 5843104000000376000) == "rounded_id"


@pytest.mark.parametrize(
    "cell",
    [
        "2024-01-05", "2024/1/5", "2024.1.5", "2024年1月5日", "2024 年 1 月 5 日", "２０２４-０１-０５",
        "20240105", 20240105,
        "Jan 5, 2024", "January 5 2024", "5-Jan-24", "5 January 2024", "24年1月5日", "Friday, January 5, 2024",
        "2024-01-05 00:00:00", "2024-01-05T23:00:00Z", "2024/1/5 3:04 PM", "2024-01-05（周五）", "2024年1月5日星期五",
        "2024年1月5日 下午3:30", date(2024, 1, 5), datetime(2024, 1, 5, 9),
    ],
)  # fmt: skip
def test_days(cell: Cell) -> None:
    assert values.day(cell) == date(2024, 1, 5)


@given(DAYS)
def test_days_come_back(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ):
        assert values.day(text) == day
    assert values.day(f"{day.month}/{day.day}/{day.year}", order=DateOrder.MDY) == day
    assert values.day(f"{day.day}.{day.month}.{day.year}", order=DateOrder.DMY) == day
    assert values.day(f"{day:%d %b %Y}") == day


@pytest.mark.parametrize(
    "cell",
    ["2024-02-30", "2023/2/29", "2024-13-01", "0000-01-01", "9999-12-31", "1700-01-01", "20244-01-05", "2024-1-5 25:00",
     "2024-W01-1", "下周五", "5 Foo 2024", "45296", 45296, True, Decimal("1.5"), "1704412800000", "2024-01-05 x"],
)  # fmt: skip
def test_no_days(cell: Cell) -> None:
    assert code_of(values.day, cell) == "bad_date"


def test_order_decides_what_the_text_does_not() -> None:
    assert values.day("1/5/2024", order=DateOrder.MDY) == date(2024, 1, 5)
    assert values.day("1/5/2024", order=DateOrder.DMY) == date(2024, 5, 1)
    assert values.day("24-01-05", order=DateOrder.YMD) == date(2024, 1, 5)
    assert values.day("13/5/2024") == date(2024, 5, 13)
    assert values.day("5/5/2024") == date(2024, 5, 5)
    assert code_of(values.day, "1/5/2024") == code_of(values.day, "24-01-05") == "ambiguous_date"
    assert code_of(values.day, "13/5/2024", order=DateOrder.MDY) == "bad_date"


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["1/5/2024", "1/13/2024"], DateOrder.MDY), (["1/5/2024", "13/1/2024"], DateOrder.DMY),
        (["1/5/2024", "5/6/2024"], DateOrder.UNKNOWN), (["1/13/2024", "13/1/2024"], DateOrder.UNKNOWN),
        (["2024-01-05", "2024/1/6"], DateOrder.YMD), ([date(2024, 1, 5), None], DateOrder.YMD),
        (["x", ""], DateOrder.UNKNOWN),
    ],
)  # fmt: skip
def test_order_of_a_column(samples: list[Cell], order: DateOrder) -> None:
    assert values.order_of(samples) is order


def test_moments() -> None:
    at = datetime(2024, 1, 5, 7, 30, tzinfo=UTC)
    for cell in ("2024-01-05 15:30", "2024/1/5 15:30:00", "2024年1月5日 下午3:30", "2024-01-05 3:30 PM",
                 "2024年1月5日15时30分", "2024-01-05T07:30:00Z", "2024-01-05T07:30:00.000+0000",
                 "2024-01-05T15:30:00+08:00", datetime(2024, 1, 5, 15, 30),
                 "1704439800000", 1704439800000):  # fmt: skip
        assert values.moment(cell, zone=SHANGHAI) == at, cell
    assert values.moment("2024-01-05", zone=SHANGHAI) == datetime(2024, 1, 4, 16, tzinfo=UTC)
    assert values.moment("1/10/2026 21:52", order=DateOrder.MDY, zone=SHANGHAI) == datetime(
        2026, 1, 10, 13, 52, tzinfo=UTC
    )
    assert values.moment("2024-01-05 12:05 AM", zone=UTC) == datetime(2024, 1, 5, 0, 5, tzinfo=UTC)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 30)), st.sampled_from([0, 8, -5]))
def test_moments_come_back(moment: datetime, hours: int) -> None:
    moment = moment.replace(microsecond=0)
    sign = "-" if hours < 0 else "+"
    text = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{abs(hours):02d}:00"
    assert values.moment(text, zone=SHANGHAI) == (moment - timedelta(hours=hours)).replace(tzinfo=UTC)
