"""A bid from its beginning to its outcome."""

import pytest

from pursuit.domain.bids.actions.bids import (
    create_bid,
    delete_bid,
    reopen_bid,
    restore_bid,
    seal_bid,
    submit_bid,
    update_bid,
)
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses, remove_clauses
from pursuit.domain.bids.actions.results import (
    ask_bond,
    clear_result,
    put_objection,
    record_result,
    remove_objection,
    settle_bond,
)
from pursuit.domain.bids.actions.reviews import add_finding, conclude_review, put_review, remove_review
from pursuit.domain.bids.actions.sealing import clear_seal, confirm_seal, put_seal, start_list
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Bid, BidResult, BondRequest, Clause, Review, SealItem
from pursuit.domain.bids.queries.bids import bids
from pursuit.domain.bids.queries.sealing import sealing_findings
from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.credentials.models import CredentialUse
from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast

pytestmark = pytest.mark.django_db
W = 1_000_000


def bring(actor: Actor, bid: Bid, *kinds: str) -> list[Clause]:
    specs = [ClauseSpec(number=f"1.{at}", text=f"要求{at}", kind=kind) for at, kind in enumerate(kinds)]  # type: ignore[arg-type]
    bring_clauses(actor=actor, bid=bid.pk, clauses=specs)
    return list(Clause.objects.filter(bid=bid))


def take_back(actor: Actor) -> None:
    undo.undo(actor, Event.objects.filter(run=Event.objects.latest("pk").run).earliest("pk").pk)


def codes(actor: Actor, bid: Bid) -> set[str]:
    return {one.code for one in sealing_findings(actor, Bid.objects.get(pk=bid.pk))}


def test_who_sees_and_changes_it(cast: Cast, bid: Bid) -> None:
    assert bids(cast.actor("teammate")).get() == bid
    assert not bids(cast.actor("stranger")).exists() and not bids(cast.actor("guest")).exists()
    with pytest.raises(Forbidden):
        update_bid(actor=cast.actor("teammate"), bid=bid.pk, lot="二")
    with pytest.raises(Refused, match="not_found"):
        update_bid(actor=cast.actor("stranger"), bid=bid.pk, lot="二")
    update_bid(actor=cast.actor("manager"), bid=bid.pk, lot="二")


def test_our_price_is_behind_a_right(cast: Cast, bid: Bid) -> None:
    with pytest.raises(Forbidden, match="forbidden_field"):
        update_bid(actor=cast.actor("fr"), bid=bid.pk, price=Money(1))


def test_one_currency(cast: Cast, project: Project) -> None:
    with pytest.raises(Refused, match="mixed_currencies"):
        create_bid(actor=cast.actor("ar"), project=project.pk, title="甲", ceiling=Money(9), price=Money(1, "USD"))
    assert not Bid.objects.exists()


def test_a_hundred_and_twenty_clauses_at_once_and_back(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    assert len(bring(ar, bid, *["plain"] * 120)) == 120
    take_back(ar)
    assert not Clause.objects.exists()


def test_many_at_once(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    ids = [one.pk for one in bring(ar, bid, "star", "plain", "plain")]
    edit_clauses(actor=ar, bid=bid.pk, clauses=ids[:2], owner=cast.sr.pk, status="answered", deviation="none")
    assert Clause.objects.filter(owner=cast.sr, status="answered", deviation="none").count() == 2
    with pytest.raises(Refused, match="one_only"):
        edit_clauses(actor=ar, bid=bid.pk, clauses=ids, response="满足")
    take_back(ar)
    assert not Clause.objects.exclude(owner=None).exists()
    edit_clauses(actor=ar, bid=bid.pk, clauses=[ids[2]], response="满足", page="23")
    assert Clause.objects.get(pk=ids[2]).status == "drafting"
    remove_clauses(actor=ar, bid=bid.pk, clauses=ids[:1])
    take_back(ar)
    assert Clause.objects.count() == 3


def test_clauses_of_another_bid_are_not_there(cast: Cast, bid: Bid, project: Project) -> None:
    ar = cast.actor("ar")
    other = create_bid(actor=ar, project=project.pk, title="二标段")
    mine = bring(ar, other, "plain")
    with pytest.raises(Missing):
        edit_clauses(actor=ar, bid=bid.pk, clauses=[mine[0].pk], status="answered")


def test_an_answer_occupies_its_paper(cast: Cast, bid: Bid, project: Project) -> None:
    ar = cast.actor("ar")
    paper = create_credential(actor=cast.actor("operations"), kind="person", title="一级建造师")
    clause = bring(ar, bid, "plain")[0]
    edit_clauses(actor=ar, bid=bid.pk, clauses=[clause.pk], credential=paper.pk)
    assert CredentialUse.objects.get(released_at=None).subject_id == bid.pk
    other = create_bid(actor=ar, project=project.pk, title="二标段")
    theirs = bring(ar, other, "plain")[0]
    with pytest.raises(Conflict, match="一级建造师"):
        edit_clauses(actor=ar, bid=other.pk, clauses=[theirs.pk], credential=paper.pk)
    edit_clauses(actor=ar, bid=bid.pk, clauses=[clause.pk], credential=None)
    assert not CredentialUse.objects.filter(released_at=None).exists()
    edit_clauses(actor=ar, bid=other.pk, clauses=[theirs.pk], credential=paper.pk)


def test_what_stops_the_sealing(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    assert {"no_matrix", "no_list"} <= codes(ar, bid)
    rows = bring(ar, bid, "star", "plain")
    Clause.objects.filter(pk=rows[1].pk).update(proof=True)
    assert {"star_open", "open", "no_paper", "no_list"} <= codes(ar, bid)
    old = create_credential(actor=cast.actor("operations"), kind="other", title="旧证", expires_on=clock.today())
    ids = [one.pk for one in rows]
    edit_clauses(actor=ar, bid=bid.pk, clauses=ids, status="answered", deviation="negative", credential=old.pk)
    assert {"star_deviates", "expired", "no_scan", "unchecked"} <= codes(ar, bid)
    edit_clauses(actor=ar, bid=bid.pk, clauses=ids, status="checked", deviation="none", credential=None)
    Clause.objects.update(proof=False)
    assert codes(ar, bid) == {"no_list"}
    update_bid(actor=ar, bid=bid.pk, price=Money(601 * W))
    assert codes(ar, bid) == {"no_list", "above_ceiling"}


def test_two_people_confirm(cast: Cast, bid: Bid) -> None:
    ar, manager = cast.actor("ar"), cast.actor("manager")
    start_list(actor=ar, bid=bid.pk)
    assert SealItem.objects.count() == 8
    with pytest.raises(Conflict):
        start_list(actor=ar, bid=bid.pk)
    line = SealItem.objects.earliest("place")
    confirm_seal(actor=ar, bid=bid.pk, seal=line.pk)
    with pytest.raises(Refused, match="same_person"):
        confirm_seal(actor=ar, bid=bid.pk, seal=line.pk)
    confirm_seal(actor=manager, bid=bid.pk, seal=line.pk)
    line.refresh_from_db()
    assert (line.first_by, line.second_by) == (cast.ar, cast.manager)
    with pytest.raises(Conflict):
        confirm_seal(actor=cast.actor("director"), bid=bid.pk, seal=line.pk)
    put_seal(actor=ar, bid=bid.pk, seal=line.pk, title=line.title, note_text="附件三")
    line.refresh_from_db()
    assert line.second_by == cast.manager
    put_seal(actor=ar, bid=bid.pk, seal=line.pk, title="换了内容")
    line.refresh_from_db()
    assert line.first_by is None
    confirm_seal(actor=ar, bid=bid.pk, seal=line.pk)
    clear_seal(actor=ar, bid=bid.pk, seal=line.pk)
    take_back(ar)
    line.refresh_from_db()
    assert line.first_by == cast.ar


def ready(cast: Cast, bid: Bid) -> None:
    ar, manager = cast.actor("ar"), cast.actor("manager")
    rows = bring(ar, bid, "star", "plain")
    edit_clauses(actor=ar, bid=bid.pk, clauses=[one.pk for one in rows], status="checked", deviation="none")
    start_list(actor=ar, bid=bid.pk)
    for one in SealItem.objects.all():
        confirm_seal(actor=ar, bid=bid.pk, seal=one.pk)
        confirm_seal(actor=manager, bid=bid.pk, seal=one.pk)


def test_seal_submit_win(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    with pytest.raises(Refused, match="not_ready"):
        seal_bid(actor=ar, bid=bid.pk)
    ready(cast, bid)
    assert codes(ar, bid) == set()
    with pytest.raises(Conflict):
        submit_bid(actor=ar, bid=bid.pk)
    seal_bid(actor=ar, bid=bid.pk)
    with pytest.raises(Conflict, match="sealed"):
        update_bid(actor=ar, bid=bid.pk, price=Money(1))
    with pytest.raises(Conflict, match="sealed"):
        edit_clauses(actor=ar, bid=bid.pk, clauses=[Clause.objects.earliest("pk").pk], status="open")
    submit_bid(actor=ar, bid=bid.pk)
    record_result(actor=ar, bid=bid.pk, outcome="won", decided_on=clock.today(), price=Money(550 * W), rank=1)
    bid.refresh_from_db()
    assert (bid.state, bid.outcome) == ("decided", "won")
    take_back(ar)
    bid.refresh_from_db()
    assert (bid.state, bid.outcome) == ("submitted", "") and not BidResult.objects.exists()


def test_sealed_with_a_reason_and_opened_again(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    start_list(actor=ar, bid=bid.pk)
    line = SealItem.objects.earliest("place")
    confirm_seal(actor=ar, bid=bid.pk, seal=line.pk)
    seal_bid(actor=ar, bid=bid.pk, reason="总经理批准")
    reopen_bid(actor=ar, bid=bid.pk)
    bid.refresh_from_db()
    line.refresh_from_db()
    assert bid.state == "preparing" and bid.seal_reason == "" and line.first_by is None


def test_a_lost_bid_frees_its_papers(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    paper = create_credential(actor=cast.actor("operations"), kind="person", title="一级建造师")
    clause = bring(ar, bid, "plain")[0]
    edit_clauses(actor=ar, bid=bid.pk, clauses=[clause.pk], credential=paper.pk)
    record_result(actor=ar, bid=bid.pk, outcome="failed", decided_on=clock.today())
    assert not CredentialUse.objects.filter(released_at=None).exists()
    record_result(actor=ar, bid=bid.pk, outcome="voided", decided_on=clock.today(), reason="有效投标人不足")
    take_back(ar)
    bid.refresh_from_db()
    assert bid.outcome == "failed"
    clear_result(actor=ar, bid=bid.pk)
    assert CredentialUse.objects.filter(released_at=None).count() == 1


def test_bonds(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    made = ask_bond(actor=ar, bid=bid.pk, amount=Money(10 * W), due_on=clock.today(), form="guarantee")
    assert "bond_due" in codes(ar, bid)
    with pytest.raises(Forbidden, match="forbidden_field"):
        ask_bond(actor=cast.actor("sr"), bid=bid.pk, amount=Money(10 * W), due_on=clock.today())
    settle_bond(actor=ar, bid=bid.pk, bond=made.pk, state="arrived")
    assert BondRequest.objects.get().arrived_on == clock.today() and "bond_due" not in codes(ar, bid)
    take_back(ar)
    assert BondRequest.objects.get().state == "asked"


def test_a_finding_is_a_task(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    held = put_review(actor=ar, bid=bid.pk, colour="red", people=[cast.manager.pk, cast.sr.pk])
    assert "review_open" in codes(ar, bid)
    found = add_finding(actor=ar, bid=bid.pk, review=held.pk, text="补充检测报告", owner=cast.sr.pk)
    assert found.task and found.task.subject.owner == cast.sr and found.task.parent_id == bid.pk
    conclude_review(actor=ar, bid=bid.pk, review=held.pk, verdict="stop", conclusion="价格没有支撑")
    assert {"findings", "stopped"} <= codes(ar, bid)
    complete_task(actor=ar, task=found.task.pk)
    conclude_review(actor=ar, bid=bid.pk, review=held.pk, verdict="go")
    assert not {"findings", "stopped", "review_open"} & codes(ar, bid)
    with pytest.raises(Conflict):
        remove_review(actor=ar, bid=bid.pk, review=held.pk)
    remove_review(actor=ar, bid=bid.pk, review=put_review(actor=ar, bid=bid.pk, colour="gold").pk)
    take_back(ar)
    assert Review.objects.filter(colour="gold").exists()


def test_objections(cast: Cast, bid: Bid) -> None:
    ar, today = cast.actor("ar"), clock.today()
    made = put_objection(actor=ar, bid=bid.pk, law="query", about="result", known_on=today, text="评分有误")
    with pytest.raises(Refused):
        put_objection(actor=ar, bid=bid.pk, law="query", about="result", known_on=today, answered_on=today)
    remove_objection(actor=ar, bid=bid.pk, objection=made.pk)


def test_delete_restore(cast: Cast, bid: Bid) -> None:
    ar = cast.actor("ar")
    delete_bid(actor=ar, bid=bid.pk)
    assert not bids(ar).exists()
    restore_bid(actor=ar, bid=bid.pk)
    assert bids(ar).get() == bid
