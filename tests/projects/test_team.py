"""Team, owner's place, shares; parties, lines, rivals, visits."""

from datetime import timedelta

import pytest

from pursuit.domain.customers.models import Account
from pursuit.domain.projects.actions.lines import add_party, put_line, put_rival, remove_party
from pursuit.domain.projects.actions.projects import set_next_step, update_project
from pursuit.domain.projects.actions.team import add_member, end_expired, remove_member, update_member
from pursuit.domain.projects.models import Project, Rival, TeamMember
from pursuit.kernel import events, records, undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event, Share
from pursuit.kernel.money import Money
from tests.cast import Cast


def test_a_stranger_on_the_core_team_sees_and_edits(cast: Cast, deal: Project, account: Account) -> None:
    actor = cast.actor("stranger")
    assert not Project.objects.visible_to(actor).exists()
    member = add_member(actor=cast.actor("ar"), project=deal.pk, user=cast.stranger.pk, role="presales", core=True)
    assert Project.objects.visible_to(actor).exists()
    assert Account.objects.visible_to(actor).filter(pk=account.pk).exists()
    update_project(actor=actor, project=deal.pk, objective="目标")
    update_member(actor=cast.actor("ar"), project=deal.pk, member=member.pk, core=False)
    with pytest.raises(Forbidden):
        update_project(actor=actor, project=deal.pk, objective="别的")
    remove_member(actor=cast.actor("ar"), project=deal.pk, member=member.pk)
    assert not Project.objects.visible_to(actor).exists()
    assert not Share.objects.filter(user=cast.stranger).exists()


def test_one_person_per_corner_of_the_triangle(cast: Cast, deal: Project) -> None:
    with pytest.raises(Conflict) as no:
        add_member(actor=cast.actor("ar"), project=deal.pk, user=cast.teammate.pk, role="sr")
    assert no.value.code == "role_taken"
    sr = TeamMember.objects.get(project=deal, role="sr")
    remove_member(actor=cast.actor("ar"), project=deal.pk, member=sr.pk)
    undo.undo(cast.actor("ar"), Event.objects.filter(subject=deal.pk).latest("pk").pk)
    remove_member(
        actor=cast.actor("ar"), project=deal.pk, member=TeamMember.objects.get(project=deal, role="sr", active=True).pk
    )
    add_member(actor=cast.actor("ar"), project=deal.pk, user=cast.ar.pk, role="sr")
    assert TeamMember.objects.filter(project=deal, user=cast.ar, active=True).count() == 2


def test_another_owner_takes_the_ar(cast: Cast, deal: Project) -> None:
    update_project(actor=cast.actor("manager"), project=deal.pk, owner=cast.teammate.pk)
    assert TeamMember.objects.get(project=deal, role="ar", active=True).user_id == cast.teammate.pk
    assert not Share.objects.filter(user=cast.ar, reason="project.team").exists()


def test_a_hand_over_moves_the_ar_too(cast: Cast, deal: Project) -> None:
    deal.subject.owner = cast.teammate
    deal.subject.save()
    pair = (cast.ar.pk, cast.teammate.pk)
    events.record(cast.actor("admin"), "subject.handed_over", deal.subject, {"owner": pair})
    assert TeamMember.objects.get(project=deal, role="ar", active=True).user_id == cast.teammate.pk


def test_places_run_out(cast: Cast, deal: Project) -> None:
    member = add_member(
        actor=cast.actor("ar"), project=deal.pk, user=cast.stranger.pk, role="legal", until=today() + timedelta(days=5)
    )
    TeamMember.objects.filter(pk=member.pk).update(until=today() - timedelta(days=1))
    assert end_expired(cast.actor("admin")) == 1
    assert not Project.objects.visible_to(cast.actor("stranger")).exists()


def test_whose_step_it_is_sees_the_project(cast: Cast, deal: Project) -> None:
    set_next_step(actor=cast.actor("ar"), project=deal.pk, next_step="法务审", next_step_owner=cast.stranger.pk)
    assert Project.objects.visible_to(cast.actor("stranger")).exists()
    set_next_step(actor=cast.actor("ar"), project=deal.pk, next_step_owner=cast.ar.pk)
    assert not Project.objects.visible_to(cast.actor("stranger")).exists()


def test_another_account_takes_the_view_along(cast: Cast, deal: Project, account: Account) -> None:
    add_member(actor=cast.actor("ar"), project=deal.pk, user=cast.stranger.pk, role="legal")
    update_project(actor=cast.actor("ar"), project=deal.pk, account=None)
    assert not Account.objects.visible_to(cast.actor("stranger")).exists()


def test_parties_lines_and_rivals(cast: Cast, deal: Project, account: Account) -> None:
    from pursuit.domain.catalogue.models import Product
    from pursuit.domain.market.models import Competitor

    admin, actor = cast.actor("admin"), cast.actor("admin")
    party = add_party(actor=actor, project=deal.pk, role="owner", account=account.pk)
    with pytest.raises(Conflict):
        add_party(actor=actor, project=deal.pk, role="owner", account=account.pk)
    with pytest.raises(Refused):
        add_party(actor=actor, project=deal.pk, role="design")
    remove_party(actor=actor, project=deal.pk, party=party.pk)
    product = records.create(Product, admin, fields={"title": "监控主机"})
    line = put_line(actor=actor, project=deal.pk, product=product.pk, quantity=2.5, price=Money(1000))
    put_line(actor=actor, project=deal.pk, product=product.pk, quantity=3, line=line.pk)
    assert deal.lines.get().quantity == 3000
    rival = records.create(Competitor, admin, fields={"title": "对手"})
    with pytest.raises(Refused) as no:
        put_rival(actor=actor, project=deal.pk, competitor=rival.pk, price=Money(5))
    assert no.value.code == "source_needed"
    put_rival(actor=actor, project=deal.pk, competitor=rival.pk, price=Money(5), price_estimated=True)
    put_rival(actor=actor, project=deal.pk, competitor=rival.pk, stage="c3")
    assert Rival.objects.get().stage == "c3"
