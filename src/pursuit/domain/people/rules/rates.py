"""Exchange rates as people type them and as they are stored: integers of 10**-8."""

from decimal import Decimal

SCALE = 10**8


def stored(text: str) -> int:
    """7.1234 -> 712340000."""
    return int(Decimal(text) * SCALE)


def shown(rate_e8: int) -> str:
    """712340000 -> 7.1234."""
    return f"{(Decimal(rate_e8) / SCALE).normalize():f}"
