"""How a cell becomes a value, by the shape of its field; words are looked up here and asked about where unknown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell, Row
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder
from pursuit.integrations.intake.faults import Question
from pursuit.integrations.intake.kinds import Shape, Target
from pursuit.integrations.intake.likeness import plain, suggestions
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.plan import Column
from pursuit.kernel import customimport
from pursuit.kernel.models.data import CustomField
from pursuit.kernel.money import CURRENCIES

ENDED = ("won", "lost", "abandoned", "cancelled", "suspended")
PERCENT = 3  # digits at most
COMPARED = 100  # words of a column for which something alike is looked for: among thousands of names that takes long
ASKED = 1000  # words of a column that are asked about; a column with more unknown ones is not what it was taken for


@dataclass(frozen=True, slots=True)
class Cut:
    """A column as it is read: where it stands, what it becomes."""

    index: int
    header: str
    target: Target
    column: Column
    order: DateOrder
    scale: int = 1  # 100 where a column of percentages holds fractions

    def parts(self, cell: Cell) -> Sequence[Cell]:
        """The values of a cell; where there are several and the field takes one, the first of them."""
        if not self.column.split or not isinstance(cell, str) or self.column.split not in cell:
            return (cell,)
        found = [one.strip() for one in cell.split(self.column.split) if one.strip()]
        return found if self.target.many else found[:1]

    def word(self, cell: Cell) -> str:
        """What the cell says, after the answers of the plan."""
        said = "" if cell is None else str(cell).strip()
        return self.column.answers.get(said, said)


@dataclass(frozen=True, slots=True)
class Later:
    """A record of the table's own kind that was not there yet when the row was read."""

    cut: Cut
    word: str


class Cells:
    """Reads cells of one table. own: the type of record the table makes; questions: what was asked so far."""

    def __init__(self, lookups: Lookups, own: str) -> None:
        self.lookups, self.own = lookups, own
        self.zone = ZoneInfo(settings.TIME_ZONE)
        self.questions: dict[tuple[str, str], Question] = {}
        self.newcomer: Callable[[str], int | None] | None = None  # makes a person the file names
        self.founder: Callable[[str], int] | None = None  # makes a customer the file names
        self.asked: Counter[str] = Counter()  # words by column
        self.unasked: dict[str, set[str]] = {}  # words past the limit, by column
        self._known: dict[str, Sequence[str]] = {}
        self._ways: Mapping[Shape, Callable[[Cut, Cell], object]] = {
            "text": lambda _cut, cell: text(cell),
            "money": self._money,
            "day": lambda cut, cell: values.day(cell, order=cut.order),
            "moment": lambda cut, cell: values.moment(cell, order=cut.order, zone=self.zone),
            "whole": lambda _cut, cell: values.whole(cell),
            "percent": lambda cut, cell: _rounded(values.percent(cell, scale=cut.scale)),
            "number": lambda cut, cell: values.amount(cell, unit=cut.column.unit),
            "flag": lambda _cut, cell: values.flag(cell),
            "currency": self._currency,
            "choice": self._choice,
            "status": self._choice,
            "term": self._term,
            "person": self._person,
            "unit": self._unit,
            "record": self._record,
            "stage": self._stage,
            "outcome": self._outcome,
        }

    def value(self, cut: Cut, cell: Cell) -> object:
        """The value of a cell that is not blank; None where a question is open. Raises BadValue."""
        found = self._ways[cut.target.shape](cut, cell)
        return found if cut.target.custom is None or found is None else _kept(cut.target.custom, found)

    def prime(self, cuts: Iterable[Cut], rows: Sequence[Row]) -> None:
        """Look up together what a chunk names."""
        for cut in cuts:
            if cut.target.shape == "record":
                self.lookups.records(cut.target.about).prime(
                    cut.word(one) for row in rows if row.fault is None for one in cut.parts(row.cells[cut.index])
                )

    def _money(self, cut: Cut, cell: Cell) -> object:
        amount = values.amount(cell, unit=cut.column.unit)
        return None if amount is None else (amount, cut.column.currency or values.currency_in(cell) or "")

    def _currency(self, cut: Cut, cell: Cell) -> str:
        code = cut.word(cell).upper()
        if code not in CURRENCIES:
            raise BadValue("unknown_currency", _("“%s” is no currency we know.") % code[:20])
        return code

    def _choice(self, cut: Cut, cell: Cell) -> str | None:
        word, choices = cut.word(cell), cut.target.choices
        known = {plain(name): code for code, label in choices for name in (code, str(label))}
        found = known.get(plain(word))
        return found if found is not None else self.ask(cut, word, lambda: [str(label) for _code, label in choices])

    def _term(self, cut: Cut, cell: Cell) -> str | None:
        word, known = cut.word(cell), self.lookups.terms(cut.target.about)
        found = known.get(plain(word))
        return found if found is not None else self.ask(cut, word, lambda: self.lookups.labels(cut.target.about))

    def _person(self, cut: Cut, cell: Cell) -> int | str | None:
        word, known = cut.word(cell), self.lookups.people
        found = known.get(plain(word))
        if found is None and word and cut.column.unknown == "create" and self.newcomer is not None:
            return self.newcomer(word)
        return found if found is not None else self.ask(cut, word, lambda: list(known))

    def _unit(self, cut: Cut, cell: Cell) -> int | str | None:
        word, known = cut.word(cell), self.lookups.units
        found = known.get(plain(word))
        return found if found is not None else self.ask(cut, word, lambda: list(known))

    def _record(self, cut: Cut, cell: Cell) -> object:
        word, known = cut.word(cell), self.lookups.records(cut.target.about)
        found = known.find(word)
        if found is None and cut.target.about == self.own:
            return Later(cut, word)  # it may stand further down
        if found is None and cut.target.many and word and not any(letter.isdigit() for letter in word):
            return word  # a name is kept even if nobody here bears it
        if found is None and cut.column.unknown == "create" and self.founder is not None and not known.ambiguous(word):
            return self.founder(word) if word else None
        return found if found is not None else self.ask(cut, word, known.titles)

    def _stage(self, cut: Cut, cell: Cell) -> str | None:
        """A stage of ours, how it ended ("won"), or the chance of theirs ("60"), by which ours is chosen."""
        word = cut.word(cell)
        if word in ENDED:
            return word
        stage = self.lookups.stage(word)
        if stage is None and word.isdigit() and len(word) <= PERCENT:
            stage = self.lookups.stage_by_chance(int(word))
        if stage is not None:
            return stage.code
        return self.ask(cut, word, lambda: [*(one.name for one in self.lookups.stages), *ENDED])

    def _outcome(self, cut: Cut, cell: Cell) -> str | None:
        word = cut.word(cell)
        return word if word in ENDED else self.ask(cut, word, lambda: ENDED)

    def ask(self, cut: Cut, word: str, known: Callable[[], Sequence[str]]) -> str | None:
        """Nothing is swallowed: what is not known is asked, or refused if the plan says so. Always None."""
        if not word or cut.column.unknown == "empty":
            return None
        asked = self._question(cut, word, known)
        asked.count += 1
        if cut.column.unknown == "refuse":
            raise BadValue("unknown_value", in_words(asked))
        return None

    def _question(self, cut: Cut, word: str, known: Callable[[], Sequence[str]]) -> Question:
        key = (f"{cut.header}\n{cut.target.code}", word)
        if key in self.questions:
            return self.questions[key]
        if self.asked[cut.header] == ASKED:
            self.unasked.setdefault(cut.header, set()).add(word)
            return Question(cut.header, cut.target.code, word, 0, [])
        self.asked[cut.header] += 1
        if cut.header not in self._known:
            self._known[cut.header] = known()
        near = suggestions(word, self._known[cut.header]) if self.asked[cut.header] <= COMPARED else []
        self.questions[key] = Question(cut.header, cut.target.code, word, 0, near)
        return self.questions[key]


def in_words(asked: Question) -> str:
    """The question as people read it."""
    if not asked.suggestions:
        return _("“%s” is not known here.") % asked.value[:80]
    named = {"value": asked.value[:80], "near": asked.suggestions[0]}
    return _("“%(value)s” is not known here; did you mean “%(near)s”?") % named


def text(cell: Cell) -> str:
    """Any cell as text."""
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell).strip()


def _kept(field: CustomField, value: object) -> object:
    """The value as an own field keeps it."""
    try:
        return customimport.read_as(field, value)
    except ValueError as bad:
        raise BadValue("bad_value", str(bad)) from bad


def _rounded(number: object) -> int | None:
    return None if number is None else round(float(str(number)))
