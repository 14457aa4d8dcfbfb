"""Check lists of tasks: lines people add, tick and take away, and taking each of these back."""

import pytest

from pursuit.domain.execution.actions.checks import add_check, remove_check, tick_check
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.execution.queries import checks
from pursuit.kernel.errors import Refused
from pursuit.kernel.history import latest
from pursuit.kernel.undo import undo
from tests.cast import Cast


def test_lines_are_added_ticked_removed_and_all_of_it_taken_back(cast: Cast) -> None:
    actor, task = cast.actor("ar"), create_task(actor=cast.actor("ar"), title="投标文件")

    def shown() -> list[tuple[str, str, bool]]:
        return [(one.list, one.title, one.done) for one in checks.checks(actor, task.pk)]

    for title in ("商务", "技术", "报价"):
        line = add_check(actor=actor, task=task.pk, title=title, list="分册", user=cast.sr.pk, due_on="2026-12-01")
    tick_check(actor=actor, check=line.pk)
    assert shown() == [("分册", "商务", False), ("分册", "技术", False), ("分册", "报价", True)]
    assert checks.progress(actor, [task.pk]) == {task.pk: (1, 3)}
    undo(actor, latest(task.subject))
    assert checks.progress(actor, [task.pk]) == {task.pk: (0, 3)}
    first, second, _third = checks.checks(actor, task.pk)
    tick_check(actor=actor, check=second.pk)
    remove_check(actor=actor, check=second.pk)
    assert shown() == [("分册", "商务", False), ("分册", "报价", False)]
    undo(actor, latest(task.subject))
    back = checks.checks(actor, task.pk)[1]
    assert (back.title, back.done, back.user_id, f"{back.due_on}") == ("技术", True, cast.sr.pk, "2026-12-01")
    add_check(actor=actor, task=task.pk, title="签章")
    undo(actor, latest(task.subject))
    assert len(shown()) == 3
    for part in ("stranger", "guest"):
        assert checks.checks(cast.actor(part), task.pk) == []
        with pytest.raises(Refused):
            tick_check(actor=cast.actor(part), check=first.pk)
        with pytest.raises(Refused):
            add_check(actor=cast.actor(part), task=task.pk, title="x")
