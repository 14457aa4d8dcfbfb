"""How money and days are written (pure functions; the template tags wrap them)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pursuit.kernel.money import exponent

LARGE = 100_000  # 万 from which 亿 is said
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside figures in one language. A list says each of them a hundred times."""

    weekdays: tuple[str, ...]
    wan: str
    yi: str
    cny: str


def html(value: object) -> str:
    """Escaped, unless it is HTML already. (Django's own escaping asks five questions first.)"""
    return value if isinstance(value, SafeString) else escape(str(value))


def words() -> Words:
    """In the reader's language."""
    return _words(get_language())


@cache
def _words(_language: str | None) -> Words:
    days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return Words(days, _("×10k"), _("×100m"), _("CNY %(amount)s"))


def exact(minor: int, currency: str) -> str:
    """1,234.56; a negative amount stands in parentheses."""
    places = exponent(currency)
    units, rest = divmod(abs(minor), 10**places)
    text = f"{units:,}.{rest:0{places}}" if places else f"{units:,}"
    return _signed(text, minor)


def in_wan(minor: int, currency: str) -> str:
    """123.46 万: what Chinese business people compare; from ten 亿 on 12.35 亿, as nobody reads seven digits of 万.
    Too small for either: the exact form."""
    scale = WAN * 10 ** exponent(currency)
    hundredths = _hundredths(minor, scale)
    if hundredths == 0 and minor:
        return exact(minor, currency)
    large = hundredths >= LARGE * 100
    whole, rest = divmod(_hundredths(minor, scale * WAN) if large else hundredths, 100)
    return _signed(f"{whole:,}.{rest:02} {words().yi if large else words().wan}", minor)


def _hundredths(minor: int, scale: int) -> int:
    return (abs(minor) * 100 + scale // 2) // scale


def money(minor: int | None, currency: str, unit: str = "", *, show: bool = False) -> SafeString:
    """An amount for a page: 123.46 万 with the exact value as title; show names the currency. unit: wan or full."""
    if minor is None:
        return SafeString("—")
    plain = exact(minor, currency)
    text = in_wan(minor, currency) if (unit or default_unit()) == "wan" else plain
    if show:
        text = named(text, currency)
    tone = " negative" if minor < 0 else ""
    title = escape(named(plain, currency))
    return SafeString(f'<data class="money{tone}" value="{minor}" title="{title}">{escape(text)}</data>')


def named(text: str, currency: str) -> str:
    """An amount with its currency: 123.46 万元, USD 123.46 万."""
    return words().cny % {"amount": text} if currency == "CNY" else f"{currency} {text}"


def default_unit() -> str:
    """万 for Chinese readers, plain figures for others, unless a person chose."""
    return "wan" if (get_language() or "").startswith("zh") else "full"


def _signed(text: str, minor: int) -> str:
    return f"({text})" if minor < 0 else text


def weekday(value: date) -> str:
    """Mon … Sun, short."""
    return words().weekdays[value.weekday()]


def day(value: date | datetime) -> str:
    """2026-11-22 周日, in the company's zone."""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{on.isoformat()} {weekday(on)}"


def moment(value: datetime) -> str:
    """2026-11-22 14:05, in the company's zone."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


def ago(value: datetime, now: datetime) -> str:
    """How long since (or until), in one unit."""
    seconds = int((now - value).total_seconds())
    size, unit = _span(abs(seconds))
    if unit == "now":
        return _("just now")
    texts = {
        "minute": (_("%(n)s min ago"), _("in %(n)s min")),
        "hour": (_("%(n)s h ago"), _("in %(n)s h")),
        "day": (_("%(n)s d ago"), _("in %(n)s d")),
        "month": (_("%(n)s months ago"), _("in %(n)s months")),
        "year": (_("%(n)s years ago"), _("in %(n)s years")),
    }
    return texts[unit][0 if seconds >= 0 else 1] % {"n": size}


def _span(seconds: int) -> tuple[int, str]:
    steps = ((60, 1, "now"), (3600, 60, "minute"), (86400, 3600, "hour"), (60 * 86400, 86400, "day"))
    for limit, size, unit in steps:
        if seconds < limit:
            return seconds // size, unit
    days = seconds // 86400
    return (days // 30, "month") if days < 730 else (days // 365, "year")
