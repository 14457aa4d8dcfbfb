"""The decomposition: parts, months, commitments, sums and gaps that are exact, and who may see and type what."""

from datetime import date
from typing import Any

import pytest

from pursuit.domain.goals.actions.cells import set_cells, spread_below, spread_months
from pursuit.domain.goals.actions.goals import create_goal, update_goal
from pursuit.domain.goals.actions.parts import add_nodes, divide_goal, fill_node, remove_node
from pursuit.domain.goals.fields import CellSpec
from pursuit.domain.goals.models import Cell, Goal, Node
from pursuit.domain.goals.queries import parts as queries
from pursuit.domain.goals.queries.goals import goals
from pursuit.kernel import undo
from pursuit.kernel.errors import Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.goals.test_goals import TODAY, YEAR, won
from tests.plumbing.days import hold

MONTHS = [date(2026, month, 1) for month in range(1, 13)]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, TODAY)


class Tree:
    """A company goal with a region, a team and its people."""

    def __init__(self, cast: Cast) -> None:
        self.cast, admin = cast, cast.actor("admin")
        self.goal = create_goal(
            actor=admin, title="公司全年销售额 1 亿", kind="sales", measure="won_amount", scope="company", target="1亿",
            baseline="8000万", unit=cast.units["company"].pk, **YEAR,
        )  # fmt: skip
        self.root = divide_goal(actor=admin, goal=self.goal.pk)
        self.east, self.north = fill_node(actor=admin, node=self.root.pk, below="units")
        (self.team,) = fill_node(actor=cast.actor("director"), node=self.east.pk, below="units")
        made = fill_node(actor=cast.actor("manager"), node=self.team.pk, below="people")
        self.people = {one.user.username: one for one in made if one.user}

    def put(self, part: str, node: Node, amount: str, side: str = "given", month: int = 1, **more: Any) -> None:
        cell = CellSpec(node=node.pk, month=date(2026, month, 1), side=side, amount=amount, **more)  # type: ignore[arg-type]
        set_cells(actor=self.cast.actor(part), goal=self.goal.pk, cells=[cell])


@pytest.fixture
def tree(cast: Cast) -> Tree:
    return Tree(cast)


def test_sums_and_gaps_are_exact(cast: Cast, tree: Tree) -> None:
    admin = cast.actor("admin")
    spread_months(actor=admin, node=tree.root.pk, amount="1亿")
    whole = queries.sums([tree.root.pk])[tree.root.pk]
    assert [one.given for one in whole.values()] == [833_333_334] * 4 + [833_333_333] * 8
    assert queries.together(whole.values()).given == 10_000_000_000
    spread_below(actor=admin, node=tree.root.pk, way="weights", weights="3 1")
    spread_below(actor=cast.actor("director"), node=tree.east.pk)
    spread_below(actor=cast.actor("manager"), node=tree.team.pk)
    for node in (tree.root, tree.east, tree.team):
        for one in queries.sums([node.pk])[node.pk].values():
            assert one.left == 0
    tree.put("ar", tree.people["ar"], "50万", "committed")
    tree.put("manager", tree.people["teammate"], "0.01", "committed")
    for node in (tree.root, tree.east, tree.team):
        found = queries.sums([node.pk])[node.pk][MONTHS[0]]
        assert found.committed == 50_000_001
        assert found.gap == 50_000_001 - (found.given or 0)
    assert queries.sums([tree.people["ar"].pk])[tree.people["ar"].pk][MONTHS[0]].committed == 50_000_000
    mine = queries.own_quota(cast.actor("ar"))
    assert mine is not None
    assert mine.given == sum(Cell.objects.filter(node=tree.people["ar"]).values_list("given", flat=True))
    assert (mine.committed, mine.won) == (50_000_000, 0)
    assert queries.quota(cast.ar.pk, MONTHS[0], MONTHS[0]).committed == 50_000_000
    assert queries.own_quota(cast.actor("stranger")) is None


def test_what_was_reached_lies_beside_it(cast: Cast, tree: Tree) -> None:
    won(cast)
    won(cast, "二期", 100_000_001, date(2026, 10, 9))
    admin = cast.actor("admin")
    found = queries.grid(admin, tree.goal, tree.root)
    assert found.head.reached == {date(2026, 10, 1): 100_000_001, date(2026, 11, 1): 300_000_000}
    assert [one.reached_whole for one in found.lines] == [400_000_001, 0]
    found = queries.grid(cast.actor("manager"), tree.goal, tree.team)
    by_name = {queries.label(one.node): one.reached_whole for one in found.lines}
    assert by_name["安然"] == 400_000_001
    assert by_name["童谣"] == 0
    spread_months(actor=admin, node=tree.root.pk, amount="12万", way="weights", weights=" ".join("1" * 12))
    with pytest.raises(Refused, match="no_history"):
        spread_months(actor=admin, node=tree.root.pk, amount="12万", way="last_year")


def test_shares_of_the_year_before(cast: Cast, tree: Tree) -> None:
    won(cast, "一", 300_000_000, date(2025, 3, 9))
    won(cast, "二", 100_000_000, date(2025, 9, 9))
    admin = cast.actor("admin")
    spread_months(actor=admin, node=tree.root.pk, amount="100", way="last_year")
    given = {month.month: one.given for month, one in queries.sums([tree.root.pk])[tree.root.pk].items() if one.given}
    assert given == {3: 7500, 9: 2500}
    spread_below(actor=admin, node=tree.root.pk, way="last_year")
    assert queries.together(queries.sums([tree.east.pk])[tree.east.pk].values()).given == 10000
    for bad in ("1 2 3", "a b", "-1 2", "0 0", "1e999 1"):
        with pytest.raises(Refused):
            spread_below(actor=admin, node=tree.root.pk, way="weights", weights=bad)


def test_each_sees_and_types_their_part(cast: Cast, tree: Tree) -> None:
    names = {
        part: {queries.label(one) for one in queries.nodes(cast.actor(part))}
        for part in ("admin", "director", "manager", "ar", "stranger", "guest")
    }
    assert len(names["admin"]) == 4 + len(tree.people)
    assert names["director"] == names["admin"] - {"远航科技", "华北区"}
    assert names["manager"] == names["director"] - {"华东区"}
    assert names["ar"] == names["manager"]
    assert names["stranger"] == set()
    assert goals(cast.actor("ar")).get().pk == tree.goal.pk
    assert not goals(cast.actor("stranger")).exists()
    at = queries.first_seen(cast.actor("ar"), tree.goal)
    assert at is not None
    assert at.pk == tree.team.pk

    tree.put("director", tree.team, "10")
    tree.put("manager", tree.people["ar"], "10")
    tree.put("ar", tree.people["ar"], "9", "committed")
    for part, node, side in (
        ("ar", tree.people["ar"], "given"), ("manager", tree.team, "given"), ("director", tree.east, "given"),
        ("ar", tree.people["teammate"], "committed"), ("guest", tree.people["ar"], "committed"),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            tree.put(part, node, "1", side)
    with pytest.raises(Missing):
        tree.put("ar", tree.east, "1")
    with pytest.raises(Invalid):  # the goal itself is nothing they know of
        tree.put("stranger", tree.people["ar"], "1", "committed")
    with pytest.raises(Refused):
        tree.put("manager", tree.team, "1", "committed")
    with pytest.raises(Refused):
        tree.put("manager", tree.people["ar"], "viel")
    with pytest.raises(Refused):
        set_cells(
            actor=cast.actor("admin"), goal=tree.goal.pk,
            cells=[CellSpec(node=tree.root.pk, month=date(2027, 1, 1), amount="1")],
        )  # fmt: skip
    with pytest.raises(Forbidden):
        fill_node(actor=cast.actor("ar"), node=tree.team.pk, below="people")


def test_two_at_once_are_noticed(tree: Tree) -> None:
    tree.put("manager", tree.people["ar"], "10", was="")
    with pytest.raises(Stale):
        tree.put("manager", tree.people["ar"], "12", was="")
    tree.put("manager", tree.people["ar"], "12", was="10")
    tree.put("manager", tree.people["ar"], "")
    assert Cell.objects.get(node=tree.people["ar"]).given is None


def test_undo_of_figures_and_parts(cast: Cast, tree: Tree) -> None:
    admin = cast.actor("admin")
    spread_months(actor=admin, node=tree.root.pk, amount="12万")
    spread_months(actor=admin, node=tree.root.pk, amount="24万")
    undo.undo(admin, Event.objects.latest("pk").pk)
    assert queries.together(queries.sums([tree.root.pk])[tree.root.pk].values()).given == 12_000_000
    tree.put("manager", tree.people["ar"], "7")
    tree.put("ar", tree.people["ar"], "6", "committed")
    before = Node.objects.count()
    remove_node(actor=cast.actor("director"), node=tree.team.pk)
    assert Node.objects.get(pk=tree.east.pk).leaf
    undo.undo(cast.actor("director"), Event.objects.latest("pk").pk)
    assert Node.objects.count() == before
    assert not Node.objects.get(pk=tree.east.pk).leaf
    found = queries.sums([tree.root.pk])[tree.root.pk][MONTHS[0]]
    assert found.committed == 600
    again = add_nodes(actor=admin, node=tree.root.pk, units=[cast.units["shanghai"].pk])
    undo.undo(admin, Event.objects.latest("pk").pk)
    assert not Node.objects.filter(pk=again[0].pk).exists()
    with pytest.raises(Refused):
        fill_node(actor=admin, node=tree.root.pk, below="units")


def test_figures_are_neither_cut_off_nor_reread(cast: Cast, tree: Tree) -> None:
    admin = cast.actor("admin")
    tree.put("admin", tree.root, "5", month=12)
    for changes in ({"due_on": date(2026, 11, 30)}, {"measure": "", "scale": "count"}):
        with pytest.raises(Refused, match="typed"):
            update_goal.run(admin, {"goal": tree.goal.pk, **changes})
    tree.put("admin", tree.root, "", month=12)
    update_goal(actor=admin, goal=tree.goal.pk, due_on=date(2026, 11, 30))


def test_products_and_customers_below_a_person(cast: Cast, tree: Tree) -> None:
    deal = won(cast)
    assert deal.account is not None
    own = add_nodes(actor=cast.actor("ar"), node=tree.people["ar"].pk, accounts=[deal.account.pk])
    found = queries.grid(cast.actor("ar"), Goal.objects.get(), tree.people["ar"])
    assert [one.reached_whole for one in found.lines] == [300_000_000]
    assert own[0].user_id == cast.ar.pk
    tree.put("ar", own[0], "5", "committed")
    with pytest.raises(Refused):
        tree.put("ar", tree.people["ar"], "5", "committed")
    assert queries.sums([tree.root.pk])[tree.root.pk][MONTHS[0]].committed == 500
