"""The unit amounts are in, as labels and captions say it: 合同金额（含税，万元）, 单位：万元."""

import re
from collections.abc import Iterable
from decimal import Decimal

from pursuit.integrations.csv_xlsx.table import Row

_UNITS = {"千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
_IN = re.compile(r"(百万元|千万元|万元|亿元|千元)")
_SAID = re.compile(r"单\s*位\s*[:：]?\s*(?:人民币)?\s*(百万元|千万元|万元|亿元|千元)")


def unit_in(label: str) -> Decimal | None:
    """The unit a label names, wherever in it."""
    found = _IN.search(label)
    return Decimal(_UNITS[found[1]]) if found else None


def unit_above(rows: Iterable[Row]) -> Decimal:
    """The unit that is said above a table, 1 where none is."""
    for row in rows:
        for cell in row.cells:
            if isinstance(cell, str) and (found := _SAID.search(cell)):
                return Decimal(_UNITS[found[1]])
    return Decimal(1)


def unit_of(label: str, above: Decimal) -> Decimal:
    """What bare amounts of a column count in: what its label says, else what is said above the table."""
    return unit_in(label) or (Decimal(1) if "元" in label else above)
