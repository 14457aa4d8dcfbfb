"""The decision chain: who sees it, what is refused, coverage, replay, notes."""

from datetime import timedelta

import pytest

from pursuit.domain.chain.actions.looking import name_chain_reader, open_chain, unname_chain_reader
from pursuit.domain.chain.actions.members import (
    add_chain_member,
    put_chain_edge,
    remove_chain_edge,
    remove_chain_member,
    update_chain_member,
    write_chain_note,
)
from pursuit.domain.chain.models import Chain, ChainMember, ChainNote
from pursuit.domain.chain.queries.chain import chain_at, coverage_of, moments
from pursuit.domain.customers.models import Contact
from pursuit.domain.projects.actions.projects import delete_project, restore_project, update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, records, search
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Event, LoggedLook, Subject
from tests.cast import Cast


@pytest.fixture
def boss(cast: Cast, deal: Project) -> ChainMember:
    return add_chain_member(
        actor=cast.actor("ar"), project=deal.pk, name="李总", department="公司领导", role="decider", influence=9
    )


@pytest.mark.parametrize("part", ["manager", "director", "admin", "operations", "teammate", "finance"])
def test_only_the_core_team_sees_it(cast: Cast, deal: Project, boss: ChainMember, part: str) -> None:
    actor = cast.actor(part)
    with pytest.raises(Forbidden):
        open_chain(actor=actor, project=deal.pk)
    with pytest.raises(Forbidden):
        update_chain_member(actor=actor, project=deal.pk, member=boss.pk, support=1)
    assert coverage_of(actor, deal) is None
    assert not Subject.objects.visible_to(actor).filter(type="chain").exists()
    assert not search.subjects(actor, "变电站", types=["chain"]).exists()


def test_the_core_team_does_and_the_look_is_logged(cast: Cast, deal: Project, boss: ChainMember) -> None:
    view = open_chain(actor=cast.actor("sr"), project=deal.pk, what="export")
    assert [one.name for one in view.members] == ["李总"]
    look = LoggedLook.objects.get()
    assert (look.user_id, look.what) == (cast.sr.pk, "chain.export")
    update_chain_member(actor=cast.actor("fr"), project=deal.pk, member=boss.pk, support=2)


def test_a_stranger_does_not_even_see_the_project(cast: Cast, deal: Project, boss: ChainMember) -> None:
    from pursuit.kernel.errors import Invalid

    with pytest.raises(Invalid):
        open_chain(actor=cast.actor("stranger"), project=deal.pk)


def test_a_named_leader_sees_and_does_not_edit(cast: Cast, deal: Project, boss: ChainMember) -> None:
    director = cast.actor("director")
    name_chain_reader(actor=cast.actor("ar"), project=deal.pk, user=cast.director.pk, reason="赞助人")
    assert open_chain(actor=director, project=deal.pk).members
    with pytest.raises(Forbidden):
        update_chain_member(actor=director, project=deal.pk, member=boss.pk, support=1)
    unname_chain_reader(actor=cast.actor("ar"), project=deal.pk, user=cast.director.pk)
    with pytest.raises(Forbidden):
        open_chain(actor=director, project=deal.pk)
    with pytest.raises(Missing):
        unname_chain_reader(actor=cast.actor("ar"), project=deal.pk, user=cast.director.pk)


def test_outsiders_cannot_begin_a_chain(cast: Cast, deal: Project) -> None:
    with pytest.raises(Forbidden):
        add_chain_member(actor=cast.actor("manager"), project=deal.pk, name="某人")
    assert not Chain.objects.exists()


@pytest.mark.parametrize("field", ["name", "job_title", "department"])
def test_evaluators_are_never_recorded(cast: Cast, deal: Project, field: str) -> None:
    fields = {"name": "王工", field: "外聘评标专家"}
    with pytest.raises(Refused) as no:
        add_chain_member(actor=cast.actor("ar"), project=deal.pk, **fields)
    assert no.value.code == "evaluator"


def test_replay(cast: Cast, deal: Project, boss: ChainMember) -> None:
    actor = cast.actor("ar")
    other = add_chain_member(actor=actor, project=deal.pk, name="赵工", role="influencer")
    edge = put_chain_edge(actor=actor, project=deal.pk, source=other.pk, target=boss.pk, kind="influences", strength=2)
    before = clock.now()
    update_chain_member(
        actor=actor,
        project=deal.pk,
        member=boss.pk,
        support=2,
        evidence={"support": {"text": "会上表态", "on": "2026-11-02", "confidence": "confirmed"}},
    )
    between = clock.now()
    remove_chain_member(actor=actor, project=deal.pk, member=boss.pk)
    first, second, now = (chain_at(actor, deal.pk, at) for at in (before, between, clock.now()))
    assert set(first.members) == {boss.pk, other.pk}
    assert set(first.edges) == {edge.pk}
    assert first.members[boss.pk].get("support") is None
    assert second.members[boss.pk]["support"] == 2
    assert second.members[boss.pk]["evidence"]["support"]["confidence"] == "confirmed"
    assert set(now.members) == {other.pk} and not now.edges
    assert len(moments(actor, deal.pk)) == 5
    with pytest.raises(Forbidden):
        chain_at(cast.actor("manager"), deal.pk, before)


def test_coverage_and_who_was_not_met(cast: Cast, deal: Project, boss: ChainMember) -> None:
    actor = cast.actor("ar")
    view = open_chain(actor=actor, project=deal.pk)
    assert view.coverage.percent == 35 // 3
    assert view.members[0].days_unmet is None
    day = clock.today() - timedelta(days=10)
    update_chain_member(
        actor=actor, project=deal.pk, member=boss.pk, support=1, last_contact_on=day, contact_every_days=7
    )
    view = open_chain(actor=actor, project=deal.pk)
    assert view.coverage.percent == 35
    assert (view.members[0].days_unmet, view.members[0].overdue) == (10, True)


def test_notes_are_their_authors_own(cast: Cast, deal: Project, boss: ChainMember) -> None:
    write_chain_note(actor=cast.actor("ar"), project=deal.pk, member=boss.pk, text="喜欢登山")
    assert open_chain(actor=cast.actor("ar"), project=deal.pk).members[0].note == "喜欢登山"
    assert open_chain(actor=cast.actor("sr"), project=deal.pk).members[0].note == ""
    assert not any("登山" in str(event.payload.data) for event in Event.objects.select_related("payload"))
    write_chain_note(actor=cast.actor("ar"), project=deal.pk, member=boss.pk)
    assert not ChainNote.objects.exists()


def test_contacts_sit_once_and_edges_have_two_ends(cast: Cast, deal: Project, boss: ChainMember) -> None:
    actor = cast.actor("ar")
    contact = records.create(Contact, actor, fields={"title": "孙处长"})
    member = add_chain_member(actor=actor, project=deal.pk, contact=contact.pk)
    with pytest.raises(Conflict):
        add_chain_member(actor=actor, project=deal.pk, contact=contact.pk)
    with pytest.raises(Refused):
        put_chain_edge(actor=actor, project=deal.pk, source=boss.pk, target=boss.pk, kind="alliance")
    edge = put_chain_edge(actor=actor, project=deal.pk, source=boss.pk, target=member.pk, kind="alliance")
    remove_chain_edge(actor=actor, project=deal.pk, edge=edge.pk)
    assert {one.name for one in open_chain(actor=actor, project=deal.pk).members} == {"李总", "孙处长"}


def test_owner_name_and_life_follow_the_project(cast: Cast, deal: Project, boss: ChainMember) -> None:
    manager = cast.actor("manager")
    update_project(actor=manager, project=deal.pk, owner=cast.teammate.pk, title="变电站二期")
    assert Chain.objects.get().title == "变电站二期"
    assert open_chain(actor=cast.actor("teammate"), project=deal.pk).members
    with pytest.raises(Forbidden):
        open_chain(actor=cast.actor("ar"), project=deal.pk)
    delete_project(actor=manager, project=deal.pk)
    assert not Subject.objects.visible_to(cast.actor("sr")).filter(type="chain").exists()
    restore_project(actor=manager, project=deal.pk)
    assert open_chain(actor=cast.actor("sr"), project=deal.pk).members
