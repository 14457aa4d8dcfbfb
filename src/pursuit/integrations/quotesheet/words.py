"""What both files say: numbers as text, who offers to whom."""

from pursuit.domain.offers.queries.sheet import Sheet
from pursuit.kernel.money import exponent


def amount(minor: int, currency: str) -> str:
    """1,234,567.80"""
    digits = exponent(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    text = f"{whole:,}" + (f".{str(rest).zfill(digits)}" if digits else "")
    return f"-{text}" if minor < 0 else text


def quantity(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    behind = str(rest).zfill(3).rstrip("0")
    return f"{whole:,}.{behind}" if behind else f"{whole:,}"


def rate(bp: int) -> str:
    return f"{bp / 100:g}%"


def customer(found: Sheet) -> str:
    account = found.quote.project.account
    return account.title if account else ""


def tax_rates(found: Sheet) -> str:
    return "、".join(rate(bp) for bp in found.totals.taxes) or "—"
