"""Numbers people quote: SP-2026-0001."""

from django.db.models import F

from pursuit.kernel import clock
from pursuit.kernel.models.data import Sequence


def next_number(prefix: str, year: int | None = None) -> str:
    """The next number under a prefix. Inside an action: a rolled-back action gives its number back."""
    return next_numbers(prefix, year or clock.today().year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """Several numbers in a row."""
    row = Sequence.objects.filter(prefix=prefix, year=year)
    if not row.update(value=F("value") + count):
        Sequence.objects.get_or_create(prefix=prefix, year=year)
        row.update(value=F("value") + count)
    last = row.values_list("value", flat=True).get()
    return [f"{prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
