"""Bringing a board into a project: its plan, check lists, comments and own fields, all of it or nothing.

It is an import as those of tables are: with a number in the list of imports, and it can be taken back. Bringing the
same file again leaves no trace.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from pursuit.domain.execution.actions.saidchecks import set_checks
from pursuit.domain.plans.actions.bringing import bring_plan
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.queries.why import compared
from pursuit.integrations.boards import remembering
from pursuit.integrations.boards.board import Board, Card
from pursuit.integrations.boards.known import Known
from pursuit.integrations.boards.matching import Matching, priorities
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.opening import open_board
from pursuit.integrations.boards.outline import card_key
from pursuit.integrations.boards.receipt import Receipt
from pursuit.integrations.boards.storing import Here, brought
from pursuit.integrations.boards.talk import Talk
from pursuit.integrations.boards.values import Values
from pursuit.integrations.intake.batches import digest
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.tasktables.mapping import Facts
from pursuit.kernel import clock, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.models import ImportBatch

TITLE = 500  # letters of a line of a check list
CHUNK = 300
ROWS = {"tasks": "rows", "links": "links", "people": "resources", "assignments": "assignments"}
File = Mapping[str, object]


def bring_file(actor: Actor, project: int, path: Path, name: str = "", mapping: Facts | None = None) -> Receipt:
    """Bring a Trello board, an Asana project or any table of tasks into a project. Raises Refused; nothing is changed
    then.

    name: what people call the file; mapping: how the columns of a table are read, where somebody said so.
    """
    earlier = [*([mapping] if mapping else []), *remembering.earlier(actor)]
    board, facts = open_board(path, zone=clock.zone(), remembered=earlier, name=name)
    file = {"name": name or path.name, "bytes": path.stat().st_size, "sha256": digest(path), **remembering.kept(facts)}
    return bring(actor, project, board, [file])


def bring(actor: Actor, project: int, board: Board, files: Sequence[File] = ()) -> Receipt:
    """The same for a board that was read. files: as the list of imports names them.

    Whoever may import history finds it in the list of imports, to take it back; others bring tasks, check lists and
    dependencies, and people by their names.
    """
    if not connection.in_atomic_block:
        bring_plan.ready()
    receipt = Receipt(board.source, board.name, project)
    told = files or [{"name": board.name or board.source, "bytes": 0, "sha256": ""}]
    with transaction.atomic():
        may = actor.may(intake.RIGHT)
        batch = intake.begin(actor, board.source, told, {"source": board.source}) if may else None
        receipt.batch = batch.pk if batch else None
        with context(actor, source=board.source, batch=receipt.batch):
            _Bringing(actor, project, board, batch, receipt).run()
        if batch:
            intake.finish(batch, receipt.of_batch().plain())
        if not receipt.changed:
            transaction.set_rollback(True)
            receipt.batch = None
    plan = plan_of(actor, project)
    receipt.comparison = compared(actor, plan) if plan else None
    return receipt


class _Bringing:
    """One board on its way in, in the transaction of the caller. batch: None without the right to import history."""

    def __init__(self, actor: Actor, project: int, board: Board, batch: ImportBatch | None, receipt: Receipt) -> None:
        self.actor, self.project, self.board = actor, project, board
        self.batch, self.receipt, self.notes = batch, receipt, Notes()
        self.lookups = Lookups(actor, board.source, {}) if batch else None
        self.matching = Matching(self.lookups, self.notes)
        self.users = {one.id: self.matching.who(one) for one in board.people}

    def run(self) -> None:
        known = Known(self.actor, self.project, self.board)
        known.tell(self.notes)
        self._rows(known)
        by_key = known.tasks()
        tasks = {card.id: by_key[own] for card in self.board.cards if (own := card_key(card)) in by_key}
        self._checks(tasks)
        fresh = frozenset(task for own, task in by_key.items() if own not in known.before)
        self._history(tasks, fresh)
        self.receipt.people = self.matching.names()
        self.receipt.tell(self.board, self.notes)

    def _rows(self, known: Known) -> None:
        here = Here(
            who=lambda one: self.users.get(one.id),
            hours=known.hours,
            measure=known.measure,
            priorities=priorities(),
            before=known.before,
            gone=known.gone,
            notes=self.notes,
        )
        plan = brought(self.board, here)
        counts = bring_plan(actor=self.actor, about=self.project, brought=plan)
        for kind, name in ROWS.items():
            self.receipt.count(kind, counts[name])
        self.receipt.counts["tasks"].vanished = known.vanished({row.key for row in plan.rows})

    def _history(self, tasks: Mapping[str, int], fresh: frozenset[int]) -> None:
        """What only those bring who may import history: values of own fields, and what others said."""
        if self.batch is None or self.lookups is None:
            cards = [card for card in self.board.cards if card.id in tasks]
            self.notes.add("talk_left", count=sum(len(card.comments) + len(card.attachments) for card in cards))
            self.notes.add("values_left", count=sum(bool(card.labels or card.custom) for card in cards))
            return
        Values(self.actor, self.batch, tasks, fresh, self.notes, self.receipt).write(self.board)
        talk = Talk(self.actor, self.batch, self.project, self.lookups, self.users, tasks, self.notes, self.receipt)
        talk.write(self.board)

    def _checks(self, tasks: Mapping[str, int]) -> None:
        given = [
            {"task": tasks[card.id], "items": items}
            for card in self.board.cards
            if card.id in tasks and (items := self._items(card))
        ]
        for start in range(0, len(given), CHUNK):
            self.receipt.count("check_items", set_checks.run(self.actor, {"lists": given[start : start + CHUNK]}))

    def _items(self, card: Card) -> list[dict[str, object]]:
        found = []
        for checklist in card.checklists:
            for one in checklist.items:
                self.notes.add("check_items_cut", count=int(len(one.name) > TITLE))
                found.append({
                    "key": one.id[:120],
                    "list": checklist.name[:200],
                    "title": one.name.strip()[:TITLE] or "–",
                    "done": one.done,
                    "due_on": clock.day_of(one.due) if isinstance(one.due, datetime) else one.due,
                    "user": self.users.get(one.member),
                })  # fmt: skip
        return found
