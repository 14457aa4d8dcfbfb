"""Contacts: who sees them, where they work when, what only some may read."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.affiliations import affiliate_contact, change_affiliation, contact_left
from pursuit.domain.customers.actions.contacts import create_contact, delete_contact, restore_contact, update_contact
from pursuit.domain.customers.models import Account, Affiliation, Contact
from pursuit.domain.customers.queries.contacts import CONTACTS, contact_page
from pursuit.kernel import undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event, Share, Subject
from tests.cast import Cast


@pytest.fixture
def account(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="华东电力")


@pytest.fixture
def person(cast: Cast, account: Account) -> Contact:
    return create_contact(
        actor=cast.actor("ar"),
        title="王建国",
        account=account.pk,
        job_title="处长",
        department="信息处",
        mobile="13800001111",
    )


def test_a_new_contact_works_at_its_account(cast: Cast, account: Account, person: Contact) -> None:
    post = Affiliation.objects.get(contact=person)
    assert (post.account_id, post.job_title, post.is_primary) == (account.pk, "处长", True)


@pytest.mark.parametrize(
    ("part", "sees"),
    [("teammate", True), ("director", True), ("finance", True), ("guest", True), ("stranger", False)],
)
def test_who_sees_a_contact(cast: Cast, person: Contact, part: str, sees: bool) -> None:
    actor = cast.actor(part)
    assert Contact.objects.visible_to(actor).filter(pk=person.pk).exists() is sees
    assert Subject.objects.visible_to(actor).filter(pk=person.pk).exists() is sees


def test_whoever_sees_the_account_sees_its_people(cast: Cast, account: Account, person: Contact) -> None:
    stranger = cast.actor("stranger")
    Share.objects.create(subject=account.subject, user=cast.stranger, level="view", reason="test")
    assert contact_page(stranger, person.pk).contact == person
    assert Subject.objects.visible_to(stranger).filter(pk=person.pk).exists()
    with pytest.raises(Forbidden):
        update_contact(actor=stranger, contact=person.pk, department="x")


def test_strangers_get_the_answer_of_an_unknown_id(cast: Cast, person: Contact) -> None:
    answers = []
    for pk in (person.pk, 999_999):
        with pytest.raises(Invalid) as no:
            update_contact(actor=cast.actor("stranger"), contact=pk, department="x")
        answers.append((no.value.code, str(no.value.message)))
        with pytest.raises(Missing):
            contact_page(cast.actor("stranger"), pk)
    assert answers[0] == answers[1]


def test_birthday_is_for_those_who_may(cast: Cast, person: Contact) -> None:
    update_contact(actor=cast.actor("ar"), contact=person.pk, birthday=date(1975, 5, 1))
    assert "birthday" in CONTACTS.columns_for(cast.actor("ar"))
    assert "birthday" not in CONTACTS.columns_for(cast.actor("guest"))
    assert not contact_page(cast.actor("guest"), person.pk).private


def test_a_new_employer_keeps_the_history(cast: Cast, account: Account, person: Contact) -> None:
    actor = cast.actor("ar")
    other = create_account(actor=actor, title="华北电力")
    contact_left(actor=actor, contact=person.pk, left_on=today() - timedelta(days=3))
    new = affiliate_contact(actor=actor, contact=person.pk, account=other.pk, job_title="副总", since=today())
    person.refresh_from_db()
    assert (person.account_id, person.job_title, person.left_on) == (other.pk, "副总", None)
    old = Affiliation.objects.get(contact=person, account=account)
    assert (old.is_primary, old.until) == (False, today() - timedelta(days=3))
    event = Event.objects.get(subject_id=person.pk, verb="contact.affiliated")
    undo.undo(actor, event.pk)
    person.refresh_from_db()
    assert not Affiliation.objects.filter(pk=new.pk).exists()
    assert (person.account_id, person.job_title) == (account.pk, "处长")


def test_changing_a_post_and_back(cast: Cast, person: Contact) -> None:
    actor = cast.actor("ar")
    post = Affiliation.objects.get(contact=person)
    change_affiliation(actor=actor, affiliation=post.pk, job_title="局长")
    person.refresh_from_db()
    assert person.job_title == "局长"
    undo.undo(actor, Event.objects.filter(subject_id=person.pk).latest("pk").pk)
    person.refresh_from_db()
    assert person.job_title == "处长"
    with pytest.raises(Invalid):
        change_affiliation(actor=cast.actor("stranger"), affiliation=post.pk, job_title="x")
    with pytest.raises(Forbidden):
        change_affiliation(actor=cast.actor("teammate"), affiliation=post.pk, job_title="x")
    with pytest.raises(Refused) as no:
        change_affiliation(actor=actor, affiliation=post.pk, since=date(2024, 2, 1), until=date(2024, 1, 1))
    assert no.value.field == "until"


def test_versions_loops_and_days(cast: Cast, person: Contact) -> None:
    actor = cast.actor("ar")
    boss = create_contact(actor=actor, title="李总")
    update_contact(actor=actor, contact=person.pk, reports_to=boss.pk, version=1)
    with pytest.raises(Stale):
        update_contact(actor=actor, contact=person.pk, department="x", version=1)
    with pytest.raises(Refused) as no:
        update_contact(actor=actor, contact=boss.pk, reports_to=person.pk)
    assert no.value.field == "reports_to"
    with pytest.raises(Refused):
        update_contact(actor=actor, contact=person.pk, birthday=today() + timedelta(days=1))
    with pytest.raises(Invalid):
        update_contact(actor=actor, contact=person.pk, email="not a mail address")


def test_delete_and_back(cast: Cast, person: Contact) -> None:
    actor = cast.actor("ar")
    delete_contact(actor=actor, contact=person.pk)
    assert not Contact.objects.visible_to(actor).exists()
    restore_contact(actor=actor, contact=person.pk)
    assert Contact.objects.visible_to(actor).exists()


def test_the_list_costs_the_same_for_one_and_for_many(cast: Cast, account: Account, person: Contact) -> None:
    teammate = cast.actor("teammate")
    page(CONTACTS, teammate, read_query(CONTACTS, teammate, {}))  # terms and custom fields are read once
    counts = []
    for more in (0, 30):
        for at in range(more):
            create_contact(actor=cast.actor("ar"), title=f"联系人{at}", account=account.pk)
        with CaptureQueriesContext(connection) as queries:
            found = page(CONTACTS, teammate, read_query(CONTACTS, teammate, {"q": ""}))
            contact_page(teammate, person.pk)
        counts.append((len(queries), len(found.rows)))
    assert counts[0][0] == counts[1][0]
    assert counts[1][1] == 31
