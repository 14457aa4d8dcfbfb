"""Nobody gives, takes or touches more than they hold themselves."""

import pytest

from pursuit.domain.people.actions.grants import grant_role, revoke_role
from pursuit.domain.people.actions.invitations import invite_user
from pursuit.domain.people.actions.members import move_member
from pursuit.domain.people.actions.roles import create_role, delete_role, update_role
from pursuit.domain.people.actions.users import deactivate_user, update_user
from pursuit.domain.people.queries.levels import ceiling
from pursuit.domain.people.queries.roles import ROLES, lines
from pursuit.domain.people.rules.reach import covers
from pursuit.kernel import platform
from pursuit.kernel.actor import Actor, Reach
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Grant, Role, RoleRight
from tests.cast import Cast

CLERK = {"people.edit": "all", "roles.edit": "all", "customers.view": "team", "people.view": "all"}


def role(code: str) -> int:
    return Role.objects.get(code=code).pk


@pytest.fixture
def clerk(cast: Cast) -> Actor:
    """A lesser administrator: manages accounts in Shanghai and holds little else."""
    made = create_role(actor=cast.actor("admin"), code="clerk", name="人事", rights=CLERK)
    revoke_role(actor=cast.actor("admin"), user=cast.teammate.pk, role=role("seller"))
    grant_role(actor=cast.actor("admin"), user=cast.teammate.pk, role=made.pk)
    return cast.actor("teammate")


@pytest.mark.parametrize(
    ("outer", "inner", "within"),
    [
        (Reach(all=True), Reach(all=True), True),
        (Reach(own=True), Reach(), True),
        (None, Reach(own=True), False),
        (Reach(own=True, units=frozenset({1})), Reach(own=True, units=frozenset({1, 2})), False),
        (Reach(own=True, units=frozenset({1, 2})), Reach(own=True, units=frozenset({1})), True),
        (Reach(own=True, units=frozenset({1})), Reach(all=True), False),
    ],
)
def test_reach_within_reach(outer: Reach | None, inner: Reach, within: bool) -> None:
    assert covers(outer, inner) is within


def test_a_role_is_edited_and_stays_so(cast: Cast) -> None:
    admin = cast.actor("admin")
    update_role(actor=admin, role=role("seller"), version=1, rights={"customers.edit": "team", "export.lists": "none"})
    platform.sync()
    seller = Role.objects.get(code="seller")
    assert (seller.edited, seller.version) == (True, 2)
    assert not RoleRight.objects.filter(role=seller, right="export.lists").exists()
    assert cast.actor("ar").reach("customers.edit").units == {cast.units["shanghai"].pk}
    with pytest.raises(Refused) as no:
        update_role(actor=admin, role=seller.pk, rights={"nonsense.view": "all"})
    assert no.value.code == "unknown_right"


def test_a_lesser_administrator_gives_only_what_they_hold(cast: Cast, clerk: Actor) -> None:
    for attempt in (
        lambda: grant_role(actor=clerk, user=cast.sr.pk, role=role("admin")),
        lambda: grant_role(actor=clerk, user=clerk.user_id, role=role("admin")),
        lambda: create_role(actor=clerk, code="x", name="x", rights={"settings.edit": "all"}),
        lambda: create_role(actor=clerk, code="x", name="x", rights={"customers.view": "all"}),
        lambda: update_role(actor=clerk, role=role("clerk"), rights={"settings.edit": "all"}),
        lambda: update_role(actor=clerk, role=role("admin"), rights={"customers.view": "none"}),
    ):
        with pytest.raises(Forbidden):
            attempt()
    small = create_role(actor=clerk, code="small", name="小", rights={"customers.view": "team", "people.view": "all"})
    with pytest.raises(Forbidden):  # team in Beijing is more than team in Shanghai
        grant_role(actor=clerk, user=cast.guest.pk, role=small.pk, unit=cast.units["beijing"].pk)
    assert not Grant.objects.filter(role=small).exists()
    offered = {line.right.code: line.offered for line in lines(clerk, small.pk)}
    assert offered["customers.view"] == ("none", "own", "team", "subtree")
    assert offered["settings.edit"] == ("none",)


def test_a_lesser_administrator_does_not_touch_a_higher_one(cast: Cast, clerk: Actor) -> None:
    for attempt in (
        lambda: update_user(actor=clerk, user=cast.admin.pk, name="x"),
        lambda: invite_user(actor=clerk, user=cast.admin.pk),
        lambda: deactivate_user(actor=clerk, user=cast.admin.pk),
        lambda: revoke_role(actor=clerk, user=cast.admin.pk, role=role("admin")),
        lambda: move_member(actor=clerk, user=cast.manager.pk, unit=cast.units["beijing"].pk),
    ):
        with pytest.raises(Forbidden) as no:
            attempt()
        assert no.value.code == "above_you"


def test_a_deactivated_administrator_is_still_above(cast: Cast, clerk: Actor) -> None:
    grant_role(actor=cast.actor("admin"), user=cast.sr.pk, role=role("admin"))
    deactivate_user(actor=cast.actor("sr"), user=cast.admin.pk)
    with pytest.raises(Forbidden):
        update_user(actor=clerk, user=cast.admin.pk, name="x")


def test_somebody_remains_administrator(cast: Cast) -> None:
    admin = cast.actor("admin")
    with pytest.raises(Forbidden) as no:
        revoke_role(actor=admin, user=cast.admin.pk, role=role("admin"))
    assert no.value.code == "last_administrator"
    with pytest.raises(Forbidden):
        update_role(actor=admin, role=role("admin"), rights={"roles.edit": "none"})
    assert cast.actor("admin").may("roles.edit")
    grant_role(actor=admin, user=cast.sr.pk, role=role("admin"))
    revoke_role(actor=admin, user=cast.admin.pk, role=role("admin"))
    assert not cast.actor("admin").may("roles.edit")


def test_a_role_in_use_or_shipped_is_not_deleted(cast: Cast) -> None:
    admin = cast.actor("admin")
    own = create_role(actor=admin, code="own", name="自定", rights={})
    with pytest.raises(Conflict):
        delete_role(actor=admin, role=role("guest"))
    grant_role(actor=admin, user=cast.sr.pk, role=own.pk)
    with pytest.raises(Conflict):
        grant_role(actor=admin, user=cast.sr.pk, role=own.pk)
    with pytest.raises(Conflict):
        delete_role(actor=admin, role=own.pk)
    revoke_role(actor=admin, user=cast.sr.pk, role=own.pk)
    delete_role(actor=admin, role=own.pk)


def test_the_list_counts_holders(cast: Cast) -> None:
    rows = page(ROLES, cast.actor("guest"), read_query(ROLES, cast.actor("guest"), {})).rows
    assert {row.cell("code").value: row.cell("holders").value for row in rows}["seller"] == 3


def test_a_token_narrows_the_ceiling(cast: Cast) -> None:
    assert "settings.edit" not in ceiling(Actor.of(cast.admin, "rest", frozenset({"read"})))
