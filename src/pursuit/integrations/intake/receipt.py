"""What an import did: counts by kind, sums in the file and in the system, rows that stayed out, questions, remarks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from pursuit.integrations.intake.faults import Question
from pursuit.kernel.errors import Text
from pursuit.kernel.money import Money

MOST_ALIKE = 20


@dataclass(slots=True)
class Counts:
    """Rows of one kind; rows = created + updated + unchanged + rejected."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Sums:
    """Amounts of projects in minor units: of all rows of the file, and of what is stored for them; won ones apart."""

    file: int = 0
    stored: int = 0
    won_file: int = 0
    won_stored: int = 0


@dataclass(slots=True)
class Receipt:
    """Grows with each chunk and is stored with it."""

    subjects: dict[str, Counts] = field(default_factory=dict)
    sums: dict[str, Sums] = field(default_factory=dict)
    ledgers: dict[str, Sums] = field(default_factory=dict)  # "contract CNY": what a ledger says, and what is here
    questions: list[Question] = field(default_factory=list)
    dropped: dict[str, list[str]] = field(default_factory=dict)  # table: columns nothing was made of
    notes: list[str] = field(default_factory=list)
    kept: int = 0  # rows whose change in the file was not taken, because people here had changed the same field
    staged: int = 0  # rows whose stage differs: an import never moves a project

    def counts(self, kind: str) -> Counts:
        return self.subjects.setdefault(kind, Counts())

    def ledger(self, what: str, currency: str) -> Sums:
        """The sums of one kind of a ledger in one currency."""
        return self.ledgers.setdefault(f"{what} {currency}", Sums())

    def remark(self, row: str, message: Text) -> None:
        """Something to know about a row that came in; said of many rows, it is enough to name the first of them."""
        said = str(message)
        same = sum(one.endswith(said) for one in self.notes)
        if same < MOST_ALIKE:
            self.notes.append(f"{row}: {said}")
        elif same == MOST_ALIKE:
            self.notes.append(_("And further rows: %s") % said)

    def in_file(self, money: Money, *, won: bool) -> None:
        sums = self.sums.setdefault(money.currency, Sums())
        sums.file += money.minor
        sums.won_file += money.minor if won else 0

    def in_store(self, minor: int, currency: str, *, won: bool) -> None:
        sums = self.sums.setdefault(currency, Sums())
        sums.stored += minor
        sums.won_stored += minor if won else 0

    @property
    def rejected(self) -> int:
        return sum(one.rejected for one in self.subjects.values())

    def plain(self) -> dict[str, object]:
        """As the batch keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> "Receipt":
        """From what a batch kept."""
        given = dict(data)
        receipt = cls()
        for name, one in _mapping(given.pop("subjects", {})):
            receipt.subjects[name] = Counts(**one)
        for name, one in _mapping(given.pop("sums", {})):
            receipt.sums[name] = Sums(**one)
        for name, one in _mapping(given.pop("ledgers", {})):
            receipt.ledgers[name] = Sums(**one)
        questions = given.pop("questions", [])
        receipt.questions = [Question(**one) for one in questions] if isinstance(questions, list) else []
        for name, value in given.items():
            setattr(receipt, name, value)
        return receipt


def _mapping(value: object) -> list[tuple[str, dict[str, int]]]:
    return list(value.items()) if isinstance(value, dict) else []


def major(minor: int, exponent: int) -> str:
    """An amount as people write it."""
    return str(Decimal(minor).scaleb(-exponent))
