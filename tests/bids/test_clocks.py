"""质疑 and 异议 run by different laws."""

from datetime import date

from pursuit.domain.bids.rules.clocks import clocks


def works(day: date) -> bool:
    return day.weekday() < 5


def by_code(*given: object, **more: object) -> dict[str, date | None]:
    return {one.code: one.day for one in clocks(*given, **more)}  # type: ignore[arg-type]


def test_a_query_counts_working_days() -> None:
    # Monday 2 March 2026 + 7 working days = Wednesday 11; raised on the 11th: answer by Friday 20; complaint: 10 April.
    found = by_code("query", "result", date(2026, 3, 2), date(2026, 3, 11), None, works)
    assert found == {"raise": date(2026, 3, 11), "answer": date(2026, 3, 20), "complain": date(2026, 4, 10)}
    answered = by_code("query", "result", date(2026, 3, 2), date(2026, 3, 11), date(2026, 3, 13), works)
    assert answered["complain"] == date(2026, 4, 3)


def test_an_objection_counts_calendar_days() -> None:
    found = by_code(
        "objection", "documents", date(2026, 3, 2), date(2026, 3, 5), None, works, deadline=date(2026, 3, 31)
    )
    assert found == {"raise": date(2026, 3, 21), "answer": date(2026, 3, 8), "complain": date(2026, 3, 12)}


def test_an_objection_to_the_result_ends_with_its_publication() -> None:
    found = by_code("objection", "result", date(2026, 3, 2), None, None, works, published_to=date(2026, 3, 5))
    assert found["raise"] == date(2026, 3, 5) and found["answer"] is None


def test_at_the_opening_it_is_said_on_the_spot() -> None:
    assert by_code("objection", "opening", date(2026, 3, 2), None, None, works)["raise"] == date(2026, 3, 2)
