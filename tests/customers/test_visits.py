"""Visits, promises, and the report one gets back."""

import io
from datetime import timedelta

import pytest
from docx import Document

from pursuit.domain.customers.actions.accounts import (
    assess_relationship,
    create_account,
    delete_account,
    set_standing,
    update_account,
)
from pursuit.domain.customers.actions.commitments import (
    add_commitment,
    close_commitment,
    reopen_commitment,
    update_commitment,
)
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.actions.importing import import_visits
from pursuit.domain.customers.actions.visits import create_visit, delete_visit, restore_visit, update_visit
from pursuit.domain.customers.models import Account, Contact, Visit
from pursuit.domain.customers.queries.accounts import account_page, timeline
from pursuit.domain.customers.queries.visit_report import visit_report, visit_report_docx
from pursuit.domain.customers.queries.visits import COMMITMENTS, VISITS, open_commitments_of, visit_page
from pursuit.kernel import search, undo
from pursuit.kernel.clock import day_of, now, today
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event
from tests.cast import Cast


@pytest.fixture
def account(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="华东电力")


@pytest.fixture
def person(cast: Cast, account: Account) -> Contact:
    return create_contact(actor=cast.actor("ar"), title="王建国", account=account.pk, job_title="处长")


@pytest.fixture
def visit(cast: Cast, account: Account, person: Contact) -> Visit:
    return create_visit(
        actor=cast.actor("ar"),
        account=account.pk,
        kind="executive",
        happened_at=now(),
        minutes=90,
        purpose="了解二期预算",
        theirs=[person.pk],
        ours=[cast.ar.pk, cast.sr.pk],
        customer_words="预算下月批",
        summary="谈了二期\n范围",
        next_step="送方案",
        next_step_on=today() + timedelta(days=7),
        temperature="warm",
    )


def test_a_visit_with_participants(cast: Cast, visit: Visit, person: Contact) -> None:
    found = visit_page(cast.actor("teammate"), visit.pk)
    assert found.visit.title == "了解二期预算"
    assert [one.user_id for one in found.ours] == [cast.ar.pk, cast.sr.pk]
    assert [one.contact_id for one in found.theirs] == [person.pk]
    with pytest.raises(Missing):
        visit_page(cast.actor("stranger"), visit.pk)


def test_a_bare_visit_names_itself_and_its_writer(cast: Cast, account: Account) -> None:
    row = create_visit(actor=cast.actor("fr"), account=account.pk, kind="call", happened_at=now())
    assert row.title.startswith("电话 华东电力 ")
    assert [one.user_id for one in visit_page(cast.actor("fr"), row.pk).ours] == [cast.fr.pk]
    with pytest.raises(Refused):
        create_visit(actor=cast.actor("ar"), account=account.pk, kind="call", happened_at=now() + timedelta(days=900))
    with pytest.raises(Forbidden):
        create_visit(actor=cast.actor("guest"), account=account.pk, kind="call", happened_at=now())
    with pytest.raises(Invalid):
        create_visit(actor=cast.actor("stranger"), account=account.pk, kind="call", happened_at=now())


def test_update_delete_and_undo(cast: Cast, visit: Visit, person: Contact) -> None:
    actor = cast.actor("ar")
    update_visit(actor=actor, visit=visit.pk, theirs=[], summary="改了", version=1)
    found = visit_page(actor, visit.pk)
    assert (found.visit.summary, found.theirs) == ("改了", [])
    undo.undo(actor, Event.objects.filter(subject_id=visit.pk).latest("pk").pk)
    found = visit_page(actor, visit.pk)
    assert found.visit.summary == "谈了二期\n范围"
    assert [one.contact_id for one in found.theirs] == [person.pk]
    with pytest.raises(Forbidden):
        update_visit(actor=cast.actor("teammate"), visit=visit.pk, summary="x")
    delete_visit(actor=actor, visit=visit.pk)
    with pytest.raises(Missing):
        visit_page(actor, visit.pk)
    restore_visit(actor=actor, visit=visit.pk)
    assert visit_page(actor, visit.pk)


def test_a_promise_kept_and_reopened(cast: Cast, visit: Visit, person: Contact) -> None:
    actor = cast.actor("ar")
    mine = add_commitment(
        actor=actor, visit=visit.pk, whose="ours", text="周五前送方案", due_on=today(), user=cast.sr.pk
    )
    assert list(open_commitments_of(cast.actor("sr"))) == [mine]
    close_commitment(actor=cast.actor("sr"), commitment=mine.pk, outcome="kept", evidence="邮件已发", version=1)
    mine.refresh_from_db()
    assert (mine.state, mine.kept_on) == ("kept", today())
    with pytest.raises(Conflict):
        update_commitment(actor=actor, commitment=mine.pk, text="x")
    reopen_commitment(actor=actor, commitment=mine.pk)
    update_commitment(actor=actor, commitment=mine.pk, due_on=today() + timedelta(days=3))
    undo.undo(actor, Event.objects.filter(subject_id=visit.pk).latest("pk").pk)
    mine.refresh_from_db()
    assert (mine.state, mine.kept_on, mine.due_on) == ("open", None, today())


def test_who_may_touch_a_promise(cast: Cast, visit: Visit) -> None:
    row = add_commitment(actor=cast.actor("ar"), visit=visit.pk, whose="theirs", text="给预算")
    with pytest.raises(Forbidden):
        close_commitment(actor=cast.actor("teammate"), commitment=row.pk, outcome="broken")
    with pytest.raises(Invalid):
        close_commitment(actor=cast.actor("stranger"), commitment=row.pk, outcome="broken")
    close_commitment(actor=cast.actor("manager"), commitment=row.pk, outcome="broken")
    with pytest.raises(Refused):
        add_commitment(actor=cast.actor("ar"), whose="ours", text="给谁?")


def test_the_ledger(cast: Cast, visit: Visit, account: Account) -> None:
    actor = cast.actor("ar")
    add_commitment(actor=actor, account=account.pk, whose="ours", text="迟了", due_on=today() - timedelta(days=2))
    add_commitment(actor=actor, visit=visit.pk, whose="theirs", text="还早", due_on=today() + timedelta(days=2))
    add_commitment(actor=actor, account=account.pk, whose="theirs", text="没有日期")
    query = read_query(COMMITMENTS, actor, {"f.state": "open"}, strict=True)
    texts = [row.cell("text").value for row in page(COMMITMENTS, actor, query).rows]
    assert texts == ["迟了", "还早", "没有日期"]
    late = read_query(COMMITMENTS, actor, {"f.due_on": "overdue"}, strict=True)
    assert len(page(COMMITMENTS, actor, late).rows) == 1
    stranger = cast.actor("stranger")
    assert page(COMMITMENTS, stranger, read_query(COMMITMENTS, stranger, {})).rows == []
    assert page(VISITS, actor, read_query(VISITS, actor, {"f.kind": "executive"}, strict=True)).rows
    found = account_page(actor, account.pk)
    assert (found.counts["open_commitments"], found.counts["overdue_commitments"]) == (3, 1)
    assert {entry.kind for entry in timeline(actor, account.pk)} == {"visit", "commitment"}


def test_the_report(cast: Cast, visit: Visit) -> None:
    actor = cast.actor("ar")
    add_commitment(actor=actor, visit=visit.pk, whose="ours", text="送方案", due_on=today())
    report = visit_report(actor, visit.pk)
    assert report.file_name.endswith(".docx")
    document = Document(io.BytesIO(visit_report_docx(actor, visit.pk)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "预算下月批" in text
    assert "送方案" in text
    assert "华东电力" in cells
    assert "王建国（处长）" in cells
    assert round(document.sections[0].page_width.cm, 1) == 21.0
    with pytest.raises(Missing):
        visit_report_docx(cast.actor("stranger"), visit.pk)


def test_standing_and_relationships_are_histories(cast: Cast, account: Account) -> None:
    actor = cast.actor("ar")
    set_standing(actor=actor, account=account.pk, lifecycle="active", reason="首单签约")
    update_account(actor=actor, account=account.pk, credit_grade="b")
    assess_relationship(actor=actor, account=account.pk, layer="key", level="d", target_level="b")
    assess_relationship(actor=actor, account=account.pk, layer="key", level="c")
    assess_relationship(actor=actor, account=account.pk, layer="broad", level="c")
    found = account_page(actor, account.pk)
    assert [(one.what, one.after, one.reason) for one in found.standings] == [
        ("credit_grade", "b", ""),
        ("lifecycle", "active", "首单签约"),
    ]
    assert {(one.layer, one.level, one.target_level) for one in found.relationships} == {
        ("key", "c", "b"),
        ("broad", "c", ""),
    }
    with pytest.raises(Refused):
        set_standing(actor=actor, account=account.pk, lifecycle="active", reason="again")
    with pytest.raises(Forbidden):
        set_standing(actor=cast.actor("teammate"), account=account.pk, lifecycle="lost", reason="x")


def test_an_account_in_use_is_not_deleted(cast: Cast, account: Account, visit: Visit) -> None:
    with pytest.raises(Conflict) as no:
        delete_account(actor=cast.actor("ar"), account=account.pk)
    assert no.value.code == "in_use"


def test_visits_of_the_past_come_with_their_promises(cast: Cast, account: Account, person: Contact) -> None:
    at = now() - timedelta(days=40)
    told = {"at": at.isoformat(), "by": cast.ar.pk}
    kept = {"at": (at + timedelta(days=3)).isoformat(), "by": cast.sr.pk, "outcome": "kept", "evidence": "邮件已发"}
    visit = {
        "account": account.pk,
        "kind": "visit",
        "happened_at": at.isoformat(),
        "theirs": [person.pk],
        "summary": "看现场",
    }
    promise = {"whose": "ours", "text": "送方案", "due_on": today().isoformat(), "user": cast.sr.pk}
    past = told | {"data": visit, "promises": [told | {"data": promise, "settled": kept}]}
    [(row, [made])] = import_visits(actor=cast.actor("admin"), pasts=[past])
    assert (row.subject.created_by_id, row.subject.created_at) == (cast.ar.pk, at)
    assert (made.state, made.kept_on) == ("kept", day_of(at + timedelta(days=3)))
    events = Event.objects.filter(subject_id=row.pk).order_by("at")
    assert [one.actor_id for one in events] == [cast.ar.pk, cast.ar.pk, cast.sr.pk]
    assert [one.pk for one in search.subjects(cast.actor("ar"), "看现场")] == [row.pk]


def test_a_promise_of_another_visit_is_not_taken_over(cast: Cast, account: Account, visit: Visit) -> None:
    at = now() - timedelta(days=40)
    told = {"at": at.isoformat(), "by": cast.ar.pk}
    data = {"whose": "ours", "text": "送方案", "due_on": today().isoformat()}
    elsewhere = [{"visit": visit.pk}, {"account": account.pk}]
    for named in elsewhere:
        past = told | {
            "data": {"account": account.pk, "kind": "call", "happened_at": at.isoformat()},
            "promises": [told | {"data": data | named}],
        }
        with pytest.raises(Refused) as refused:
            import_visits(actor=cast.actor("admin"), pasts=[past])
        assert refused.value.code == "other_account"
    assert list(Visit.objects.values_list("pk", flat=True)) == [visit.pk]
