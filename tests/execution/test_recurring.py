"""Tasks that recur: the rule against plain reasoning day by day, and a series from its first task to its end."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.domain.execution.actions.checks import add_check, tick_check
from pursuit.domain.execution.actions.recurring import make_due, repeat_task, stop_repeating
from pursuit.domain.execution.actions.tasks import complete_task, create_task, reopen_task
from pursuit.domain.execution.models import CheckItem, Occurrence, Task
from pursuit.domain.execution.queries.recurring import days_to_come, occurrence
from pursuit.domain.execution.rules.recurring import LAST, Rule, following, moved, upcoming
from pursuit.kernel import clock, undo
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast

ONE = timedelta(days=1)


def fits(rule: Rule, day: date) -> bool:
    """Is a day one of the rule's? Asked of the day alone."""
    if day < rule.start:
        return False
    if rule.unit == "day":
        return (day - rule.start).days % rule.every == 0
    if rule.unit == "week":
        mondays = [one - timedelta(days=one.weekday()) for one in (rule.start, day)]
        weekdays = rule.weekdays or (rule.start.weekday(),)
        return day.weekday() in weekdays and (mondays[1] - mondays[0]).days // 7 % rule.every == 0
    if ((day.year - rule.start.year) * 12 + day.month - rule.start.month) % rule.every:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.unit == "month":
        wanted = rule.day or rule.start.day
        return day.day == (length if wanted == LAST else min(wanted, length))
    weekday = rule.weekdays[0] if rule.weekdays else rule.start.weekday()
    alike = [one for one in range(1, length + 1) if date(day.year, day.month, one).weekday() == weekday]
    return day.day == (alike[-1] if rule.nth == LAST or rule.nth > len(alike) else alike[rule.nth - 1])


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
RULES = st.builds(
    Rule,
    st.sampled_from(["day", "week", "month", "nth"]),
    st.integers(1, 5),
    DAYS,
    st.lists(st.integers(0, 6), max_size=3, unique=True).map(tuple),
    st.sampled_from([None, LAST, 1, 15, 29, 30, 31]),
    st.sampled_from([1, 2, 3, 4, LAST]),
)


@settings(max_examples=300, deadline=None)
@given(RULES, DAYS)
def test_the_next_day_is_the_first_that_fits(rule: Rule, after: date) -> None:
    found = following(rule, after)
    assert fits(rule, found)
    assert found > after
    day = max(after + ONE, rule.start)
    while day < found:
        assert not fits(rule, day), day
        day += ONE


def test_days_people_would_name() -> None:
    friday = date(2026, 11, 27)
    assert following(Rule("month", 1, date(2027, 1, 31)), date(2027, 1, 31)) == date(2027, 2, 28)
    assert following(Rule("nth", 1, friday, (4,), nth=LAST), friday) == date(2026, 12, 25)
    assert upcoming(Rule("week", 2, friday, (0, 4)), friday, 3) == [
        date(2026, 12, 7), date(2026, 12, 11), date(2026, 12, 21)
    ]  # fmt: skip
    assert upcoming(Rule("day", 10, friday), friday, 5, date(2026, 12, 20)) == [date(2026, 12, 7), date(2026, 12, 17)]
    assert moved(date(2026, 11, 28), lambda day: day.weekday() < 5) == date(2026, 11, 30)


def test_a_series(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 3, tzinfo=UTC))

    at(date(2026, 11, 27))
    ar = cast.actor("ar")
    with pytest.raises(Refused, match=r"截止|due day"):
        repeat_task(actor=ar, task=create_task(actor=ar, title="无期限").pk, unit="day")
    first = create_task(
        actor=ar, title="周报", due_on=date(2026, 11, 27), owner=cast.sr.pk, priority="high", note="发给客户"
    )
    line = add_check(actor=ar, task=first.pk, title="核对数字")
    tick_check(actor=ar, check=line.pk)
    repeat_task(actor=ar, task=first.pk, unit="month", day=28, times=3)
    repeat_task(actor=ar, task=first.pk, unit="week", weekdays=["fri", "sat"], times=3)
    undo.undo(ar, Event.objects.filter(verb="task.repeated").latest("pk").pk)
    there = occurrence(ar, first.pk)
    assert there is not None
    assert there.series.unit == "month"
    repeat_task(actor=ar, task=first.pk, unit="week", weekdays=["fri", "sat"], times=3)
    there = occurrence(ar, first.pk)
    assert there is not None
    # Saturday is a day off: its task is for Monday.
    assert days_to_come(there.series, there.on, there.number) == [date(2026, 11, 30), date(2026, 12, 4)]

    done = complete_task(actor=cast.actor("sr"), task=first.pk)
    second = Task.objects.exclude(pk__in=[first.pk]).get(subject__title="周报")
    assert (second.due_on, second.priority, second.note, second.subject.owner_id, second.status) == (
        date(2026, 11, 30), "high", "发给客户", cast.sr.pk, "todo"
    )  # fmt: skip
    assert CheckItem.objects.filter(task=second).values_list("title", "done").get() == ("核对数字", False)
    reopen_task(actor=cast.actor("sr"), task=done.pk)
    assert not Task.objects.visible_to(ar).filter(pk=second.pk).exists()
    at(date(2026, 12, 9))  # much too late: what was missed is left out
    complete_task(actor=cast.actor("sr"), task=first.pk)
    second = Occurrence.objects.get(number=2).task
    assert second.due_on == date(2026, 12, 11)
    with pytest.raises(Conflict):
        repeat_task(actor=ar, task=first.pk, unit="day")
    complete_task(actor=ar, task=second.pk)
    complete_task(actor=ar, task=Occurrence.objects.get(number=3).task_id)
    assert Occurrence.objects.count() == 3

    by_day = create_task(actor=ar, title="巡检", due_on=date(2026, 12, 9))
    repeat_task(actor=ar, task=by_day.pk, unit="day", every=2, after="day", works=False)
    assert make_due(actor=system_actor()) == 0
    at(date(2026, 12, 14))
    assert (make_due(actor=system_actor()), make_due(actor=system_actor())) == (1, 0)
    latest = Occurrence.objects.latest("pk").task
    assert (latest.due_on, latest.subject.owner_id) == (date(2026, 12, 13), cast.ar.pk)
    stop_repeating(actor=ar, task=latest.pk)
    at(date(2026, 12, 20))
    assert make_due(actor=system_actor()) == 0
    undo.undo(ar, Event.objects.filter(verb="task.repetition_stopped").latest("pk").pk)
    assert make_due(actor=system_actor()) == 1
