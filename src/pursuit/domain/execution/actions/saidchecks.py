"""Check lists an import brings: all of them the first time, only what changed there the next time."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pursuit.domain.execution.actions.tasks import EDIT
from pursuit.domain.execution.fields.checks import SaidCheck, SaidChecks, TasksChecks
from pursuit.domain.execution.models import CheckItem, Task
from pursuit.domain.execution.queries.checks import BROUGHT, Said, last_said
from pursuit.kernel import collecting, events, imported, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE


@action("execution.set_checks", right=EDIT)
def set_checks(*, actor: Actor, lists: TasksChecks) -> Mapping[str, int]:
    """What a file says of the check lists of tasks. Gives {created, updated, unchanged, vanished}; lines that are gone
    from the file stay, lines people removed here do not come again."""
    ids = {one.task for one in lists}
    found = Task.objects.visible_to(actor).live().filter(pk__in=ids).select_related("subject")
    tasks = {row.pk: row for row in found}
    if ids - tasks.keys():
        raise Missing("not_found", GONE)
    imported.require(actor, EDIT, (row.subject for row in tasks.values()))
    lines: dict[int, list[CheckItem]] = {}
    for line in CheckItem.objects.filter(task__in=ids).order_by("place", "pk"):
        lines.setdefault(line.task_id, []).append(line)
    last = last_said(lines)
    counts: Counter[str] = Counter()
    with collecting.collected(actor, right=EDIT):
        for one in lists:
            _set(actor, tasks[one.task], lines.get(one.task, []), last.get(one.task, {}), one, counts)
    return dict(counts)


def _set(
    actor: Actor, task: Task, lines: Sequence[CheckItem], last: Mapping[str, Said], brought: SaidChecks,
    counts: Counter[str],
) -> None:  # fmt: skip
    there = {line.key: line for line in lines if line.key}
    news: dict[str, Said] = {}
    added, changed = 0, 0
    for item in brought.items:
        said = _said(item)
        if last.get(item.key) != said:
            news[item.key] = said
        line = there.get(item.key)
        if line is None and item.key not in last:
            there[item.key] = CheckItem.objects.create(task=task, key=item.key, place=0, **said)
            added += 1
        elif line is not None:
            changed += _changed(line, said, last.get(item.key, {}))
    counts["created"] += added
    counts["updated"] += changed
    counts["unchanged"] += len(brought.items) - added - changed
    counts["vanished"] += len(there.keys() - {item.key for item in brought.items})
    _place([there[item.key] for item in brought.items if item.key in there], lines)
    if news:
        records.touch(task)
        events.record(actor, BROUGHT, task.subject, None, added=added, changed=changed, said=news)


def _said(item: SaidCheck) -> Said:
    due = item.due_on.isoformat() if item.due_on else None
    return {"list": item.list, "title": item.title, "done": item.done, "due_on": due, "user_id": item.user}


def _changed(line: CheckItem, said: Said, last: Said) -> bool:
    """Set what the file says otherwise than the last one did."""
    is_now = {name: getattr(line, name) for name in said}
    is_now["due_on"] = line.due_on.isoformat() if line.due_on else None
    told = {name: value for name, value in said.items() if name not in last or last[name] != value}
    fresh = {name: value for name, value in told.items() if is_now[name] != value}
    for name, value in fresh.items():
        setattr(line, name, value)
    if fresh:
        line.save(update_fields=list(fresh))
    return bool(fresh)


def _place(file: Sequence[CheckItem], lines: Sequence[CheckItem]) -> None:
    """The order of the file; lines that are only ours each stay behind the one they were behind."""
    brought = {line.pk for line in file}
    behind: dict[int, list[CheckItem]] = {}
    before = 0
    for line in lines:
        if line.pk in brought:
            before = line.pk
        else:
            behind.setdefault(before, []).append(line)
    order = [*behind.get(0, []), *(one for line in file for one in (line, *behind.get(line.pk, [])))]
    moved = []
    for place, line in enumerate(order, 1):
        if line.place != place:
            line.place = place
            moved.append(line)
    CheckItem.objects.bulk_update(moved, ["place"])
