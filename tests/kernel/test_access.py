"""Who sees and changes what: own, team, subtree, all; shares; tokens; one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Invalid, Missing
from pursuit.kernel.models import Share, Subject
from tests.cast import Cast


@pytest.fixture
def mine(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="中国移动上海公司")


@pytest.mark.parametrize(
    ("part", "sees"),
    [
        ("ar", True),
        ("teammate", True),
        ("manager", True),
        ("director", True),
        ("admin", True),
        ("finance", True),
        ("guest", True),
        ("stranger", False),
    ],
)
def test_who_sees_a_customer(cast: Cast, mine: Account, part: str, sees: bool) -> None:
    actor = cast.actor(part)
    assert Account.objects.visible_to(actor).filter(pk=mine.pk).exists() is sees
    assert Subject.objects.visible_to(actor).filter(pk=mine.pk).exists() is sees


@pytest.mark.parametrize("part", ["ar", "manager", "director", "admin", "operations"])
def test_who_changes_a_customer(cast: Cast, mine: Account, part: str) -> None:
    update_account(actor=cast.actor(part), account=mine.pk, region="上海")
    assert Account.objects.get(pk=mine.pk).region == "上海"


@pytest.mark.parametrize("part", ["teammate", "guest", "finance"])
def test_a_reader_may_not_change(cast: Cast, mine: Account, part: str) -> None:
    with pytest.raises(Forbidden):
        update_account(actor=cast.actor(part), account=mine.pk, region="上海")


def test_a_stranger_gets_the_answer_of_an_unknown_id(cast: Cast, mine: Account) -> None:
    answers = []
    for pk in (mine.pk, 999_999):
        with pytest.raises(Invalid) as no:
            update_account(actor=cast.actor("stranger"), account=pk, region="x")
        answers.append((no.value.code, str(no.value.message)))
    assert answers[0] == answers[1]


def test_a_share_lends_what_it_says(cast: Cast, mine: Account) -> None:
    Share.objects.create(subject=mine.subject, user=cast.stranger, level="view", reason="test")
    stranger = cast.actor("stranger")
    assert Account.objects.visible_to(stranger).filter(pk=mine.pk).exists()
    with pytest.raises(Forbidden):
        update_account(actor=stranger, account=mine.pk, region="x")
    Share.objects.filter(user=cast.stranger).update(level="edit")
    update_account(actor=stranger, account=mine.pk, region="北京")


def test_a_deactivated_user_holds_nothing(cast: Cast) -> None:
    cast.admin.is_active = False
    cast.admin.save()
    assert not Actor.of(cast.admin).reaches


def test_a_read_token_never_writes(cast: Cast, mine: Account) -> None:
    reader = Actor.of(cast.ar, "rest", frozenset({"read"}))
    assert access.decide(reader, "customers.view", mine.subject)
    with pytest.raises(Forbidden):
        update_account(actor=reader, account=mine.pk, region="x")


def test_visibility_is_one_query(cast: Cast, mine: Account) -> None:
    actor = cast.actor("manager")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(Account.objects.visible_to(actor).select_related("subject"))
    assert len(queries) == 1


def test_missing_is_for_deleted_records_too(cast: Cast, mine: Account) -> None:
    from pursuit.domain.customers.actions.accounts import delete_account, restore_account

    delete_account(actor=cast.actor("ar"), account=mine.pk)
    assert not Account.objects.visible_to(cast.actor("admin")).exists()
    with pytest.raises(Missing):
        restore_account(actor=cast.actor("teammate"), account=mine.pk)
    restore_account(actor=cast.actor("ar"), account=mine.pk)
    assert Account.objects.visible_to(cast.actor("ar")).exists()
