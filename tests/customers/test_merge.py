"""Merging: everything moves, one event, and undo puts exactly that back."""

import pytest
from django.db import IntegrityError

from pursuit.domain.collaboration.actions.comments import add_comment
from pursuit.domain.collaboration.actions.following import follow
from pursuit.domain.collaboration.models import Comment
from pursuit.domain.customers.actions import merge as merging
from pursuit.domain.customers.actions.accounts import (
    assess_relationship,
    create_account,
    restore_account,
    set_standing,
    update_account,
)
from pursuit.domain.customers.actions.affiliations import affiliate_contact
from pursuit.domain.customers.actions.commitments import add_commitment
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.actions.merge import merge_accounts, merge_contacts
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.customers.models import Account, Affiliation, Contact, MatchKey, VisitParticipant
from pursuit.domain.customers.queries.accounts import account_page, successor
from pursuit.domain.customers.queries.duplicates import account_candidates
from pursuit.domain.customers.queries.merging import merge_preview
from pursuit.kernel import extensions, undo
from pursuit.kernel.clock import now
from pursuit.kernel.customfields import create_custom_field, read, set_custom_values
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event, Share, StoredFile, Subject
from tests.cast import Cast

# The search text is written again, and followers are told of the merge and of its undoing.
TOLD_ANEW = {"kernel.SearchText", "collaboration.Notification"}
CODES = ("91350100M000100Y43", "91110000000000000D")


@pytest.fixture
def pair(cast: Cast) -> tuple[Account, Account]:
    """Two accounts of one customer with something of everything on the second."""
    actor = cast.actor("ar")
    keep = create_account(actor=actor, title="华东电力", region="上海", phone="021-55667788")
    gone = create_account(
        actor=actor, title="华东电力股份有限公司", region="华东", website="www.hddl.cn", short_name="华电"
    )
    child = create_account(actor=actor, title="华东电力检修", parent=gone.pk)
    wang = create_contact(actor=actor, title="王工", account=gone.pk)
    affiliate_contact(actor=actor, contact=wang.pk, account=keep.pk, primary=False)
    create_contact(actor=actor, title="李工", account=gone.pk)
    create_visit(actor=actor, account=gone.pk, kind="visit", happened_at=now(), theirs=[wang.pk])
    add_commitment(actor=actor, account=gone.pk, whose="theirs", text="下周给预算批复")
    assess_relationship(actor=actor, account=gone.pk, layer="key", level="c")
    set_standing(actor=actor, account=gone.pk, credit_grade="b", reason="付款及时")
    for code in ("boiler", "line"):
        create_custom_field(actor=cast.actor("admin"), subject_type="account", code=code, name=code, kind="text")
    set_custom_values(actor=actor, subject=keep.pk, values={"boiler": "甲"})
    set_custom_values(actor=actor, subject=gone.pk, values={"boiler": "乙", "line": "丙"})
    Share.objects.create(subject=gone.subject, user=cast.stranger, level="view", reason="test")
    for row in (keep, gone):
        Share.objects.create(subject=row.subject, user=cast.sr, level="view", reason="both")
    StoredFile.objects.create(
        subject=gone.subject,
        name="a.txt",
        stored="x" * 40,
        content_type="text/plain",
        size=1,
        uploaded_by=cast.ar,
        uploaded_at=now(),
    )
    assert child.parent_id == gone.pk
    add_comment(actor=actor, subject=gone.pk, text="这家付款快")
    for row in (keep, gone):
        follow(actor=cast.actor("manager"), subject=row.pk)
    return keep, gone


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows that a merge may touch, by table."""
    models = {reference.model for code in ("account", "contact") for reference in extensions.references_to(code)}
    models |= {relation.related_model for relation in Subject._meta.related_objects} - {Event}
    found = {}
    for model in models | {Subject}:
        rows = [dict(row) for row in model._base_manager.order_by("pk").values()]
        for row in rows:
            # Counters move on; the search text is written anew.
            for name in ("version", "updated_at", "deleted_by_id"):
                row.pop(name, None)
        found[model._meta.label] = rows
    return found


def test_the_preview_says_what_will_happen(cast: Cast, pair: tuple[Account, Account]) -> None:
    keep, gone = pair
    preview = merge_preview(cast.actor("ar"), "account", keep.pk, gone.pk)
    fields = {one.name: one for one in preview.fields}
    assert not preview.obstacles
    assert (fields["region"].keep, fields["region"].remove, fields["region"].take) == ("上海", "华东", "keep")
    assert fields["website"].take == "remove"
    assert fields["custom.line"].take == "remove"
    moving = {one.code: (one.count, one.dropped) for one in preview.moving}
    assert moving["customers.visit.account_id"] == (1, 0)
    assert moving["customers.affiliation.account_id"] == (1, 1)
    assert moving["kernel.storedfile.subject_id"] == (1, 0)
    assert moving["kernel.share.subject_id"] == (1, 1)


def test_merge_and_undo_leave_no_trace(cast: Cast, pair: tuple[Account, Account]) -> None:
    keep, gone = pair
    actor = cast.actor("ar")
    before = everything()
    merge_accounts(
        actor=actor, keep=keep.pk, remove=gone.pk, choices={"region": "remove", "custom.boiler": "remove"}, version=1
    )
    keep.refresh_from_db()
    assert (keep.region, keep.website, keep.phone) == ("华东", "www.hddl.cn", "021-55667788")
    assert read(keep.subject) == {"boiler": "乙", "line": "丙"}
    assert not Account.objects.visible_to(actor).filter(pk=gone.pk).exists()
    page = account_page(actor, keep.pk)
    assert (page.counts["contacts"], page.counts["visits"], page.counts["open_commitments"]) == (2, 1, 1)
    assert page.counts["files"] == page.counts["children"] == 1
    assert Account.objects.visible_to(cast.actor("stranger")).filter(pk=keep.pk).exists()
    assert successor(actor, gone.pk) == keep
    assert Comment.objects.get().subject_id == keep.pk
    found = account_candidates(actor, title="华电")
    assert [one.id for one in found] == [keep.pk]
    merges = Event.objects.filter(verb="account.merged")
    assert merges.count() == 1
    undo.undo(actor, merges.get().pk)
    after = everything()
    for label, rows in before.items():
        if label not in TOLD_ANEW:
            assert after[label] == rows, label
    assert [one.id for one in account_candidates(actor, title="华电")] == [gone.pk]


def test_undo_is_refused_over_later_edits(cast: Cast, pair: tuple[Account, Account]) -> None:
    keep, gone = pair
    actor = cast.actor("ar")
    merge_accounts(actor=actor, keep=keep.pk, remove=gone.pk)
    event = Event.objects.get(verb="account.merged")
    update_account(actor=actor, account=keep.pk, region="杭州")
    with pytest.raises(Conflict) as no:
        undo.undo(actor, event.pk)
    assert no.value.code == "later_edits"
    with pytest.raises(Conflict) as no:
        merging.unmerge_accounts(actor=actor, keep=keep.pk, removed=gone.pk)
    assert no.value.code == "later_edits"


def test_a_merged_account_is_not_restored_by_itself(cast: Cast, pair: tuple[Account, Account]) -> None:
    keep, gone = pair
    merge_accounts(actor=cast.actor("ar"), keep=keep.pk, remove=gone.pk)
    with pytest.raises(Conflict) as no:
        restore_account(actor=cast.actor("ar"), account=gone.pk)
    assert no.value.code == "merged"
    assert Subject.objects.get(pk=gone.pk).deleted_at is not None


def test_what_cannot_be_merged_is_refused(cast: Cast, pair: tuple[Account, Account]) -> None:
    keep, gone = pair
    actor = cast.actor("ar")
    below = create_account(actor=actor, title="子公司", parent=keep.pk)
    for remove in (keep.pk, below.pk):
        with pytest.raises(Conflict):
            merge_accounts(actor=actor, keep=keep.pk, remove=remove)
    update_account(actor=actor, account=keep.pk, credit_code=CODES[0])
    other = create_account(actor=actor, title="另一家")
    Account.objects.filter(pk=other.pk).update(credit_code=CODES[1])
    with pytest.raises(Conflict) as no:
        merge_accounts(actor=actor, keep=keep.pk, remove=other.pk)
    assert no.value.code == "cannot_merge"
    with pytest.raises(Refused) as bad:
        merge_accounts(actor=actor, keep=keep.pk, remove=gone.pk, choices={"password": "remove"})
    assert bad.value.field == "choices"


@pytest.mark.parametrize("part", ["teammate", "guest", "finance"])
def test_merging_needs_its_right_on_both(cast: Cast, pair: tuple[Account, Account], part: str) -> None:
    keep, gone = pair
    with pytest.raises(Forbidden):
        merge_accounts(actor=cast.actor(part), keep=keep.pk, remove=gone.pk)


def test_a_failure_in_the_middle_leaves_nothing(
    cast: Cast, pair: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, gone = pair
    before = everything()

    def fail(*_given: object) -> None:
        raise IntegrityError("pulled the plug")

    monkeypatch.setattr(merging, "_hide", fail)
    with pytest.raises(IntegrityError):
        merge_accounts(actor=cast.actor("ar"), keep=keep.pk, remove=gone.pk)
    assert everything() == before


def test_two_cards_of_one_person(cast: Cast) -> None:
    actor = cast.actor("ar")
    account = create_account(actor=actor, title="华东电力")
    other = create_account(actor=actor, title="华北电力")
    keep = create_contact(actor=actor, title="王建国", account=account.pk, job_title="处长")
    gone = create_contact(actor=actor, title="王建国", account=other.pk, mobile="13800001111")
    boss = create_contact(actor=actor, title="下属", reports_to=gone.pk)
    both = create_visit(actor=actor, account=account.pk, kind="visit", happened_at=now(), theirs=[keep.pk, gone.pk])
    one = create_visit(actor=actor, account=other.pk, kind="call", happened_at=now(), theirs=[gone.pk])
    before = everything()
    merge_contacts(actor=actor, keep=keep.pk, remove=gone.pk)
    keep.refresh_from_db()
    assert (keep.mobile, keep.account_id) == ("13800001111", account.pk)
    assert set(VisitParticipant.objects.filter(contact=keep).values_list("visit_id", flat=True)) == {both.pk, one.pk}
    assert Affiliation.objects.filter(contact=keep, is_primary=True).get().account_id == account.pk
    assert Contact.objects.get(pk=boss.pk).reports_to_id == keep.pk
    assert MatchKey.objects.filter(subject_id=keep.pk, kind="mobile").exists()
    undo.undo(actor, Event.objects.get(verb="contact.merged").pk)
    after = everything()
    for label, rows in before.items():
        if label not in TOLD_ANEW:
            assert after[label] == rows, label


def test_choosing_the_other_employer(cast: Cast) -> None:
    actor = cast.actor("ar")
    accounts = [create_account(actor=actor, title=name) for name in ("华东电力", "华北电力")]
    keep, gone = (create_contact(actor=actor, title="王建国", account=one.pk) for one in accounts)
    merge_contacts(actor=actor, keep=keep.pk, remove=gone.pk, choices={"account": "remove"})
    keep.refresh_from_db()
    assert keep.account_id == accounts[1].pk
    assert Affiliation.objects.get(contact=keep, is_primary=True).account_id == accounts[1].pk
