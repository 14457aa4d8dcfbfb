"""Goals and parts that name a customer follow it into a merge, and back."""

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.merge import merge_accounts
from pursuit.domain.goals.actions.goals import create_goal
from pursuit.domain.goals.actions.parts import add_nodes, divide_goal
from pursuit.domain.goals.models import Goal, Node
from pursuit.kernel import undo
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.goals.test_goals import YEAR


def test_a_merge_takes_goals_along(cast: Cast) -> None:
    manager = cast.actor("manager")
    keep, gone = (create_account(actor=manager, title=title).pk for title in ("甲电力", "乙燃气"))
    row = create_goal(actor=manager, title="乙公司全年三单", kind="sales", measure="won_count", account=gone, **YEAR)
    root = divide_goal(actor=manager, goal=row.pk)
    add_nodes(actor=manager, node=root.pk, accounts=[keep, gone])
    merge_accounts(actor=manager, keep=keep, remove=gone)
    assert Goal.objects.get().account_id == keep
    assert list(Node.objects.filter(parent=root).values_list("account_id", flat=True)) == [keep, keep]
    undo.undo(manager, Event.objects.filter(verb="account.merged").latest("pk").pk)
    assert Goal.objects.get().account_id == gone
    assert set(Node.objects.filter(parent=root).values_list("account_id", flat=True)) == {keep, gone}
