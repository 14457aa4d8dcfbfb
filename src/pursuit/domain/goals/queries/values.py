"""Figures as people write them and as they are kept: whole numbers in the unit of their scale."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.models import Scale
from pursuit.kernel.errors import Refused
from pursuit.kernel.money import company_currency, exponent, parse_amount

MOST = 10**15  # of any figure: sums of thousands of them keep to 64 bits


def digits(scale: str) -> int:
    """Places after the point that are kept."""
    if scale == Scale.MONEY:
        return exponent(company_currency())
    return 0 if scale == Scale.COUNT else 2


def read(text: str | None, scale: str, field: str) -> int | None:
    """What somebody typed: 1200万, 60%, 12; nothing is None. Refused, naming the field, where it is no figure."""
    said = (text or "").strip()
    if scale == Scale.PERCENT:
        said = said.rstrip("%％").strip()
    if not said:
        return None
    # Amounts are read by the same reader everywhere; a yen has no places, as counts, a yuan two, as percent.
    currency = company_currency() if scale == Scale.MONEY else "JPY" if scale == Scale.COUNT else "CNY"
    try:
        found = parse_amount(said, currency)
    except ValueError as error:
        raise Refused("not_a_figure", str(error), field) from error
    if abs(found) > MOST:
        raise Refused("too_large", _("This figure is too large."), field)
    return found


def plain(value: int | None, scale: str) -> str:
    """The same value as `read` takes it: 1200000, 60.5; nothing for None."""
    if value is None:
        return ""
    text = f"{Decimal(value).scaleb(-digits(scale)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def natural(value: int, scale: str) -> Fraction:
    """In whole units, as formulas count."""
    return Fraction(value, 10 ** digits(scale))


def kept(value: Fraction | None, scale: str) -> int | None:
    """A formula's result as it is kept, half up."""
    if value is None:
        return None
    found = (value * 10 ** digits(scale) + Fraction(1, 2)).__floor__()
    return found if abs(found) <= MOST else None
