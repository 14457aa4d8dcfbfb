"""Queries written once: the same answers as the ORM's own, never more than the actor's rights of the moment."""

from datetime import timedelta

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account, Contact
from pursuit.kernel import clock, reach
from pursuit.kernel.actor import Actor, Reach
from pursuit.kernel.models import Grant, Share, Subject, User
from pursuit.kernel.prepared import MOST_WRITTEN, Prepared
from tests.cast import Cast

NAMED = Prepared(lambda name: User.objects.filter(username=name).values_list("pk", flat=True))
SINCE = Prepared(lambda pks, at: Subject.objects.filter(pk__in=pks.each, created_at__gte=at).select_related("owner"))
PER_OWNER = Prepared(
    lambda pks, least: (
        Subject.objects.filter(pk__in=pks.each).values("owner").annotate(n=Count("pk")).filter(n__gt=least)
    )
)
VISIBLE = Prepared(lambda actor, pks: Account.objects.visible_to(actor).filter(pk__in=pks.each).order_by("pk"))


def test_the_same_answers_with_values_of_every_kind(cast: Cast) -> None:
    rows = [create_account(actor=cast.actor("ar"), title=f"华兴{number}厂") for number in range(3)]
    pks = [row.pk for row in rows]
    now = clock.now()
    assert NAMED(name="ar") == [cast.ar.pk]
    assert NAMED.first(name="nobody") is None
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = SINCE(pks=pks[:2], at=now - timedelta(days=1))
        assert {row.owner for row in found} == {cast.ar}
    assert len(asked) == 1
    assert {row.pk for row in found} == set(pks[:2])
    assert SINCE(pks=pks, at=now + timedelta(days=1)) == SINCE(pks=[], at=now) == []
    assert PER_OWNER(pks=pks, least=2) == [{"owner": cast.ar.pk, "n": 3}]
    assert PER_OWNER(pks=pks, least=3) == PER_OWNER(pks=pks, least=2**70) == []
    assert SINCE(pks=pks[2:], at=now - timedelta(days=1))[0].created_at == rows[2].subject.created_at


def test_an_actor_sees_by_the_rights_of_the_moment(cast: Cast) -> None:
    mine = create_account(actor=cast.actor("ar"), title="中国移动上海公司").pk
    assert [row.pk for row in VISIBLE(cast.actor("teammate"), pks=[mine])] == [mine]
    assert VISIBLE(cast.actor("stranger"), pks=[mine]) == []
    kept = cast.actor("teammate")
    assert kept.memo is cast.actor("teammate").memo, "the same rights are worked out once"
    # What another may see by other rights of the same shape is not mixed up.
    theirs = create_account(actor=cast.actor("stranger"), title="北京地铁").pk
    both = [mine, theirs]
    assert [[row.pk for row in VISIBLE(cast.actor(who), pks=both)] for who in ("ar", "stranger", "admin")] == [
        [mine],
        [theirs],
        both,
    ]
    Share.objects.create(subject_id=theirs, user=cast.ar, level="view", reason="test")
    assert [row.pk for row in VISIBLE(cast.actor("ar"), pks=both)] == both
    Grant.objects.filter(user=cast.teammate).delete()
    assert VISIBLE(cast.actor("teammate"), pks=both) == []
    cast.admin.is_active = False
    cast.admin.save()
    assert VISIBLE(Actor.of(User.objects.get(pk=cast.admin.pk)), pks=both) == []


def test_what_is_kept_does_not_grow_with_the_actors(cast: Cast) -> None:
    contacts = Prepared(lambda actor, pks: Contact.objects.visible_to(actor).filter(pk__in=pks.each))
    contacts(cast.actor("ar"), pks=[1])
    reach._known.clear()
    contacts(cast.actor("stranger"), pks=[1])
    assert len(contacts.known) == 1, "actors of one shape share the SQL"
    for number in range(MOST_WRITTEN + 10):  # every unit more is another text
        units = Reach(own=True, units=frozenset(range(number % 70 + 1)))
        contacts(Actor(cast.ar, {"customers.contact.view": units, "customers.view": units}), pks=[1])
    assert len(contacts.known) == MOST_WRITTEN
