"""How another system writes its tables, as data: labels by our field, ids, words of pick lists, marks of its hand.

Labels are compared by `key`: case, width, blanks, punctuation and decorations such as （必填） do not count.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from pursuit.integrations.csv_xlsx.table import Cell, Table, blank
from pursuit.integrations.intake.likeness import bare, plain
from pursuit.kernel.errors import Text

SAMPLE = 2000  # rows whose words are looked at
SAMPLE_CELLS = 100_000  # fewer rows of a wide table
_DECOR = re.compile(
    r"[(（\[【]\s*(?:必填|选填|可选|必选|非必填|唯一|单选|多选|下拉|文本|日期|数字|格式[^)）\]】]*|required|optional|unique|%|％)"
    r"\s*(?:项|值)?\s*[)）\]】]|[*＊※●]",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s*[(（\[【/][^()（）\[\]【】/]*(?:元|万|亿|含税|¥|￥|RMB|CNY)[^()（）\[\]【】/]*[)）\]】]?$", re.IGNORECASE
)
GROUPED = " / "  # merged header cells: group / field
TOLD = re.compile(r"\s*[(（][^()（）]*[)）]$")  # "Closed Won (Sales Pipeline)"

Words = Mapping[str, str]


@lru_cache(maxsize=8192)
def key(label: str) -> str:
    """What two labels have in common when they are the same one."""
    return bare(_DECOR.sub("", label)) or plain(label)


@dataclass(frozen=True, slots=True)
class Ref:
    """A look-up: columns with the id of a record, columns with its name, the best first."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """One table as a system writes it.

    kind: ours, "" where it is recognised and not taken yet; needs: one label of each group is there; ids: the first one
    there names the row; codes: these do where there is no id, every row has one and none comes twice; fields: by our
    field the labels, the best first; quiet: second columns of a field, of which only known words count; also: what the
    column of a field becomes besides, with its words; details: lines of a note; answers: by our field what a word
    means; drop: known and not needed; later: known, and no field here takes it yet; people: the id and the name column
    of a table of users; files: how its file is usually called.
    """

    name: Text
    kind: str
    needs: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refs: Mapping[str, Ref] = field(default_factory=dict)
    quiet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    details: tuple[str, ...] = ()
    answers: Mapping[str, Words] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    people: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    files: tuple[str, ...] = ()

    known: frozenset[str] = field(init=False)  # keys of every label it has

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(key(label) for label in self.labels()))

    def labels(self) -> Iterable[str]:
        """Every label it has."""
        yield from (*self.ids, *self.codes, *self.drop, *self.later, *self.details, *self.people[0], *self.people[1])
        for names in (*self.fields.values(), *self.quiet.values(), *self.needs):
            yield from names
        for ref in self.refs.values():
            yield from (*ref.ids, *ref.names)


@dataclass(frozen=True, slots=True)
class Look:
    """A table as one sees it: header by key, and the first values of each column that are not blank.
    rows: how many rows were looked at."""

    table: Table
    rows: int
    places: Mapping[str, str]
    values: Mapping[str, Sequence[Cell]]

    def find(self, labels: Iterable[str]) -> str | None:
        """The header of the first of these labels that is there."""
        return next((found for label in labels if (found := self.places.get(key(label)))), None)

    def has(self, *labels: str) -> bool:
        return self.find(labels) is not None

    def words(self, header: str) -> list[str]:
        """The different values of a column, as text, in the order they come."""
        return list(dict.fromkeys(str(cell).strip() for cell in self.values.get(header, ())))

    def distinct(self, header: str) -> bool:
        """Has every row a value there that is meant to be its own? A few that stand twice are faults of those rows."""
        cells = self.values.get(header, ())
        return bool(cells) and len(cells) == self.rows and len(set(cells)) > len(cells) / 2

    @property
    def file(self) -> str:
        """The name people gave the table: of the sheet or the file inside, else of the file; without its ending."""
        name = self.table.part or self.table.file
        return plain(name.rpartition("/")[2].partition(".")[0])


@dataclass(frozen=True, slots=True)
class Dialect:
    """One system. signature: how surely (0 to 1) it wrote a table, judged without knowing which table it is;
    person_ids: columns that name people by an id only a table of users explains."""

    code: str
    name: str
    modules: tuple[Module, ...]
    signature: Callable[[Look], float]
    person_ids: tuple[str, ...] = ()


def look(table: Table) -> Look:
    """Read what is needed to recognise a table."""
    places: dict[str, str] = {}
    for header in table.header:
        places.setdefault(key(header), header)
    for header in table.header:  # a column below a merged heading also answers to its own name
        if GROUPED in header:
            places.setdefault(key(header.rpartition(GROUPED)[2]), header)
    for header in table.header:  # and one with a unit behind it, to its name without it
        if plainer := _UNIT.sub("", header.rpartition(GROUPED)[2] if GROUPED in header else header):
            places.setdefault(key(plainer), header)
    values: dict[str, list[Cell]] = {header: [] for header in table.header}
    most = max(20, min(SAMPLE, SAMPLE_CELLS // max(1, len(table.header))))
    seen = 0
    for row in islice(table.rows(), most):
        if row.fault is None:
            seen += 1
            for header, cell in zip(table.header, row.cells, strict=False):
                if not blank(cell):
                    values[header].append(cell)
    return Look(table, seen, places, values)


def answers(words: Words, seen: Iterable[str], *, whole: bool = True) -> dict[str, str]:
    """What the words of a column mean. whole: the known list in full, so that the plan also reads the next file;
    words that are seen are recognised whatever their case, blanks and a remark in brackets behind them."""
    found = dict(words) if whole else {}
    index = {bare(word): meaning for word, meaning in words.items() if bare(word)}
    for word in seen:
        if word and word not in found and len(word) <= 120:
            meaning = index.get(bare(word), index.get(bare(TOLD.sub("", word))))
            if meaning is not None:
                found[word] = meaning
    return found
