"""Summaries, rows that are inactive, plans made backward, and what a plan says about its dates."""

from datetime import datetime

import numpy as np
import pytest

from pursuit.engine.calendar.week import STANDARD, minutes
from pursuit.engine.schedule.answer import Cause, Conflict, Reason
from pursuit.engine.schedule.errors import BadNetwork, Cycle
from pursuit.engine.schedule.network import NONE, Kind, Limit, links, network
from pursuit.engine.schedule.outline import Outline, outline
from pursuit.engine.schedule.plan import Plan, dated
from pursuit.engine.schedule.reason import conflicts, reason

BEGIN = minutes(datetime(2026, 3, 2, 8))
DAY = 480
TOP = -1


def at(text: str) -> int:
    return minutes(datetime.fromisoformat(f"2026-{text}"))


def plan(
    parent: list[int],
    days: list[float],
    rows: list[tuple[int, int, int, int, int]],
    aside: list[int] | None = None,
    **columns: list[int],
) -> Outline:
    given = {name: np.array(column, np.int64) for name, column in columns.items()}
    net = network((np.array(days) * DAY).astype(np.int64), links(rows), **given)
    return outline(np.array(parent, np.int64), np.array(aside or [0] * len(days), np.int64), net)


def found(made: Outline, **options: object) -> Plan:
    return dated(made, [STANDARD], BEGIN, **options)  # type: ignore[arg-type]


def test_summaries_hold_up_and_are_waited_for() -> None:
    """招标 (2 d) → 方案 [需求 1 d, 设计 [初稿 2 d, 定稿 1 d after it]] → 投标 (1 d); 复盘 begins with 方案."""
    made = plan([TOP, TOP, 1, 1, 3, 3, TOP, TOP], [2, 0, 1, 0, 2, 1, 1, 1],
                [(0, 1, 0, 0, 0), (4, 5, 0, 0, 0), (1, 6, 0, 0, 0), (1, 7, Kind.SS, 0, 0)])  # fmt: skip
    dates = found(made)
    assert dates.start[[1, 2, 3, 4]].tolist() == [at("03-04T08:00")] * 4, "all below wait for the summary's predecessor"
    assert dates.finish[1] == dates.finish[3] == at("03-06T17:00")
    assert dates.start[6] == at("03-09T08:00") and dates.start[7] == at("03-04T08:00")
    assert dates.total_float.tolist() == [0, 0, 2 * DAY, 0, 0, 0, 0, 3 * DAY]
    assert dates.free_float[2] == 2 * DAY and dates.critical().tolist() == [1, 1, 0, 1, 1, 1, 1, 0]
    assert reason(made, dates, 4) == Reason(Cause.LINK, row=0, link=0, through=1, rest=15 * 60)
    assert reason(made, dates, 6) == Reason(Cause.LINK, row=1, link=2, rest=63 * 60), "the weekend"
    assert reason(made, dates, 0) == Reason(Cause.PROJECT) and reason(made, dates, 3) == Reason(Cause.BELOW, row=4)


def test_limits_of_a_summary_hold_for_what_is_below() -> None:
    made = plan([TOP, 0, 0], [0, 1, 2], [(1, 2, 0, 0, 0)], limit=[Limit.SNET, 0, 0],
                limit_at=[at("03-09T08:00"), NONE, NONE], deadline=[at("03-10T17:00"), NONE, NONE])  # fmt: skip
    dates = found(made)
    assert dates.start[0] == dates.start[1] == at("03-09T08:00")
    assert dates.total_float.tolist() == [-DAY, -DAY, -DAY]
    assert reason(made, dates, 1) == Reason(Cause.LIMIT, through=0)
    assert conflicts(made, dates) == [Conflict(0, DAY, deadline=True)]


def test_inactive_rows_have_dates_and_move_nobody() -> None:
    made = plan([TOP, 0, 0, TOP], [0, 1, 9, 1], [(1, 2, 0, 0, 0), (2, 3, 0, 0, 0)], aside=[0, 0, 1, 0])
    dates = found(made)
    assert dates.start[2] == at("03-03T08:00") and dates.start[3] == BEGIN
    assert dates.finish[0] == dates.finish[1] == dates.finish[3] == dates.finish_at == at("03-02T17:00")
    empty = plan([TOP, 0, TOP], [0, 2, 1], [(0, 2, Kind.SS, 0, 0)], aside=[0, 1, 0])
    assert found(empty).start[2] == BEGIN, "a summary of nothing but inactive rows begins with the plan"


def test_backward_from_the_end() -> None:
    """From its finish a plan is as late as possible; what is to be soon stays at its begin."""
    late, soon = Limit.ALAP, Limit.ASAP
    made = plan([TOP] * 4, [3, 2, 1, 1], [(0, 1, 0, 0, 0), (2, 1, 0, 0, 0)], limit=[late, late, late, soon])
    dates = found(made, end=at("03-20T17:00"), from_end=True)
    assert dates.start_at == at("03-16T08:00") and dates.finish_at == at("03-20T17:00")
    assert dates.start.tolist() == [at("03-16T08:00"), at("03-19T08:00"), at("03-18T08:00"), at("03-16T08:00")]
    assert reason(made, dates, 2) == Reason(Cause.LATE, row=1, link=1)


def test_a_moved_anchor_says_what_no_longer_fits() -> None:
    """Everything before the bid opening is planned backward from it; at an earlier one three days are missing."""
    limit = [Limit.ALAP, Limit.ALAP, Limit.MSO, 0]
    rows = [(0, 1, 0, 0, 0), (1, 2, 0, 0, 0), (2, 3, 0, 0, 0)]
    for opening, start, missing in (("03-20T09:00", "03-13T09:00", []), ("03-04T08:00", "03-02T08:00", [(2, 3)])):
        made = plan([TOP] * 4, [3, 2, 0, 1], rows, limit=limit, limit_at=[NONE, NONE, at(opening), NONE])
        dates = found(made)
        assert dates.start[0] == at(start) and dates.start[2] == at(opening)
        assert [(one.row, one.minutes // DAY) for one in conflicts(made, dates)] == missing
        assert (dates.total_float[:2].min() < 0) == bool(missing)


def test_cycles_through_summaries_are_named() -> None:
    made = plan([TOP, 0, TOP], [0, 1, 1], [(2, 0, 0, 0, 0), (1, 2, 0, 0, 0)])
    with pytest.raises(Cycle) as told:
        found(made, names=["方案", "设计", "评审"])
    assert set(told.value.tasks) == {0, 1, 2} and "评审" in str(told.value)
    with pytest.raises(Cycle):
        found(plan([TOP, 0], [0, 1], [(1, 0, 0, 0, 0)]))
    with pytest.raises(BadNetwork):
        plan([1, TOP], [1, 1], [])


def test_a_large_outline() -> None:
    """A hundred levels, and what is linked at the top reaches the bottom."""
    depth = 100
    parent = [TOP, *range(depth), TOP]
    made = plan(parent, [0] * depth + [1, 3], [(depth + 1, 0, 0, 0, 0)])
    dates = found(made)
    assert set(dates.start[:-1].tolist()) == {at("03-05T08:00")} and set(dates.finish[:-1].tolist()) == {
        at("03-05T17:00")
    }


def test_rows_that_were_levelled_stand_on_their_floor() -> None:
    """Below a summary, begun rows aside; what is to be late starts at its floor and no later; a floor before the begin
    or before what a link asks for says nothing."""
    made = plan([TOP, 0, 0, TOP, TOP], [0, 1, 1, 1, 2], [(1, 2, 0, 0, 0)], limit=[0, 0, 0, Limit.ALAP, 0])
    floor = np.array([at("03-20T08:00"), at("03-04T13:00"), BEGIN + DAY, at("03-03T08:00"), BEGIN - 9 * 1440], np.int64)
    dates = found(made, floor=floor)
    assert dates.start.tolist() == [at("03-04T13:00"), at("03-04T13:00"), at("03-05T13:00"), at("03-03T08:00"), BEGIN]
    assert dates.total_float[3] == 2 * DAY + DAY // 2 and np.array_equal(dates.start, dates.early_start)
    causes = [reason(made, dates, row).cause for row in range(5)]
    assert causes == [Cause.BELOW, Cause.LEVELED, Cause.LINK, Cause.LEVELED, Cause.PROJECT]
    back = found(
        made, floor=np.array([NONE, NONE, NONE, at("03-02T10:00"), NONE]), end=at("03-05T17:00"), from_end=True
    )
    assert back.start_at == back.start[1] == at("03-02T10:00")
    with pytest.raises(BadNetwork):
        found(made, floor=floor[:3])
