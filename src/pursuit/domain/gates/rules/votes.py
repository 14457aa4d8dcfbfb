"""What the votes of a review come to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """waiting: seats without a vote. The votes advise; the chair concludes."""

    yes: int
    conditional: int
    no: int
    abstain: int
    waiting: int

    @property
    def against(self) -> bool:
        """More against than for, of those who took a side."""
        return self.no > self.yes + self.conditional


def tally(votes: Iterable[str]) -> Tally:
    """Empty strings are seats that wait."""
    found = Counter(votes)
    return Tally(found["yes"], found["conditional"], found["no"], found["abstain"], found[""])
