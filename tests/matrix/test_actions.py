"""Every action × every part, on the AR's records. A test per action; the rules are then held by the reviewed table."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction

from pursuit.kernel import action as actions
from pursuit.kernel import revision
from pursuit.kernel.action import Action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from tests.matrix.overrides import EXCUSED
from tests.matrix.table import Table, asked, compare, reviewed, unlike
from tests.matrix.world import PARTS, World, pointers

# The mark lets the test database be set up; all tests share the package's world.
pytestmark = pytest.mark.django_db

UNKNOWN = 9_999_999
# Rights over what the whole company sees: a stranger who holds them reaches everybody's.
OPEN_TO_ALL = {
    "catalogue.edit", "credentials.edit", "credentials.use", "market.competitor.edit", "roles.edit", "settings.edit",
    "org.edit", "methods.edit", "finance.claim",
}  # fmt: skip
# What a guest does for themselves.
OWN = {
    "collaboration.follow",
    "collaboration.mark_all_read",
    "collaboration.mark_read",
    "collaboration.unfollow",
    "kernel.save_view",
    "people.update_profile",
}
# Looking that leaves a trace, or takes work.
LOOKS = {"chain.open", "bids.simulate"}
# What a teammate adds to a record they see, or takes that lies in the team's pool; and what concerns only themselves.
TEAM_MAY = {
    "bids.simulate",
    "bids.take_contents",
    "budgets.create_expense",
    "budgets.record_expense",
    "collaboration.add_comment",
    "collaboration.follow",
    "collaboration.react",
    "collaboration.unfollow",
    "contracts.create_contract",
    "customers.add_commitment",
    "customers.create_contact",
    "customers.create_visit",
    "customers.record_visit",
    "execution.create_task",
    "finance.issue_letter",
    "hours.log_time",
    "market.accept_lead",
    "market.create_registration",
    "offers.take_document",
    "playbooks.save_template",
    "projects.create_project",
    "strategy.export",
}


Answer = tuple[str, str]


def outcomes(action: Action[Any, Any], world: World, parts: Sequence[str], unknown: bool = False) -> dict[str, Answer]:
    """What becomes of the call by each part, and the words; everything is taken back."""
    with transaction.atomic():
        data = world.prepared(action)
        if unknown:
            data |= dict.fromkeys(pointers(action), UNKNOWN)
        revision.forget_all()
        found = {part: outcome(action, world.actor(part), data) for part in parts}
        transaction.set_rollback(True)
    revision.forget_all()
    return found


def outcome(action: Action[Any, Any], actor: Actor, data: dict[str, Any]) -> Answer:
    with transaction.atomic():
        try:
            action.run(actor, data)
        except Refused as no:
            kind = no.kind if no.kind in {"forbidden", "missing"} else f"{no.kind}:{no.code}"
            return kind, f"{no.field}: {no.message}"
        else:
            revision.forget_all()
            return "ok", ""
        finally:
            transaction.set_rollback(True)


EVERY = [one.code for one in actions.every()]
# Those that name something of the AR's.
BOUND = [one.code for one in actions.every() if pointers(one) and one.right not in OPEN_TO_ALL]


@pytest.fixture
def table() -> Table:
    return reviewed("actions")


@pytest.mark.parametrize("code", EVERY)
def test_the_matrix_is_as_reviewed(world: World, code: str) -> None:
    found = outcomes(actions.get(code), world, asked(PARTS))
    assert not compare("actions", code, {part: kind for part, (kind, _words) in found.items()})


@pytest.mark.parametrize("code", BOUND)
def test_a_hidden_record_is_answered_like_one_that_is_not_there(world: World, code: str) -> None:
    """For whoever does not see it: the same refusal in the same words."""
    one = actions.get(code)
    assert outcomes(one, world, ["stranger"]) == outcomes(one, world, ["stranger"], unknown=True)


def test_every_row_has_its_action() -> None:
    assert not unlike("actions", EVERY)


def test_every_action_works_for_somebody(table: Table) -> None:
    """Otherwise its row would prove nothing."""
    never = {code for code, row in table.items() if "ok" not in row.values()}
    assert never == set(EXCUSED), {code: table[code]["admin"] for code in never ^ set(EXCUSED)}


def test_a_stranger_reaches_no_record_of_others(table: Table) -> None:
    assert not [code for code in BOUND if table[code]["stranger"] == "ok"]


def test_a_guest_changes_nothing_but_what_is_their_own(table: Table) -> None:
    assert {code for code, row in table.items() if row["guest"] == "ok"} <= OWN


def test_a_token_that_only_reads_writes_nothing(table: Table) -> None:
    assert not {code for code, row in table.items() if row["reader"] == "ok"} - LOOKS


def test_somebody_who_left_does_nothing(table: Table) -> None:
    assert not {code for code, row in table.items() if row["gone"] == "ok"}


def test_a_teammate_who_only_looks_changes_nothing_of_the_ars(table: Table) -> None:
    assert {code for code in BOUND if table[code]["teammate"] == "ok"} <= TEAM_MAY
