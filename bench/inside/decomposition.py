"""A decomposition of three levels in this process: how long edits take, and whether sums are exact."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.test import Client

from pursuit.domain.goals.actions.cells import set_cells, spread_below, spread_months
from pursuit.domain.goals.actions.goals import create_goal
from pursuit.domain.goals.actions.parts import add_nodes, divide_goal
from pursuit.domain.goals.fields import CellSpec
from pursuit.domain.goals.models import Cell, Goal, Node
from pursuit.domain.goals.queries import parts
from pursuit.kernel.actor import system_actor
from pursuit.kernel.models import Grant, Membership, OrgUnit, Role, User

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
UNITS = 20


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def quantiles(times: list[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {"p50": round(statistics.median(ranked), 2), "p95": round(ranked[int(len(ranked) * 0.95)], 2)}


def decomposition(people: int, edits: int) -> dict[str, object]:
    """Whole → units → people, every cell filled; then figures are edited one by one."""
    actor = system_actor("system:bench")
    company = OrgUnit.objects.create(name="公司")
    units = [OrgUnit.objects.create(name=f"团队{number}", parent=company) for number in range(UNITS)]
    users = [User.objects.create(username=f"p{number}", name=f"人{number}") for number in range(people)]
    goal = create_goal(
        actor=actor, title="公司全年销售额", kind="sales", measure="won_amount", scope="company", target="100亿",
        unit=company.pk, begins_on=MONTHS[0], due_on=date(2026, 12, 31),
    )  # fmt: skip
    root = divide_goal(actor=actor, goal=goal.pk)
    tops = add_nodes(actor=actor, node=root.pk, units=[one.pk for one in units])
    for number, top in enumerate(tops):
        add_nodes(actor=actor, node=top.pk, people=[one.pk for one in users[number::UNITS]])
    spread_months(actor=actor, node=root.pk, amount="100亿")
    spread = timed(lambda: [spread_below(actor=actor, node=one.pk) for one in (root, *tops)])
    leaves = list(Node.objects.filter(goal=goal, leaf=True))
    dice = random.Random(5)
    promises = [
        CellSpec(node=leaf.pk, month=month, side="committed", amount=f"{dice.randrange(10**9) / 100:.2f}")
        for leaf in leaves
        for month in MONTHS
    ]
    promise = timed(lambda: set_cells(actor=actor, goal=goal.pk, cells=promises))

    def edit() -> None:
        leaf, month = dice.choice(leaves), dice.choice(MONTHS)
        amount = f"{dice.random() * 1e6:.2f}"
        cell = CellSpec(node=leaf.pk, month=month, side=dice.choice(("given", "committed")), amount=amount)
        set_cells(actor=actor, goal=goal.pk, cells=[cell])
        above = list(leaf.above_it.values_list("above", flat=True))
        assert len(parts.sums(above)) == len(above) == 3

    times = [timed(edit) for _ in range(edits)]
    grids = [timed(lambda at=at: parts.grid(actor, goal, at)) for at in (root, *tops[:9])]  # type: ignore[misc]
    return {
        "people": people, "parts": Node.objects.count(), "cells": Cell.objects.count(), "edits": edits,
        "edit_ms": quantiles(times), "grid_ms": quantiles(grids), "spread_all_ms": round(spread, 1),
        "commit_all_ms": round(promise, 1), "exact": exact(root.pk), **requests(goal, leaves[0], edits),
    }  # fmt: skip


def requests(goal: Goal, leaf: Node, edits: int) -> dict[str, object]:
    """The same by the page's door: sign-in, rights, the figure, the fragment with the sums it changes; and the page."""
    boss = User.objects.create(username="boss", name="老板")
    Membership.objects.create(user=boss, unit=OrgUnit.objects.get(name="公司"))
    Grant.objects.create(user=boss, role=Role.objects.get(code="admin"))
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(boss)
    page = f"/goals/{goal.pk}/decomposition?part={leaf.parent_id}"
    assert client.get(page).status_code == 200
    pages = [timed(lambda: client.get(page)) for _ in range(10)]

    def typed(amount: int) -> None:
        sent = {f"given-{leaf.pk}-202601": str(amount)}
        assert client.post(f"/goals/{goal.pk}/figures", sent, headers={"HX-Request": "true"}).status_code == 200

    times = [timed(lambda amount=amount: typed(amount)) for amount in range(edits)]  # type: ignore[misc]
    return {"request_ms": quantiles(times), "page_ms": quantiles(pages)}


def exact(root: int) -> bool:
    """Sums of the query against adding up row by row."""
    above = dict(Node.objects.values_list("pk", "parent_id"))
    leaves = set(Node.objects.filter(leaf=True).values_list("pk", flat=True))
    found = parts.sums(above)
    given: dict[tuple[int, date], int] = {}
    spread: dict[tuple[int, date], int] = {}
    committed: dict[tuple[int, date], int] = {}
    for cell in Cell.objects.all():
        given[cell.node_id, cell.month] = cell.given or 0
        parent = above[cell.node_id]
        if parent is not None:
            spread[parent, cell.month] = spread.get((parent, cell.month), 0) + (cell.given or 0)
        at: int | None = cell.node_id if cell.node_id in leaves else None
        while at is not None:
            committed[at, cell.month] = committed.get((at, cell.month), 0) + (cell.committed or 0)
            at = above[at]
    keys = [(pk, month) for pk in above for month in MONTHS]
    same = [
        (one.given or 0, one.spread or 0, one.committed or 0, one.gap or 0)
        == (given.get(key, 0), spread.get(key, 0), committed.get(key, 0), committed.get(key, 0) - given.get(key, 0))
        for key in keys
        for one in (found[key[0]].get(key[1], parts.EMPTY),)
    ]
    return all(same) and len(keys) == len(above) * 12 and root in above
