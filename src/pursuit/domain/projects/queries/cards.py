"""A project as a card: on the board, in the strip of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.rules.problems import SOFT, Problem
from pursuit.domain.projects.rules.ring import Workspace
from pursuit.kernel import clock
from pursuit.kernel.models import User


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. The account is named only to those who see the project, which is everybody who gets a card."""

    project: Project
    account: str
    ring: list[Workspace]
    problems: list[Problem]
    faces: dict[str, User]  # ar, sr, fr
    days_in_stage: int

    @property
    def wrong(self) -> list[Problem]:
        """Problems proper, without what is only worth knowing."""
        return [problem for problem in self.problems if problem.code not in SOFT]


def cards(rows: Sequence[Project], today: date | None = None) -> list[Card]:
    """Cards of rows that came with facts.RELATED; a fixed number of queries."""
    near = facts.around(rows)
    today = today or clock.today()
    return [
        Card(
            project=row,
            account=row.account.title if row.account else "",
            ring=facts.ring_of(row, near, today),
            problems=facts.problems_of(row, near, today),
            faces=near.faces(row.pk),
            days_in_stage=(today - row.stage_entered_on).days,
        )
        for row in rows
    ]


def in_order(rows: Sequence[Project], pks: Sequence[int]) -> list[Project]:
    """Rows in the order of ids found before."""
    by_pk = {row.pk: row for row in rows}
    return [by_pk[pk] for pk in pks if pk in by_pk]
