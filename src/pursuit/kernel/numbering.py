"""Numbers people quote: SP-2026-0001."""

from collections.abc import Mapping

from django.db.models import F

from pursuit.kernel import clock, collecting
from pursuit.kernel.models.data import Sequence


def next_number(prefix: str, year: int | None = None) -> str:
    """The next number under a prefix. Inside an action: a rolled-back action gives its number back."""
    year = year or clock.today().year
    collected = collecting.counter(prefix, year, lambda: _last(prefix, year))
    return _said(prefix, year, collected or _last(prefix, year, 1))


def _last(prefix: str, year: int, count: int = 0) -> int:
    """The last number given out, after taking so many more; whoever else takes one waits until this is committed."""
    row = Sequence.objects.filter(prefix=prefix, year=year)
    if not row.update(value=F("value") + count):
        Sequence.objects.get_or_create(prefix=prefix, year=year)
        row.update(value=F("value") + count)
    return row.values_list("value", flat=True).get()


def reserve(prefix: str, year: int, count: int) -> list[str]:
    """So many numbers, in their order; nobody else gets them once this is committed."""
    last = _last(prefix, year, count)
    return [_said(prefix, year, number) for number in range(last - count + 1, last + 1)]


def _said(prefix: str, year: int, number: int) -> str:
    return f"{prefix}-{year}-{number:04d}"


def last_numbers() -> dict[str, int]:
    """{prefix-year: the last number given out}."""
    return {f"{row.prefix}-{row.year}": row.value for row in Sequence.objects.all()}


def give_back(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Set counters back to what they were, where nobody has taken a number since."""
    for row in Sequence.objects.select_for_update():
        key = f"{row.prefix}-{row.year}"
        if row.value != after.get(key) or before.get(key) == row.value:
            continue
        if key in before:
            row.value = before[key]
            row.save()
        else:
            row.delete()
