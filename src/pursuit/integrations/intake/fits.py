"""Do the values of a column fit the shape of a field? 1: as far as one can see; 0: none does."""

from collections.abc import Callable, Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.conf import settings

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.values import BadValue
from pursuit.integrations.intake.kinds import Target
from pursuit.integrations.intake.likeness import bare, plain
from pursuit.integrations.intake.vocabulary import CURRENCY, OPEN, OUTCOME
from pursuit.kernel.money import CURRENCIES

FEW = 3
ENOUGH = 40  # values looked at
_ENDS = frozenset(bare(word) for word in (*OUTCOME, *OPEN))
_MONIES = frozenset(plain(word) for word in (*CURRENCY, *CURRENCIES))


def fit(target: Target, cells: Sequence[Cell], people: Collection[str] = ()) -> float:
    """The share of values (none of them blank) that can be read. people: names known here."""
    some = cells[:ENOUGH]
    if not some:
        return 1.0
    return _ways(some, people).get(target.shape, lambda: _words(some, target))()


def all_below(cells: Sequence[Cell], limit: int) -> bool:
    """Are these amounts, at least a few, and none of them reaches the limit?"""
    amounts = []
    for cell in cells:
        try:
            amount = values.amount(cell)
        except BadValue:
            return False
        if amount is None or abs(amount) >= limit or (isinstance(cell, str) and not _figure(cell.strip())):
            return False
        amounts.append(amount)
    return len(amounts) >= FEW and any(amounts)


def _ways(cells: Sequence[Cell], people: Collection[str]) -> Mapping[str, Callable[[], float]]:
    return {
        "day": lambda: _days(cells),
        "moment": lambda: _days(cells),
        "money": lambda: _share(cells, values.amount),
        "percent": lambda: _share(cells, values.percent),
        "whole": lambda: _share(cells, values.whole),
        "flag": lambda: _share(cells, values.flag),
        "currency": lambda: _told(cells, _MONIES, plain),
        "outcome": lambda: _told(cells, _ENDS, bare),
        "person": lambda: _persons(cells, people),
        "text": lambda: 1.0,
    }


def _share(cells: Sequence[Cell], read: Callable[[Cell], object]) -> float:
    good = 0
    for cell in cells:
        try:
            good += read(cell) is not None
        except BadValue:
            continue
    return good / len(cells)


def _days(cells: Sequence[Cell]) -> float:
    """Days; which part is the month is read off all of them, and where that stays open they are days all the same."""
    order = values.order_of(cells)
    if order is values.DateOrder.UNKNOWN:
        order = values.DateOrder.MDY
    zone = ZoneInfo(settings.TIME_ZONE)
    return _share(cells, lambda cell: values.moment(cell, order=order, zone=zone))


def _told(cells: Sequence[Cell], known: Collection[str], same: Callable[[str], str]) -> float:
    return sum(same(str(cell)) in known for cell in cells) / len(cells)


def _persons(cells: Sequence[Cell], people: Collection[str]) -> float:
    """Names: no numbers, no days; people who are known make it sure."""
    if any(plain(str(cell)) in people for cell in cells):
        return 1.0
    return 0.95 * _words(cells, None)


def _words(cells: Sequence[Cell], target: Target | None) -> float:
    """Names and words are texts; a record may also be named by an id."""
    if target is not None and target.shape == "record":
        return 1.0
    return sum(isinstance(cell, str) and not _figure(cell) for cell in cells) / len(cells)


def _figure(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").replace("-", "").isdigit()
