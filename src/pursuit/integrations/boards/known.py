"""What is here of a board before it is brought in: its calendar, the rows of earlier exports, rows deleted since."""

from collections.abc import Collection, Mapping

from pursuit.domain.execution.queries.calendars import calendars, engine_calendar
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.rules.lengths import Measure
from pursuit.integrations.boards.board import Board
from pursuit.integrations.boards.hours import Hours
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.outline import lines
from pursuit.integrations.boards.storing import BOARD
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor


class Known:
    """before: what the last file said of each live row, by key; gone: keys of rows that were deleted here."""

    def __init__(self, actor: Actor, project: int, board: Board) -> None:
        self.actor, self.project, self.board = actor, project, board
        plan = plan_of(actor, project)
        self.measure = Measure(plan.day, plan.week, plan.month) if plan else Measure()
        calendar = plan.calendar if plan and plan.calendar else next(iter(calendars(actor)))
        self.hours = Hours(engine_calendar(calendar), clock.zone())
        self.before: dict[str, Mapping[str, object]] = {}
        self.mine: set[str] = set()  # of this board, and not of another that was brought into the same project
        deleted: dict[str, str] = {}
        columns = ("task__subject__source_id", "task__subject__title", "task__subject__deleted_at", "extra")
        rows = PlanRow.objects.visible_to(actor).filter(plan__subject=project, task__subject__source=board.source)
        for source_id, title, deleted_at, extra in rows.values_list(*columns):
            own = source_id.partition(":")[2]
            if deleted_at is not None:
                deleted[own] = title
                continue
            self.before[own] = extra.get("brought", {})
            if extra.get(BOARD, {}).get("board", "") == board.id:
                self.mine.add(own)
        there = {line.key for line in lines(board)}
        self.deleted = {own: title for own, title in deleted.items() if own in there and own not in self.before}

    @property
    def gone(self) -> frozenset[str]:
        return frozenset(self.deleted)

    def tell(self, notes: Notes) -> None:
        for title in self.deleted.values():
            notes.add("deleted_here", title)

    def tasks(self) -> dict[str, int]:
        """Numbers of the live rows, by key."""
        rows = PlanRow.objects.visible_to(self.actor).filter(
            plan__subject=self.project, task__subject__source=self.board.source, task__subject__deleted_at=None
        )
        return {own.partition(":")[2]: pk for pk, own in rows.values_list("pk", "task__subject__source_id")}

    def vanished(self, keys: Collection[str]) -> int:
        """How many rows of this board are not in its file any more."""
        return len(self.mine - set(keys))
