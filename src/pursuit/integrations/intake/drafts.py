"""One row of a table read by the plan: keywords, source id, moment and author, or what is wrong with it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.shaping import totals
from pursuit.integrations.csv_xlsx.table import Cell, Row, Table, blank
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder
from pursuit.integrations.intake import customs
from pursuit.integrations.intake.cells import ENDED, Cells, Cut, Later
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import Kind, Target
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.plan import Plan, Sheet
from pursuit.kernel.money import LIMIT, Money, company_currency, exponent

ORDERS = {"ymd": DateOrder.YMD, "mdy": DateOrder.MDY, "dmy": DateOrder.DMY, "": DateOrder.UNKNOWN}
LONGEST = 120  # characters of a source id
BY_NAME = "name:"  # begins the source id of a row whose file has none
SAMPLE = 2000  # rows that tell how a column is written


@dataclass(slots=True)
class Draft:
    """A row on its way in. values: keywords; extra: what is no keyword; named: the words it names records with, by
    field; faults: why it stays out; known_as: its source id where it is no id of the file but made of its name."""

    number: int
    cells: Sequence[Cell]
    source_id: str = ""
    known_as: str = ""
    values: dict[str, object] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    later: dict[str, Later] = field(default_factory=dict)
    named: dict[str, tuple[str, str]] = field(default_factory=dict)
    chance: int | None = None  # that its stage has in the system it comes from
    faults: list[Fault] = field(default_factory=list)


class Reader:
    """Reads the rows of one table."""

    def __init__(
        self, table: Table, sheet: Sheet, kind: Kind, plan: Plan, lookups: Lookups,
        custom: Mapping[str, Target] | None = None,
    ) -> None:  # fmt: skip
        """custom: the own fields columns become, by what the plan calls them."""
        self.table, self.sheet, self.kind = table, sheet, kind
        self.targets = {**kind.targets, **(custom or {})}
        self.currency = plan.currency or company_currency()
        places = {header: index for index, header in enumerate(table.header)}
        self.ids = [places[header] for header in sheet.id if header in places]
        self.cells = Cells(lookups, kind.code)
        # Columns that are read only where they say something come last: where a record is named twice, as by its name
        # and by its id, they have the last word. The order of a plan's columns means nothing: databases change it.
        self.cuts = sorted(
            self._cuts(places), key=lambda cut: (sheet.columns[cut.header].unknown == "empty", cut.index)
        )
        self.met: Counter[str] = Counter()  # rows without an id that would have the same one
        self.required = [target for target in kind.targets.values() if target.required]

    def _cuts(self, places: Mapping[str, int]) -> Iterator[Cut]:
        written = self._orders(places)
        for header, whole in self.sheet.columns.items():
            for column in whole.every:
                target = self.targets.get(customs.key(header, column.field))
                if header in places and target is not None:
                    index = places[header]
                    order = ORDERS[column.order] if column.order else written.get(index, DateOrder.UNKNOWN)
                    scale = self._scale(index, target)
                    yield Cut(index, header, target, column, order, scale)

    def _scale(self, index: int, target: Target) -> int:
        if target.shape != "percent":
            return 1
        return values.percent_scale(row.cells[index] for row in islice(self.table.rows(), SAMPLE) if row.fault is None)

    def _orders(self, places: Mapping[str, int]) -> dict[int, DateOrder]:
        """By column of days: which of day and month stands first is read off all of it, not guessed for each cell."""
        seen: dict[int, values.Order] = {}
        for header, whole in self.sheet.columns.items():
            for column in whole.every:
                target = self.targets.get(customs.key(header, column.field))
                if header in places and target and target.shape in ("day", "moment") and not column.order:
                    seen[places[header]] = values.Order()
        for row in self.table.rows() if seen else ():
            if row.fault is None:
                for index, order in seen.items():
                    order.see(row.cells[index])
        return {index: order.found() for index, order in seen.items()}

    def prime(self, rows: Sequence[Row]) -> None:
        """Look up together what a chunk names."""
        self.cells.prime(self.cuts, rows)

    def sums_up(self, row: Row) -> bool:
        """A line of totals (合计…), which is no record; one that has an id is."""
        return totals(row) and not any(not blank(row.cells[index]) for index in self.ids)

    def read(self, row: Row) -> Draft:
        """The draft of a row."""
        draft = Draft(row.number, row.cells, known_as=row.known_as)
        if row.fault is not None:
            at, header = row.fault.column, self.table.header
            name = "" if at is None or at >= len(header) else header[at]  # a row may be longer than its header
            draft.faults.append(Fault(name, row.fault.code, row.fault.message))
            return draft
        for name, value in self.sheet.constants.items():
            self._put(draft, self.kind.targets[name], value)
        for cut in self.cuts:
            cell = row.cells[cut.index]
            if blank(cell):
                continue
            try:
                for one in cut.parts(cell):
                    self._take(draft, cut, one)
            except BadValue as bad:
                draft.faults.append(Fault(cut.header, bad.code, bad.message))
        self._finish(draft)
        self._identify(draft)
        return draft

    def _take(self, draft: Draft, cut: Cut, cell: Cell) -> None:
        target = cut.target
        if target.shape == "record":
            draft.named[target.code] = (cut.header, cut.word(cell))
        elif target.shape == "stage" and (word := cut.word(cell)).isdigit():
            draft.chance = int(word)
        found = self.cells.value(cut, cell)
        if isinstance(found, Later):
            draft.later[target.code] = found
        elif found is not None and target.many:
            several = draft.extra.setdefault(target.code, [])
            if isinstance(several, list):
                several.append((cut.header, found))
        elif found is not None:
            self._put(draft, target, found)

    @staticmethod
    def _put(draft: Draft, target: Target, value: object) -> None:
        (draft.extra if target.extra else draft.values)[target.code] = value

    def _finish(self, draft: Draft) -> None:
        """What is made of several columns."""
        names = [str(draft.extra.pop(name, "")) for name in ("last_name", "first_name")]
        if any(names) and not draft.values.get("title"):
            chinese = any("\u4e00" <= letter <= "\u9fff" for letter in "".join(names))
            draft.values["title"] = ("" if chinese else " ").join(filter(None, names if chinese else names[::-1]))
        ended = {draft.extra.get("stage"), draft.extra.get("outcome")} & set(ENDED)
        if ended or draft.values.get("owner_probability") == draft.chance:  # nobody's own judgement
            draft.values.pop("owner_probability", None)
        currency = str(draft.extra.pop("currency", "")) or self.currency
        for name, value in list(draft.values.items()):
            if isinstance(value, tuple):
                amount, own = value
                self._amount(draft, name, amount, own or currency)
        for target in self.required:
            if not draft.values.get(target.code):
                label = next((cut.header for cut in self.cuts if cut.target.code == target.code), str(target.label))
                if all(fault.field != label for fault in draft.faults):
                    draft.faults.append(Fault(label, "missing", _("%s is missing.") % target.label))

    @staticmethod
    def _amount(draft: Draft, name: str, amount: Decimal, currency: str) -> None:
        minor = int(amount.scaleb(exponent(currency)).to_integral_value())
        if abs(minor) > LIMIT:
            draft.faults.append(Fault(name, "bad_amount", _("The amount is too large.")))
        draft.values[name] = Money(minor, currency)

    def _identify(self, draft: Draft) -> None:
        """By its id in the source system; without one by its name, and further ones of the same name by a count. A row
        that stayed out before goes by what it went by then: the count would be another in a file of a few rows."""
        try:
            parts = [values.identifier(draft.cells[index]) for index in self.ids]
        except BadValue as bad:
            draft.faults.append(Fault(self.sheet.id[0], bad.code, bad.message))
            return
        if parts and all(parts):
            draft.source_id, draft.known_as = _short("|".join(parts)), ""
            return
        if draft.known_as:
            draft.source_id = draft.known_as
            return
        said = {**draft.extra, **draft.values}
        names = [str(said[name]) for name in self.kind.naming if said.get(name)]
        key = _short(BY_NAME + plain("|".join(names)))
        self.met[key] += 1
        again = self.met[key] > 1 and not self.kind.named
        draft.source_id = f"{key}#{self.met[key]}" if again else key
        # Where the name means one record, another name is another one; and without a name there is none to go by.
        if not self.kind.named and all(fault.code != "missing" for fault in draft.faults):
            draft.known_as = draft.source_id


def _short(key: str) -> str:
    """As it is, or what stands for it where it is too long to keep."""
    room = LONGEST - 8  # a count may follow
    return key if len(key) <= room else hashlib.sha256(key.encode()).hexdigest()
