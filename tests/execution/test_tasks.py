"""Tasks: who sees them, through what, and what becomes of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.domain.execution.actions.tasks import (
    complete_task,
    create_task,
    delete_task,
    reassign_task,
    reopen_task,
    restore_task,
    update_task,
)
from pursuit.domain.execution.models import Task
from pursuit.domain.execution.queries.tasks import TASKS, mine, of, task
from pursuit.kernel import undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event, Subject
from tests.cast import Cast


@pytest.fixture
def account(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="华东电力公司")


@pytest.fixture
def call(cast: Cast, account: Account) -> Task:
    return create_task(actor=cast.actor("ar"), title="打电话给总工", parent=account.pk, due_on=today(), priority="high")


@pytest.mark.parametrize(
    ("part", "sees", "edits"),
    [
        ("ar", True, True),
        ("teammate", True, False),
        ("manager", True, True),
        ("finance", True, False),  # sees every customer, and so what is to be done about it
        ("stranger", False, False),
    ],
)
def test_who_sees_and_edits(cast: Cast, call: Task, part: str, sees: bool, edits: bool) -> None:
    actor = cast.actor(part)
    assert Task.objects.visible_to(actor).exists() is sees
    assert Subject.objects.visible_to(actor).filter(pk=call.pk).exists() is sees
    if edits:
        update_task(actor=actor, task=call.pk, note="下午打")
    else:
        with pytest.raises((Forbidden, Invalid)):
            update_task(actor=actor, task=call.pk, note="下午打")


def test_a_stranger_gets_the_answer_of_an_unknown_id(cast: Cast, call: Task) -> None:
    for pk in (call.pk, 999_999):
        with pytest.raises(Missing):
            task(cast.actor("stranger"), pk)


def test_done_and_open_again(cast: Cast, call: Task) -> None:
    actor = cast.actor("ar")
    complete_task(actor=actor, task=call.pk, note="已通话")
    row = Task.objects.get(pk=call.pk)
    assert (row.status, row.note, row.done_at is not None) == ("done", "已通话", True)
    with pytest.raises(Conflict):
        complete_task(actor=actor, task=call.pk)
    reopen_task(actor=actor, task=call.pk)
    assert Task.objects.get(pk=call.pk).done_at is None
    undo.undo(actor, Event.objects.filter(subject=call.pk).latest("pk").pk)
    assert Task.objects.get(pk=call.pk).status == "done"


def test_given_away_its_author_may_still_change_it(cast: Cast, call: Task) -> None:
    reassign_task(actor=cast.actor("ar"), task=call.pk, owner=cast.teammate.pk)
    update_task(actor=cast.actor("teammate"), task=call.pk, note="收到")
    update_task(actor=cast.actor("ar"), task=call.pk, priority="urgent")
    undo.undo(cast.actor("ar"), Event.objects.filter(subject=call.pk).latest("pk").pk)
    assert Task.objects.get(pk=call.pk).priority == "high"


def test_an_assignee_must_see_what_it_is_about(cast: Cast, call: Task) -> None:
    with pytest.raises(Refused) as no:
        reassign_task(actor=cast.actor("ar"), task=call.pk, owner=cast.stranger.pk)
    assert no.value.code == "assignee_cannot_see"
    free = create_task(actor=cast.actor("ar"), title="买票", owner=cast.stranger.pk)
    assert Task.objects.visible_to(cast.actor("stranger")).get().pk == free.pk


def test_no_task_of_a_task_and_no_hidden_parent(cast: Cast, call: Task, account: Account) -> None:
    with pytest.raises(Refused):
        create_task(actor=cast.actor("ar"), title="子任务", parent=call.pk)
    with pytest.raises(Invalid):
        create_task(actor=cast.actor("stranger"), title="x", parent=account.pk)


def test_versions_delete_and_restore(cast: Cast, call: Task) -> None:
    actor = cast.actor("ar")
    update_task(actor=actor, task=call.pk, version=1, note="一")
    with pytest.raises(Stale):
        update_task(actor=actor, task=call.pk, version=1, note="二")
    delete_task(actor=actor, task=call.pk)
    assert not Task.objects.visible_to(actor).exists()
    restore_task(actor=actor, task=call.pk)
    assert Task.objects.visible_to(actor).exists()


def test_mine_in_order_and_of_a_record(cast: Cast, call: Task, account: Account) -> None:
    actor = cast.actor("ar")
    create_task(actor=actor, title="随便看看", priority="low")
    create_task(actor=actor, title="早该做了", due_on=today() - timedelta(days=4))
    assert [line.task.title for line in mine(actor)] == ["早该做了", "打电话给总工", "随便看看"]
    assert mine(actor)[0].overdue_days == 4
    assert [row.title for row in of(actor, account.subject)] == ["打电话给总工"]
    assert of(cast.actor("stranger"), account.subject) == []


def test_the_list_names_what_it_is_about_only_to_those_who_see_that(cast: Cast, call: Task) -> None:
    other = create_task(actor=cast.actor("ar"), title="订会议室", owner=cast.teammate.pk)
    actor = cast.actor("ar")
    query = read_query(TASKS, actor, {"cols": ",".join(TASKS.columns_for(actor))}, strict=True)
    with CaptureQueriesContext(connection) as queries:
        rows = page(TASKS, actor, query).rows
    assert len(queries) <= 4
    assert {row.id: row.cell("about").value for row in rows} == {call.pk: "华东电力公司", other.pk: None}
