"""The rows of a plan that is brought in, as tasks."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.brought import BroughtRow
from pursuit.kernel import blank, collecting, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.actor import Actor

OF_TASK = ("title", "note", "owner", "priority", "status")
LONGEST = 200
Said = dict[str, object]


class RowWriter:
    """ids: of the tasks by key, once written."""

    def __init__(self, actor: Actor, plan: Plan, source: str, calendars: Mapping[str, int]) -> None:
        self.actor, self.plan, self.source, self.calendars = actor, plan, source, calendars
        self.ids: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.history = actor.may("import.history")

    def write(self, rows: Sequence[BroughtRow]) -> Counter[str]:
        there = self._there()
        new = [row for row in rows if row.key not in there]
        with collecting.collected(self.actor, new=len(new), right=EDIT):
            for place, row in enumerate(rows):
                if (old := there.get(row.key)) is None:
                    self._create(row, place)
                else:
                    self.ids[row.key] = old.pk
        for row in rows:
            if (old := there.get(row.key)) is not None:
                self._update(old, row)
        self.counts["vanished"] = len(there.keys() - self.ids.keys())
        return self.counts

    def _there(self) -> dict[str, PlanRow]:
        """Live rows that came from files of this tool before, by key."""
        rows = PlanRow.objects.filter(
            plan=self.plan, task__subject__source=self.source, task__subject__deleted_at=None
        ).select_related("task__subject")
        return {row.task.subject.source_id.partition(":")[2]: row for row in rows}

    def _create(self, row: BroughtRow, place: int) -> None:
        own = {"parent": self.plan.subject_id, "status": row.status or TaskStatus.TODO, "done_at": row.done_at}
        owner = records.NOBODY if row.owner is None else row.owner
        fields = {"title": _title(row), "note": row.note, "owner": owner, "priority": row.priority}
        fields["unit"] = self.plan.subject.unit_id
        told = row.created if self.history else None
        around = surroundings.get()
        with surroundings.context(
            self.actor, at=told, source=around.source, batch=around.batch,
            original_author=row.author if self.history else None,
        ):  # fmt: skip
            task = records.create(
                Task, self.actor, fields=fields, source_id=f"{self.plan.subject_id}:{row.key}"[:120], **own
            )
        self.ids[row.key] = task.pk
        said = self._said(row)
        columns = {name: value for name, value in said.items() if name not in OF_TASK}
        planned = blank.row(PlanRow, plan_id=self.plan.pk, place=place, **columns)
        planned.__dict__["task_id"] = task.pk
        planned.extra = {"brought": said, **row.extra}
        collecting.beside([planned])
        self.counts["created"] += 1

    def _update(self, old: PlanRow, row: BroughtRow) -> None:
        """Only what the file says otherwise than the last one did."""
        said = self._said(row)
        before = old.extra.get("brought", {})
        changed = {name: value for name, value in said.items() if before.get(name) != value}
        if not changed:
            self.counts["unchanged"] += 1
            return
        own = {name: changed[name] for name in OF_TASK if name in changed}
        if "status" in own:
            own["done_at"] = row.done_at
        if own:
            records.edit(old.task, self.actor, own)
        columns = {name: value for name, value in changed.items() if name not in OF_TASK}
        differing = {
            name: (getattr(old, name), value) for name, value in columns.items() if getattr(old, name) != value
        }
        for name, value in columns.items():
            setattr(old, name, value)
        old.extra = {**old.extra, "brought": said, **row.extra}
        old.save()
        if differing:
            records.touch(old.task)
            events.record(self.actor, "task.planned", old.task.subject, differing)
        self.counts["updated"] += 1

    def _said(self, row: BroughtRow) -> Said:
        """What a file says of a row, as it is kept and compared."""
        said: Said = dict(row.columns)
        said["parent_id"] = self.ids.get(row.parent)
        said["calendar_id"] = self.calendars.get(row.calendar)
        said |= {"title": _title(row), "note": row.note, "owner": row.owner, "priority": row.priority}
        said["status"] = row.status or str(TaskStatus.TODO)
        return said


def _title(row: BroughtRow) -> str:
    return row.title.strip()[:LONGEST] or row.key
