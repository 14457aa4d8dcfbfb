"""Numbers people quote: SP-2026-0001."""

from django.db.models import F

from pursuit.kernel import clock
from pursuit.kernel.models.data import Sequence


def next_number(prefix: str, year: int | None = None) -> str:
    """The next number under a prefix. Inside an action: a rolled-back action gives its number back."""
    year = year or clock.today().year
    row = Sequence.objects.filter(prefix=prefix, year=year)
    if not row.update(value=F("value") + 1):
        Sequence.objects.get_or_create(prefix=prefix, year=year)
        row.update(value=F("value") + 1)
    return f"{prefix}-{year}-{row.values_list('value', flat=True).get():04d}"
