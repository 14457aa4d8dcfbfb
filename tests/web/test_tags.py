"""How money, days, icons and states are written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from pursuit.interfaces.web.shell import formats, icons
from pursuit.interfaces.web.signin.devices import device


def rendered(text: str, request=None, **context) -> str:
    if request is not None:
        context["request"] = request
    return Template(text).render(Context(context))


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


def test_an_icon_is_inline_and_hidden_from_screen_readers():
    svg = rendered('{% icon "search" %}')
    assert svg.startswith('<svg class="icon"')
    assert 'aria-hidden="true"' in svg
    assert "style=" not in svg


@pytest.mark.parametrize("name", ["no-such-icon", "../../package", "", "A"])
def test_an_unknown_icon_is_an_error(name):
    with pytest.raises(ValueError, match="icon"):
        icons.icon(name)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123456, "CNY", "1,234.56"),
        (-123456, "CNY", "(1,234.56)"),
        (0, "CNY", "0.00"),
        (5, "CNY", "0.05"),
        (1234, "JPY", "1,234"),
        (1234567, "KWD", "1,234.567"),
    ],
)
def test_exact_money(minor, currency, text):
    assert formats.exact(minor, currency) == text


@pytest.mark.parametrize(
    ("minor", "figure"),
    [
        (123456789, "123.46 "),
        (-3450000, "(3.45 "),
        (99_999_990_000, "99,999.99 万"),
        (100_000_000_000, "10.00 亿"),
        (-1186000000000, "(118.60 亿)"),
        (0, "0.00 "),
    ],
)
def test_money_in_wan(minor, figure):
    assert formats.in_wan(minor, "CNY").startswith(figure)


def test_too_small_for_wan_stays_exact():
    assert formats.in_wan(1200, "CNY") == "12.00"


def test_the_exact_amount_is_the_title():
    html = rendered("{% money 123456789 'CNY' unit='wan' %}")
    assert 'title="1,234,567.89元"' in html
    assert 'value="123456789"' in html
    assert rendered("{% money -5 'CNY' unit='full' show=True %}").count("negative") == 1
    assert rendered("{% money nothing 'CNY' %}") == "—"


def test_the_unit_follows_the_language_unless_chosen():
    assert formats.default_unit() == "wan"
    with translation.override("en"):
        assert formats.default_unit() == "full"
    assert "1,234,567.89<" in rendered("{% money 123456789 %}", money_unit="full")


def test_days_and_moments_are_the_companys():
    late = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # already Sunday in Shanghai
    assert formats.day(late).startswith("2026-11-22 ")
    assert formats.day(date(2026, 11, 22)).startswith("2026-11-22 ")
    assert formats.moment(late) == "2026-11-22 01:30"
    assert rendered("{{ nothing|day }}{{ nothing|moment }}{% ago nothing %}") == "———"
    assert rendered("{{ when|iso }}", when=late) == "2026-11-22T01:30"
    assert rendered("{{ when|iso }}", when=date(2026, 1, 5)) == "2026-01-05"


@pytest.mark.parametrize(
    ("span", "unit", "n"),
    [
        (timedelta(seconds=20), "now", 20),
        (timedelta(minutes=59), "minute", 59),
        (timedelta(hours=23), "hour", 23),
        (timedelta(days=59), "day", 59),
        (timedelta(days=61), "month", 2),
        (timedelta(days=800), "year", 2),
    ],
)
def test_spans(span, unit, n):
    assert formats._span(int(span.total_seconds())) == (n, unit)


def test_relative_time_stands_beside_the_absolute_one():
    html = rendered("{% ago when %}", when=datetime(2026, 11, 22, tzinfo=UTC))
    assert "2026-11-22 08:00" in html
    assert 'class="ago"' in html


def test_query_changes_one_parameter_and_drops_the_cursor():
    request = RequestFactory().get("/x", {"q": "移动", "sort": "name", "after": "k"})
    assert rendered("{% query sort='amount' %}", request) == "?q=%E7%A7%BB%E5%8A%A8&amp;sort=amount"
    assert rendered("{% query after='n' q=None %}", request) == "?sort=name&amp;after=n"


def test_a_chip_has_icon_and_word():
    html = rendered("{% chip 'act' '逾期 3 天' title='规则' %}")
    assert "chip-act" in html
    assert "<svg" in html
    assert "逾期 3 天" in html
    with pytest.raises(KeyError):
        rendered("{% chip 'pink' %}")


def test_values_are_escaped():
    evil = '"><script>x</script>'
    for text in ("{% chip 'act' evil %}", "{% query q=evil %}", "{% money 5 evil %}", "{{ evil|iso }}"):
        assert "<script>" not in rendered(text, evil=evil)


def test_devices_in_words():
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
    assert device(agent) == "Chrome 130 · Windows"
    assert device(agent + " Edg/130.0") == "Edge 130 · Windows"
    assert device("curl/8") == "curl/8"
