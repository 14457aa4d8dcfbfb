"""Lists in groups: every row once, in the group that its filter leaves, with sums that add up; and what a file says."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from pursuit.domain.people.actions.rates import add_rate
from pursuit.domain.projects.actions.projects import create_project, delete_project
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel import clock
from pursuit.kernel.listing import groups, page, read_query, rows_in_groups, rows_of, sections, totals
from pursuit.kernel.listing.export import write
from pursuit.kernel.listing.groups import within
from pursuit.kernel.listing.summary import Summary, described, table
from pursuit.kernel.models import User
from pursuit.kernel.money import Money
from tests.cast import Cast

BY = ("stage_code", "status", "kind", "grade", "owner", "unit", "method", "account", "expected_sign_on", "probability")


@pytest.fixture
def deals(cast: Cast) -> Cast:
    actor = cast.actor("ar")
    add_rate(actor=cast.actor("admin"), currency="USD", day=clock.today(), rate="7.2")
    for at in range(12):
        create_project(
            actor=actor,
            title=f"项目 {at:02}",
            grade=("a", "b", None)[at % 3],
            amount=None if at == 5 else Money(100_00 * (at + 1), "USD" if at == 7 else "CNY"),
            expected_sign_on=clock.today() + timedelta(days=40 * at) if at % 4 else None,
            owner=(cast.sr if at == 3 else cast.ar).pk,
        )
    gone = create_project(actor=actor, title="删除", amount=Money(999_00))
    delete_project(actor=actor, project=gone.pk)
    return cast


@pytest.mark.parametrize("by", BY)
def test_every_row_is_in_one_group_and_the_sums_add_up(deals: Cast, by: str) -> None:
    actor = deals.actor("director")
    query = read_query(PROJECTS, actor, {"group": by, "sort": "expected_sign_on", "size": "200"}, strict=True)
    every = list(groups(PROJECTS, actor, query))
    whole = totals(PROJECTS, actor, query)
    assert sum(one.count for one in every) == whole.count == 12
    with CaptureQueriesContext(connection) as asked:
        filed = [(group.filter, row.id) for group, row in rows_in_groups(PROJECTS, actor, query)]
    assert len(filed) == 12 and len(asked) < 8, "a file asks for small groups together"
    sums = [money for one in every for _column, of_group in one.sums for money in of_group]
    for total in whole.sums[0][1]:
        assert sum(money.minor for money in sums if money.currency == total.currency) == total.minor
    turn = iter(filed)
    for one in every:
        alone = page(PROJECTS, actor, within(query, one, size=200))
        assert len(alone.rows) == one.count
        paged = rows_of(PROJECTS, actor, within(query, one, size=200), chunk=2)
        assert [row.id for row in paged] == [row.id for row in alone.rows]
        assert [next(turn) for _row in alone.rows] == [(one.filter, row.id) for row in alone.rows]
        shown = next(found for found in sections(PROJECTS, actor, query).shown if found.group.filter == one.filter)
        assert [row.id for row in shown.page.rows] == [row.id for row in alone.rows][:8]


def test_an_order_of_declared_values_and_the_empty_one_last(deals: Cast) -> None:
    actor = deals.actor("ar")
    labels = [one.label for one in groups(PROJECTS, actor, read_query(PROJECTS, actor, {"group": "grade"}))]
    assert [label[:1] for label in labels] == ["A", "B", ""]
    months = [one.label for one in groups(PROJECTS, actor, read_query(PROJECTS, actor, {"group": "expected_sign_on"}))]
    assert months == [*sorted(months[:-1]), ""]
    assert not list(groups(PROJECTS, deals.actor("stranger"), read_query(PROJECTS, actor, {"group": "grade"})))
    assert read_query(PROJECTS, actor, {"group": "next_step"}).ignored == ("group=next_step",)


def test_a_workbook_keeps_the_groups_and_says_what_it_adds_up_to(deals: Cast) -> None:
    actor = deals.actor("ar")
    query = read_query(PROJECTS, actor, {"group": "grade", "cols": "title,amount", "sort": "-amount_base"}, strict=True)
    out = io.BytesIO()
    columns, rows = table(PROJECTS, actor, query)
    assert write("xlsx", out, columns, rows, described(PROJECTS, actor, query, ["=1+1"])) == 12
    data, beside = load_workbook(out).worksheets
    head, *lines = [list(line) for line in data.iter_rows(values_only=True)]
    assert head[1:3] == ["级别", "项目名称"] and len(lines) == 12
    amounts = [line[3] for line in lines if line[1] == "A 公司级"]
    assert amounts == sorted(amounts, reverse=True) and all(isinstance(one, int | float) for one in amounts)
    said = [list(line) for line in beside.iter_rows(values_only=True)]
    assert ["筛选", "'=1+1"] in [line[:2] for line in said]
    assert said[-1][1:] == [12, float(sum(line[3] for line in lines if line[4] == "CNY")), 800.0]
    assert totals(PROJECTS, actor, query).base["amount"].minor > said[-1][2] * 100
    # Two people of one name are two groups.
    User.objects.filter(pk=deals.sr.pk).update(name=deals.ar.name)
    columns, rows = table(PROJECTS, actor, replace(query, group=PROJECTS.columns_for(actor)["owner"]))
    whose = Summary(columns)
    assert len(list(whose.watch(rows))) == 12
    assert [line[1] for line in whose.lines()[-3:]] == [11, 1, 12]
