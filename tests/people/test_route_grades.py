"""Grades of a route match the grade codes of projects, however they are typed."""

import pytest

from pursuit.domain.people.actions.routes import create_route, update_route
from pursuit.kernel.models import ApprovalRoute
from tests.cast import Cast


@pytest.mark.parametrize("typed", ["AB", "ab"])
def test_grades_are_kept_as_codes(cast: Cast, typed: str) -> None:
    route = create_route(
        actor=cast.actor("admin"), kind="tests.x", name="测试", grades=typed, steps=[{"approver": "head"}]
    )  # type: ignore[list-item]
    assert route.grades == "ab"
    update_route(actor=cast.actor("admin"), route=route.pk, name="改名", grades="ab")
    assert ApprovalRoute.objects.get(pk=route.pk).grades == "ab"
