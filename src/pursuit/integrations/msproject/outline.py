"""Who is whose parent: the nearest task above of a lower outline level; blank lines count for nothing."""

from collections.abc import Iterable, Iterator

from pursuit.integrations.msproject.tasks import Task


def with_parents(tasks: Iterable[Task]) -> Iterator[tuple[Task, Task | None]]:
    """Each task that is no blank line, with its parent. The row of the whole project, if there is one, is the root."""
    above: list[Task] = []
    for task in tasks:
        if task.is_null:
            continue
        while above and above[-1].outline_level >= task.outline_level:
            above.pop()
        yield task, above[-1] if above else None
        above.append(task)


def stated_level(task: Task) -> int:
    """The level in OutlineLevel, else by the dots of OutlineNumber, else the first."""
    if task.outline_level >= 0:
        return task.outline_level
    number = task.outline_number.strip()
    return 0 if number == "0" or task.uid == 0 else number.count(".") + 1
