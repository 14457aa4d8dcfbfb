"""The organisation tree, and who belongs where."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.domain.people.actions.members import assign_member, end_membership, move_member, set_head
from pursuit.domain.people.actions.units import close_unit, create_unit, move_unit, reopen_unit, update_unit
from pursuit.domain.people.queries import units as look
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.models import Membership
from tests.cast import Cast


def test_create_rename_and_order(cast: Cast) -> None:
    admin = cast.actor("admin")
    row = create_unit(actor=admin, name="苏州团队", parent=cast.units["east"].pk, code="sz")
    assert row.position == 1
    update_unit(actor=admin, unit=row.pk, version=1, name="苏南团队")
    with pytest.raises(Stale):
        update_unit(actor=admin, unit=row.pk, version=1, name="x")
    with pytest.raises(Refused) as no:
        create_unit(actor=admin, name="y", parent=cast.units["east"].pk, code="sz")
    assert no.value.field == "code"
    names = [(depth, unit.name) for depth, unit in look.tree(admin)]
    assert names[:4] == [(0, "远航科技"), (1, "华东区"), (2, "上海团队"), (2, "苏南团队")]


@pytest.mark.parametrize("part", ["manager", "operations", "guest"])
def test_only_administrators_change_the_tree(cast: Cast, part: str) -> None:
    with pytest.raises(Forbidden):
        create_unit(actor=cast.actor(part), name="x", parent=cast.units["east"].pk)


def test_no_loops(cast: Cast) -> None:
    admin, units = cast.actor("admin"), cast.units
    for unit, parent in (("east", "shanghai"), ("east", "east"), ("company", "east")):
        with pytest.raises(Refused):
            move_unit(actor=admin, unit=units[unit].pk, parent=units[parent].pk)
    move_unit(actor=admin, unit=units["shanghai"].pk, parent=units["north"].pk)
    account = create_account(actor=cast.actor("ar"), title="甲")
    assert not type(account).objects.visible_to(cast.actor("director")).exists()


def test_a_unit_with_something_inside_stays_open(cast: Cast) -> None:
    admin, shanghai = cast.actor("admin"), cast.units["shanghai"]
    row = create_account(actor=cast.actor("ar"), title="甲")
    create_unit(actor=admin, name="浦东组", parent=shanghai.pk)
    with pytest.raises(Conflict) as no:
        close_unit(actor=admin, unit=shanghai.pk)
    assert no.value.code == "not_empty"
    assert look.contents(shanghai.pk) == {"units": 1, "people": 6, "records": 1}
    delete_account(actor=cast.actor("ar"), account=row.pk)
    assert look.contents(shanghai.pk)["records"] == 0


def test_a_closed_unit_takes_nobody(cast: Cast) -> None:
    admin = cast.actor("admin")
    row = create_unit(actor=admin, name="旧组", parent=cast.units["east"].pk)
    close_unit(actor=admin, unit=row.pk)
    for attempt in (
        lambda: assign_member(actor=admin, user=cast.ar.pk, unit=row.pk),
        lambda: create_unit(actor=admin, name="x", parent=row.pk),
        lambda: create_account(actor=admin, title="x", unit=row.pk),
    ):
        with pytest.raises(Invalid):
            attempt()
    assert row.pk not in {unit.pk for _depth, unit in look.tree(admin)}
    reopen_unit(actor=admin, unit=row.pk)
    assign_member(actor=admin, user=cast.ar.pk, unit=row.pk, primary=False)


def test_moving_a_person_moves_their_team_reach(cast: Cast) -> None:
    admin = cast.actor("admin")
    move_member(actor=admin, user=cast.teammate.pk, unit=cast.units["beijing"].pk)
    actor = Actor.of(cast.teammate)
    assert actor.unit_id == cast.units["beijing"].pk
    assert actor.reach("customers.view").units == {cast.units["beijing"].pk}
    move_member(actor=admin, user=cast.teammate.pk, unit=cast.units["shanghai"].pk)
    assert Membership.objects.filter(user=cast.teammate, is_primary=True).get().unit_id == cast.units["shanghai"].pk


def test_leaving_and_leading(cast: Cast) -> None:
    admin, shanghai = cast.actor("admin"), cast.units["shanghai"].pk
    set_head(actor=admin, user=cast.ar.pk, unit=shanghai)
    assert [row.is_head for row in look.people_of(admin, shanghai)][:3] == [True, True, False]
    end_membership(actor=admin, user=cast.ar.pk, unit=shanghai)
    assert Actor.of(cast.ar).unit_id is None
    with pytest.raises(Missing):
        set_head(actor=admin, user=cast.ar.pk, unit=shanghai)


def test_pickers_find_by_initials(cast: Cast) -> None:
    from pursuit.domain.people.queries.people import find

    admin = cast.actor("admin")
    assert [unit.name for unit in look.find(admin, "shtd")] == ["上海团队"]
    assert find(admin, "安") == [cast.ar]
