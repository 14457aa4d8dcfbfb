"""Money: integer minor units with a currency, and dated rates into the company currency."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from django.utils.translation import gettext as _
from pydantic_core import PydanticCustomError

from pursuit.kernel import settings_store
from pursuit.kernel.errors import Refused
from pursuit.kernel.models.money import ExchangeRate

# Digits after the point (ISO 4217) of currencies that do not have two.
_EXPONENTS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "KWD": 3,
    "BHD": 3,
    "OMR": 3,
    "TND": 3,
    "JOD": 3,
}
CURRENCIES = (
    "CNY",
    "USD",
    "EUR",
    "HKD",
    "JPY",
    "GBP",
    "SGD",
    "TWD",
    "KRW",
    "AUD",
    "CAD",
    "CHF",
    "RUB",
    "INR",
    "THB",
    "VND",
    "MYR",
    "AED",
    "SAR",
)
_UNITS = {"": 1, "元": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}
_AMOUNT = re.compile(r"^([-+]?)(?:￥|¥|\$|€)?\s*(\d{1,3}(?:[,，]\d{3})+|\d+)?(\.\d+)?\s*(万元|亿元|万|亿|元)?$")
LIMIT = 10**17  # ten-thousand billions in minor units: beyond it a typing error is certain, and sums stay in 64 bits


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (fen, cents) of a currency."""

    minor: int
    currency: str = "CNY"

    def major(self) -> Decimal:
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def exponent(currency: str) -> int:
    """Digits after the point in this currency."""
    return _EXPONENTS.get(currency, 2)


def parse_amount(text: str, currency: str = "CNY") -> int:
    """Minor units from what people type: 1234.5, 1,234.50, 120万, 1.2亿, (500). ValueError with a sentence if not."""
    raw = text.strip().replace("　", "")
    inner = raw[1:-1] if raw[:1] in "(（" and raw[-1:] in ")）" and len(raw) > 2 else raw
    match = _AMOUNT.match(inner.strip())
    if not match or not (match[2] or match[3]):
        raise ValueError(_("“%s” is not an amount: write it like 1234, 12.34万 or 1,234.50.") % text[:40])
    digits = (match[2] or "0").replace(",", "").replace("，", "") + (match[3] or "")
    try:
        value = Decimal(digits) * _UNITS[match[4] or ""]
    except InvalidOperation as error:  # pragma: no cover  the pattern admits only numbers
        raise ValueError(str(error)) from error
    minor = int(value.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_EVEN))
    if match[1] == "-" or inner is not raw:
        minor = -minor
    if abs(minor) > LIMIT:
        raise ValueError(_("“%s” is too large for an amount.") % text[:40])
    return minor


def read_money(value: object) -> object:
    """Pydantic's door: Money, {"minor": 1, "currency": "CNY"}, or text, perhaps with a currency ("12万", "500 USD")."""
    if isinstance(value, dict) and set(value) <= {"minor", "currency", "text"}:
        currency = value.get("currency") or company_currency()
        if "text" in value:
            return _from_text(str(value["text"]), currency) if str(value["text"]).strip() else None
        value = Money(value.get("minor", 0), currency)
    if isinstance(value, str):
        match = re.match(r"^(.*?)\s*([A-Z]{3})?$", value.strip())
        text, currency = (match[1], match[2]) if match else (value, None)
        return _from_text(text, currency or company_currency()) if text.strip() else None
    if isinstance(value, Money):
        if value.currency not in CURRENCIES:
            raise PydanticCustomError(
                "unknown_currency", "{reason}", {"reason": _("Unknown currency %s.") % value.currency}
            )
        if not isinstance(value.minor, int) or abs(value.minor) > LIMIT:
            raise PydanticCustomError(
                "not_an_amount", "{reason}", {"reason": _("The amount must be whole minor units.")}
            )
    return value


def _from_text(text: str, currency: str) -> Money:
    try:
        return read_checked(Money(parse_amount(text, currency), currency))
    except ValueError as error:
        raise PydanticCustomError("not_an_amount", "{reason}", {"reason": str(error)}) from error


def read_checked(money: Money) -> Money:
    """The money itself, once its currency is known to us."""
    if money.currency not in CURRENCIES:
        raise ValueError(_("Unknown currency %s.") % money.currency)
    return money


def company_currency() -> str:
    """The currency in which sums over currencies are shown."""
    return str(settings_store.get("currency", "CNY"))


def rate_on(currency: str, day: date) -> ExchangeRate | None:
    """The rate row in force on a day; None for the company currency itself. Refused where no rate is known."""
    if currency == company_currency():
        return None
    row = ExchangeRate.objects.filter(currency=currency, day__lte=day).order_by("-day").first()
    if row is None:
        raise Refused(
            "no_rate",
            _("There is no exchange rate for %(currency)s on %(day)s: enter one in the settings.")
            % {"currency": currency, "day": day},
            "amount",
        )
    return row


def to_company(money: Money, rate: ExchangeRate | None) -> int:
    """Minor units of the company currency at a rate row, half to even."""
    if rate is None:
        return money.minor
    shift = exponent(company_currency()) - exponent(money.currency)
    value = (Decimal(money.minor) * rate.rate_e8).scaleb(shift - 8)
    return int(value.to_integral_value(ROUND_HALF_EVEN))
