"""The page of deleted records: what one may bring back, and nothing else. Undo comes back to where one was."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.domain.customers.models import Account
from pursuit.domain.people.models import HandOver
from pursuit.domain.projects.actions.projects import delete_project
from pursuit.interfaces.web.records.registry import EDITABLE, restorable
from pursuit.kernel import access, trash
from pursuit.kernel.models import Event, Subject
from tests.cast import Cast
from tests.web.making import enter, make_deal


@pytest.fixture
def gone(cast: Cast) -> Account:
    row = create_account(actor=cast.actor("ar"), title="误删的客户")
    return delete_account(actor=cast.actor("ar"), account=row.pk)


def shown(client: Client, url: str = "/trash") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_works(client: Client, cast: Cast, gone: Account) -> None:
    page = shown(enter(client, cast, "ar"))
    assert gone.title in page and str(cast.ar) in page
    assert gone.title in shown(client, "/trash?whose=me") and gone.title in shown(client, "/trash?type=account")
    assert gone.title not in shown(client, "/trash?type=lead")
    assert 'href="/trash"' in client.get("/").content.decode()
    answer = client.post(f"/records/{gone.pk}/restoration")
    assert answer.status_code == 303 and answer["Location"] == f"/customers/{gone.pk}"
    assert client.get(f"/customers/{gone.pk}").status_code == 200
    assert gone.title not in shown(client)


def test_who_may_edit_it_may_bring_it_back(client: Client, cast: Cast, gone: Account) -> None:
    assert gone.title in shown(enter(client, cast, "manager"))
    assert gone.title not in shown(client, "/trash?whose=me")
    assert client.post(f"/records/{gone.pk}/restoration").status_code == 303


def test_a_stranger_sees_nothing_of_it(client: Client, cast: Cast, gone: Account) -> None:
    enter(client, cast, "stranger")
    assert gone.title not in shown(client)
    assert client.post(f"/records/{gone.pk}/restoration").status_code == 404
    assert client.post("/records/987654/restoration").status_code == 404
    assert Subject.objects.get(pk=gone.pk).deleted_at


def test_a_guest_has_no_such_page(client: Client, cast: Cast, gone: Account) -> None:
    enter(client, cast, "guest")
    assert client.get("/trash").status_code == 403
    assert 'href="/trash"' not in client.get("/").content.decode()
    assert client.post(f"/records/{gone.pk}/restoration").status_code == 404


def test_what_is_not_deleted_cannot_be_brought_back(client: Client, cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="好好的客户")
    assert enter(client, cast, "ar").post(f"/records/{row.pk}/restoration").status_code == 404


def test_wrong_methods(client: Client, cast: Cast, gone: Account) -> None:
    enter(client, cast, "ar")
    assert client.post("/trash").status_code == 405
    assert client.get(f"/records/{gone.pk}/restoration").status_code == 405


def test_paging_and_cost(client: Client, cast: Cast, gone: Account) -> None:
    enter(client, cast, "admin")
    shown(client)
    with CaptureQueriesContext(connection) as few:
        shown(client)
    for number in range(60):
        row = create_account(actor=cast.actor("ar"), title=f"客户{number}")
        delete_account(actor=cast.actor("ar"), account=row.pk)
    with CaptureQueriesContext(connection) as many:
        first = shown(client)
    assert len(many) == len(few)
    assert "客户59<" in first and "客户5<" not in first and "after=" in first
    last = Subject.objects.get(title="客户10")
    second = shown(client, f"/trash?after={last.pk}")
    assert "客户9<" in second and gone.title in second and "客户11<" not in second


@pytest.mark.parametrize("part", ["ar", "teammate", "manager", "director", "admin", "stranger", "finance", "sr"])
def test_the_list_says_what_the_single_decision_says(cast: Cast, gone: Account, part: str) -> None:
    deal = make_deal(cast)
    delete_project(actor=cast.actor("ar"), project=deal.pk)
    actor = cast.actor(part)
    rights = restorable(actor)
    listed = set(trash.deleted(actor, rights).values_list("pk", flat=True))
    for subject in Subject.objects.filter(deleted_at__isnull=False):
        right = EDITABLE[subject.type].restore.right
        may = access.decide(actor, right, subject) and access.decide(actor, right.replace(".delete", ".view"), subject)
        assert (subject.pk in listed) == bool(may), (part, subject.type)


def test_undo_leads_back_to_where_one_was(client: Client, cast: Cast, gone: Account) -> None:
    enter(client, cast, "ar")
    event = Event.objects.filter(subject_id=gone.pk).latest("pk")
    answer = client.post(f"/events/{event.pk}/undo", {"back": "/customers/?f.owner=me"})
    assert answer["Location"] == "/customers/?f.owner=me"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", ""])
def test_undo_stays_on_this_site(client: Client, cast: Cast, gone: Account, back: str) -> None:
    enter(client, cast, "ar")
    event = Event.objects.filter(subject_id=gone.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo", {"back": back})["Location"] == f"/customers/{gone.pk}"


def test_undoing_a_creation_does_not_lead_to_what_is_gone(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    row = create_account(actor=cast.actor("ar"), title="多建的客户")
    event = Event.objects.get(subject_id=row.pk)
    answer = client.post(f"/events/{event.pk}/undo", {"back": f"/customers/{row.pk}/visits"})
    assert answer["Location"] == "/"
    other = create_account(actor=cast.actor("ar"), title="又多建的客户")
    event = Event.objects.get(subject_id=other.pk)
    assert client.post(f"/events/{event.pk}/undo", {"back": "/customers/"})["Location"] == "/customers/"


def test_the_toast_carries_the_page_it_stands_on(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    row = create_account(actor=cast.actor("ar"), title="要删的客户")
    client.post(f"/customers/{row.pk}/deletion")
    assert '<input type="hidden" name="back" value="/customers/?f.owner=me">' in shown(client, "/customers/?f.owner=me")


def test_picked_records_are_handed_over(client: Client, cast: Cast) -> None:
    mine, other = make_deal(cast), make_deal(cast, "水厂自控")
    left = make_deal(cast, "留下的")
    Subject.objects.filter(pk=other.pk).update(owner=cast.teammate)
    enter(client, cast, "manager")
    assert "/people/hand-overs/picked" in shown(client, "/projects/")
    asked = shown(client, f"/people/hand-overs/picked?pick={mine.pk}&pick={other.pk}")
    assert mine.title in asked and other.title in asked and 'name="to_user"' in asked
    sent = {"pick": [mine.pk, other.pk], "to_user": cast.sr.pk, "reason": "区域调整"}
    answer = client.post("/people/hand-overs/picked", sent)
    assert answer.status_code == 200
    orders = {row.from_user_id: row.subjects for row in HandOver.objects.all()}
    assert orders == {cast.ar.pk: [mine.pk], cast.teammate.pk: [other.pk]}
    assert left.pk not in [pk for picked in orders.values() for pk in picked]


def test_nobody_hands_over_what_they_cannot_see(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    enter(client, cast, "stranger")
    page = shown(client, f"/people/hand-overs/picked?pick={deal.pk}")
    assert deal.title not in page
    client.post("/people/hand-overs/picked", {"pick": [deal.pk], "to_user": cast.stranger.pk})
    assert not HandOver.objects.exists()
    assert enter(client, cast, "guest").get("/people/hand-overs/picked").status_code == 403
