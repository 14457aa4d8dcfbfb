"""Amounts as people write them; dated rates."""

from datetime import date

import pytest

from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ExchangeRate
from pursuit.kernel.money import Money, parse_amount, rate_on, to_company


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1234", 123400), ("1,234.50", 123450), ("12.34万", 12340000), ("１２万", 12000000),
        ("1.2亿元", 12000000000), ("￥500", 50000), ("(500)", -50000), ("（500）", -50000),
        ("-3.5", -350), (" 0 ", 0), ("0.005", 0), ("0.015", 2), ("1，234", 123400), (".5", 50),
    ],
)  # fmt: skip
def test_amounts(text: str, minor: int) -> None:
    import unicodedata

    assert parse_amount(unicodedata.normalize("NFKC", text) if "１" in text else text) == minor


@pytest.mark.parametrize("text", ["1,2,3.4", "abc", "", "1.2.3", "12,34", "1e5", "--1", "万", "1万万", "NaN", "9" * 30])
def test_what_is_no_amount_says_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"“|”|large"):
        parse_amount(text)


def test_yen_has_no_minor_unit() -> None:
    assert parse_amount("1,000", "JPY") == 1000


@pytest.mark.django_db
def test_the_rate_of_the_day_counts() -> None:
    ExchangeRate.objects.create(currency="USD", day=date(2026, 1, 1), rate_e8=700_000_000)
    later = ExchangeRate.objects.create(currency="USD", day=date(2026, 7, 1), rate_e8=712_345_678)
    assert rate_on("USD", date(2026, 7, 2)) == later
    assert to_company(Money(10_000, "USD"), later) == 71_235
    assert rate_on("CNY", date(2026, 1, 1)) is None
    with pytest.raises(Refused):
        rate_on("EUR", date(2026, 1, 1))
