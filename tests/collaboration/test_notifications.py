"""Who hears of what, never of one's own acts, never of what one does not see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.collaboration.actions.comments import add_comment, edit_comment
from pursuit.domain.collaboration.actions.following import follow, unfollow
from pursuit.domain.collaboration.actions.notifications import mark_all_read, mark_read
from pursuit.domain.collaboration.models import Notification
from pursuit.domain.collaboration.queries.followers import followed, followers, follows
from pursuit.domain.collaboration.queries.notifications import inbox, unread
from pursuit.domain.customers.actions.accounts import create_account, delete_account, update_account
from pursuit.domain.people.actions.deputies import set_deputy
from pursuit.domain.people.actions.hand_over import start_hand_over
from pursuit.domain.people.actions.owners import change_owner
from pursuit.kernel import approvals
from pursuit.kernel.clock import now, today
from pursuit.kernel.context import context
from pursuit.kernel.errors import Invalid
from pursuit.kernel.models import ApprovalRoute, Approver, RouteStep, Subject, User
from pursuit.kernel.worker import Worker
from tests.cast import Cast


@pytest.fixture
def about(cast: Cast) -> Subject:
    return create_account(actor=cast.actor("ar"), title="中国移动").subject


def heard(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def at(user: User) -> str:
    return f"@[{user.name}](user:{user.pk})"


def test_owner_and_creator_hear_of_changes_others_do_not(cast: Cast, about: Subject) -> None:
    update_account(actor=cast.actor("manager"), account=about.pk, region="沪")
    update_account(actor=cast.actor("ar"), account=about.pk, region="上海")
    assert heard(cast.ar) == ["change"]
    assert Notification.objects.count() == 1


def test_following_and_silencing(cast: Cast, about: Subject) -> None:
    follow(actor=cast.actor("guest"), subject=about.pk)
    assert follows(cast.actor("guest"), about) and follows(cast.actor("ar"), about)
    update_account(actor=cast.actor("manager"), account=about.pk, region="沪")
    assert heard(cast.guest) == ["change"]
    unfollow(actor=cast.actor("ar"), subject=about.pk)
    update_account(actor=cast.actor("manager"), account=about.pk, region="京")
    assert heard(cast.ar) == ["change"]
    add_comment(actor=cast.actor("manager"), subject=about.pk, text=f"{at(cast.ar)} 在吗")
    assert heard(cast.ar) == ["change", "mention"]
    assert not follows(cast.actor("ar"), about)
    assert about in followed(cast.actor("guest")) and about not in followed(cast.actor("ar"))
    with pytest.raises(Invalid):
        follow(actor=cast.actor("stranger"), subject=about.pk)


def test_one_notice_per_event_with_the_strongest_reason(cast: Cast, about: Subject) -> None:
    first = add_comment(actor=cast.actor("ar"), subject=about.pk, text="问")
    row = add_comment(actor=cast.actor("teammate"), subject=about.pk, text=f"{at(cast.ar)} 答", reply_to=first.pk)
    assert heard(cast.ar) == ["mention"]
    add_comment(actor=cast.actor("manager"), subject=about.pk, text="嗯", reply_to=row.pk)
    assert heard(cast.ar) == ["mention", "reply"]
    assert heard(cast.teammate) == ["comment"]  # took part, so follows
    edit_comment(actor=cast.actor("teammate"), comment=row.pk, text=f"{at(cast.ar)} {at(cast.sr)} 答")
    assert heard(cast.sr) == ["mention"] and len(heard(cast.ar)) == 2


def test_a_new_owner_hears_of_it(cast: Cast, about: Subject) -> None:
    change_owner(actor=cast.actor("manager"), subject=about.pk, owner=cast.teammate.pk)
    assert heard(cast.teammate) == ["owner"]
    assert heard(cast.ar) == ["change"]  # still the creator
    update_account(actor=cast.actor("manager"), account=about.pk, owner=cast.ar.pk)
    assert heard(cast.ar) == ["change", "owner"]


def test_a_bulk_hand_over_is_one_notice(cast: Cast) -> None:
    for number in range(5):
        create_account(actor=cast.actor("ar"), title=f"客户 {number}")
    start_hand_over(actor=cast.actor("manager"), from_user=cast.ar.pk, to_user=cast.teammate.pk)
    worker = Worker()
    while worker.turn():
        pass
    assert heard(cast.teammate) == ["owner"] and heard(cast.ar) == []
    (group,) = inbox(cast.actor("teammate")).groups
    assert group.subject is None and group.lines[0].verb == "people.hand_over.finished"


def test_approvals_reach_seats_deputies_and_the_asker(cast: Cast, about: Subject) -> None:
    route = ApprovalRoute.objects.create(kind="test.ask", name="测试")
    RouteStep.objects.create(route=route, position=0, approver=Approver.USER, user=cast.manager)
    RouteStep.objects.create(route=route, position=1, approver=Approver.USER, user=cast.director)
    set_deputy(actor=cast.actor("manager"), deputy=cast.teammate.pk, since=today(), until=today() + timedelta(days=1))
    asked = approvals.ask(cast.actor("ar"), about, "test.ask", "请批")
    assert heard(cast.manager) == heard(cast.teammate) == ["approval"]
    approvals.decide_approval(actor=cast.actor("teammate"), approval=asked.pk, approved=True)
    assert heard(cast.director) == ["approval"] and heard(cast.ar) == ["decided"]
    approvals.decide_approval(actor=cast.actor("director"), approval=asked.pk, approved=True)
    assert heard(cast.ar) == ["decided", "decided"]
    assert inbox(cast.actor("ar")).groups[0].lines[0].title == "请批"


def test_an_import_is_no_news(cast: Cast, about: Subject) -> None:
    with context(cast.actor("operations"), at=now(), source="zoho"):
        update_account(actor=cast.actor("operations"), account=about.pk, region="沪")
    assert not Notification.objects.exists()


def test_what_one_no_longer_sees_disappears(cast: Cast, about: Subject) -> None:
    follow(actor=cast.actor("teammate"), subject=about.pk)
    update_account(actor=cast.actor("ar"), account=about.pk, region="沪")
    assert unread(cast.actor("teammate")) == 1
    Subject.objects.filter(pk=about.pk).update(unit=cast.units["beijing"])
    teammate = cast.actor("teammate")
    assert unread(teammate) == 0 and inbox(teammate).groups == []
    Subject.objects.filter(pk=about.pk).update(unit=cast.units["shanghai"])
    delete_account(actor=cast.actor("ar"), account=about.pk)
    assert unread(teammate) == 0


def test_reading(cast: Cast, about: Subject) -> None:
    other = create_account(actor=cast.actor("ar"), title="乙")
    for region in ("沪", "京", "粤"):
        update_account(actor=cast.actor("manager"), account=about.pk, region=region)
        update_account(actor=cast.actor("manager"), account=other.pk, region=region)
    ar = cast.actor("ar")
    assert unread(ar) == 6
    theirs = list(Notification.objects.values_list("pk", flat=True))
    assert mark_read(actor=cast.actor("teammate"), notifications=theirs) == 0
    assert mark_read(actor=ar) == 0
    assert mark_read(actor=ar, notifications=theirs[:1]) == 1
    assert mark_read(actor=ar, subject=other.pk) == 3
    assert [group.subject for group in inbox(ar, only_unread=True).groups] == [about]
    newest = theirs[-1]
    update_account(actor=cast.actor("manager"), account=about.pk, region="川")
    assert mark_all_read(actor=ar, up_to=newest) == 2
    assert unread(ar) == 1


def test_the_inbox_is_grouped_paged_and_constant(cast: Cast) -> None:
    ar, manager = cast.actor("ar"), cast.actor("manager")
    counts = []
    for _round in range(2):
        for number in range(4):
            row = create_account(actor=ar, title=f"客户 {number}")
            for region in "abcde":
                update_account(actor=manager, account=row.pk, region=region)
            add_comment(actor=manager, subject=row.pk, text=f"第 {number} 条\n换行")
        with CaptureQueriesContext(connection) as queries:
            groups = inbox(ar).groups
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
    assert len(groups) == 8 and {(group.count, group.unread, len(group.lines)) for group in groups} == {(6, 6, 3)}
    assert groups[0].lines[0].words == "第 3 条 换行"
    first = inbox(ar, limit=3)
    rest = inbox(ar, limit=100, before=first.before)
    assert [group.last for group in first.groups + rest.groups] == [group.last for group in groups]
    assert rest.before is None


def test_followers_are_one_query(cast: Cast, about: Subject) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert followers(about) == {cast.ar.pk}
    assert len(queries) == 1
