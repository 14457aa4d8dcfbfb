"""Editable lists and approval routes."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions.routes import create_route, update_route
from pursuit.domain.people.actions.term_lists import add_term, order_terms, update_term
from pursuit.domain.people.queries.company import routes
from pursuit.kernel import approvals, platform, terms
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused, Stale
from pursuit.kernel.models import ApprovalRoute, Role, Term
from tests.cast import Cast


def test_a_renamed_entry_is_ours_and_stays(cast: Cast) -> None:
    admin = cast.actor("admin")
    row = Term.objects.get(list="tier", code="vip")
    update_term(actor=admin, term=row.pk, version=1, name="钻石")
    platform.sync()
    row.refresh_from_db()
    assert (row.name, row.edited, row.version) == ("钻石", True, 2)
    assert terms.label("tier", "vip") == "钻石"
    with pytest.raises(Stale):
        update_term(actor=admin, term=row.pk, version=1, name="x")


def test_a_retired_entry_stays_on_records(cast: Cast) -> None:
    admin = cast.actor("admin")
    account = create_account(actor=admin, title="甲", tier="vip")
    update_term(actor=admin, term=Term.objects.get(list="tier", code="vip").pk, active=False)
    with pytest.raises(Invalid):
        create_account(actor=admin, title="乙", tier="vip")
    assert terms.label("tier", account.tier)


def test_new_entries_get_a_readable_code(cast: Cast) -> None:
    admin = cast.actor("admin")
    first = add_term(actor=admin, list="tier", name="战略客户")
    second = add_term(actor=admin, list="tier", name="战略款货", name_en="x")
    assert (first.code, second.code) == ("zlkh", "zlkh2")
    create_account(actor=admin, title="甲", tier="zlkh2")
    for bad in (
        {"list": "nope", "name": "x"},
        {"list": "tier", "name": "战略客户"},
        {"list": "tier", "name": "x", "code": "a"},
    ):
        with pytest.raises(Refused):
            add_term.run(admin, bad)
    other = Term.objects.filter(list="industry").first()
    assert other
    with pytest.raises(Refused):
        add_term(actor=admin, list="tier", name="y", parent=other.pk)


def test_entries_are_put_in_order(cast: Cast) -> None:
    admin = cast.actor("admin")
    pks = [entry.id for entry in terms.entries("tier")]
    order_terms(actor=admin, list="tier", order=[pks[2], pks[0]])
    assert [entry.id for entry in terms.entries("tier")] == [pks[2], pks[0], pks[1], *pks[3:]]
    with pytest.raises(Conflict):
        order_terms(actor=admin, list="industry", order=pks)
    with pytest.raises(Forbidden):
        order_terms(actor=cast.actor("manager"), list="tier", order=pks)


def test_a_route_finds_its_people(cast: Cast) -> None:
    admin = cast.actor("admin")
    director = Role.objects.get(code="director").pk
    row = create_route.run(
        admin,
        {
            "kind": "test.ask",
            "name": "大额",
            "floor": "100万",
            "steps": [{"approver": "head"}, {"approver": "role", "role": director}],
        },
    )
    subject = create_account(actor=cast.actor("ar"), title="甲").subject
    asked = approvals.ask(cast.actor("ar"), subject, "test.ask", "请批", amount=200_000_000)
    assert [seat.user_id for seat in asked.seats.order_by("step")] == [cast.manager.pk, cast.director.pk]
    with pytest.raises(Refused):
        approvals.ask(cast.actor("ar"), subject, "test.other", "请批", amount=5)
    update_route.run(
        admin, {"route": row.pk, "version": 1, "no_floor": True, "steps": [{"approver": "user", "user": cast.sr.pk}]}
    )
    changed = routes(admin, "test.ask")[0]
    assert (changed.floor, changed.version, changed.steps.count()) == (None, 2, 1)
    update_route(actor=admin, route=row.pk, active=False)
    assert not ApprovalRoute.objects.filter(active=True, kind="test.ask").exists()
    assert routes(cast.actor("manager")) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"steps": []},
        {"steps": [{"approver": "role"}]},
        {"steps": [{"approver": "user", "user": 999_999}]},
        {"steps": [{"approver": "nobody"}]},
        {"steps": [{"approver": "head"}], "floor": "5", "ceiling": "4"},
        {"steps": [{"approver": "head"}], "floor": "5 USD"},
        {"steps": [{"approver": "head"}], "kind": "No Kind"},
    ],
)
def test_routes_that_make_no_sense(cast: Cast, bad: dict[str, object]) -> None:
    with pytest.raises(Refused):
        create_route.run(cast.actor("admin"), {"kind": "test.ask", "name": "x"} | bad)
    assert not ApprovalRoute.objects.filter(name="x").exists()
