"""The door for changes: validation in people's words, nesting, versions, events, undo, bulk."""

import pytest
from django.utils import translation

from pursuit.domain.customers.actions.accounts import create_account, delete_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.kernel import bulk, undo
from pursuit.kernel.clock import now
from pursuit.kernel.context import context
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused, Stale
from pursuit.kernel.models import Event, Subject
from tests.cast import Cast


def test_unknown_and_missing_keywords_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as no:
        create_account.run(cast.actor("ar"), {"titel": "x", "region": 5})
    assert set(no.value.faults) == {"titel", "title", "region"}
    assert Subject.objects.count() == 0


def test_refusals_speak_the_readers_language(cast: Cast) -> None:
    with translation.override("en"), pytest.raises(Invalid) as no:
        create_account.run(cast.actor("ar"), {"title": "  "})
    assert no.value.message == "This is required."


def test_an_event_keeps_before_and_after(cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="远洋港务", region="宁波")
    update_account(actor=cast.actor("manager"), account=row.pk, region="舟山", tier="a")
    event = Event.objects.filter(subject_id=row.pk).latest("pk")
    assert event.verb == "account.updated"
    assert event.action == "customers.update_account"
    assert event.actor_id == cast.manager.pk
    assert event.payload.data["changes"] == {"region": ["宁波", "舟山"], "tier": ["", "a"]}


def test_an_edit_that_changes_nothing_is_no_event(cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="远洋港务", region="宁波")
    update_account(actor=cast.actor("ar"), account=row.pk, region="宁波")
    assert Event.objects.filter(subject_id=row.pk).count() == 1
    assert Subject.objects.get(pk=row.pk).version == 1


def test_a_stale_version_is_refused_with_both(cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    update_account(actor=cast.actor("ar"), account=row.pk, version=1, region="宁波")
    with pytest.raises(Stale) as no:
        update_account(actor=cast.actor("manager"), account=row.pk, version=1, region="舟山")
    assert (no.value.current, no.value.yours) == (2, 1)
    assert Account.objects.get(pk=row.pk).region == "宁波"


def test_a_term_that_is_not_listed_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as no:
        create_account(actor=cast.actor("ar"), title="远洋港务", tier="platinum")
    assert no.value.field == "tier"


def test_backdating_needs_its_right(cast: Cast) -> None:
    with pytest.raises(Forbidden), context(cast.actor("ar"), at=now()):
        pass
    with context(cast.actor("operations"), at=now().replace(year=2020), original_author=cast.ar.pk, source="zoho"):
        row = create_account(actor=cast.actor("operations"), title="旧客户", source_id="zcrm_1")
    event = Event.objects.get(subject_id=row.pk)
    assert (event.at.year, event.actor_id, event.source) == (2020, cast.ar.pk, "zoho")
    assert row.subject.created_at.year == 2020


def test_undo_sets_back_and_is_refused_over_later_edits(cast: Cast) -> None:
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="远洋港务", region="宁波")
    update_account(actor=actor, account=row.pk, region="舟山")
    first = Event.objects.filter(subject_id=row.pk).latest("pk")
    undo.undo(actor, first.pk)
    assert Account.objects.get(pk=row.pk).region == "宁波"
    with pytest.raises(Conflict) as no:
        undo.undo(actor, first.pk)
    assert no.value.code == "later_edits"


def test_undo_of_a_deletion(cast: Cast) -> None:
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="远洋港务")
    delete_account(actor=actor, account=row.pk)
    undo.undo(actor, Event.objects.latest("pk").pk)
    assert Account.objects.visible_to(actor).filter(pk=row.pk).exists()


def test_bulk_keeps_the_good_rows_and_names_the_bad(cast: Cast) -> None:
    rows = [{"title": f"客户 {n}"} if n % 3 else {"title": "", "region": "x"} for n in range(30)]
    results = list(bulk.run(create_account, cast.actor("ar"), rows))
    assert [result.ok for result in results] == [bool(n % 3) for n in range(30)]
    assert Account.objects.count() == 20
    assert all(result.refused.field == "title" for result in results if not result.ok)


def test_bulk_stops_between_chunks_when_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 10)
    monkeypatch.setattr(bulk, "HOLD", 60)
    rows = ({"title": f"客户 {n}"} for n in range(100))
    results = list(bulk.run(create_account, cast.actor("ar"), rows, between=lambda done: done < 20))
    assert len(results) == Account.objects.count() == 20


def test_a_group_is_not_its_own_subsidiary(cast: Cast) -> None:
    actor = cast.actor("ar")
    top = create_account(actor=actor, title="集团")
    below = create_account(actor=actor, title="子公司", parent=top.pk)
    with pytest.raises(Refused) as no:
        update_account(actor=actor, account=top.pk, parent=below.pk)
    assert no.value.field == "parent"


def test_a_wrong_credit_code_is_refused(cast: Cast) -> None:
    actor = cast.actor("ar")
    with pytest.raises(Invalid):
        create_account(actor=actor, title="甲", credit_code="91310000MA1K35X00A")
    create_account(actor=actor, title="甲", credit_code="91350100M000100Y43")
    with pytest.raises(Refused) as no:
        create_account(actor=actor, title="乙", credit_code="91350100M000100Y43")
    assert no.value.code == "duplicate_credit_code"
