"""The ring of seven: what each workspace says of what the rooms know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pursuit.domain.budgets.actions.budgets import create_budget
from pursuit.domain.budgets.models import Budget
from pursuit.domain.contracts.actions.contracts import create_contract
from pursuit.domain.gates.queries import facts as gates
from pursuit.domain.goals.actions.goals import create_goal
from pursuit.domain.goals.models import Goal
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import facts, workspaces
from pursuit.domain.projects.rules.ring import Facts, Known, Workspace, ring
from pursuit.domain.strategy.actions.lines import create_line
from pursuit.kernel import approvals, clock
from pursuit.kernel.models import Approval
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.gates.conftest import make
from tests.projects.conftest import stage_of

TODAY = date(2026, 11, 23)
PLAIN = Facts(
    charter_on=None, account=True, grade="c", amount=True, expected_sign_on=None, objective=True, strategy=False,
    roles=frozenset({"ar", "sr", "fr"}), next_step=True, next_step_on=None, decided=False, won=False, closed=False,
    reasons=False, slip_count=0, days_in_stage=0, max_days=None, deal=True, today=TODAY,
)  # fmt: skip


def one(facts: Facts, code: str) -> Workspace:
    return next(workspace for workspace in ring(facts) if workspace.code == code)


@pytest.mark.parametrize(
    ("code", "changes", "known", "state", "words"),
    [
        ("charter", {}, {}, "in_progress", "尚未销售立项"),
        ("charter", {}, {"chartered": 1}, "sound", "立项决策已通过"),
        ("resources", {"roles": frozenset({"ar"})}, {"chartered": 1}, "at_risk", ""),
        ("goals", {}, {}, "sound", "单一销售目标"),
        ("goals", {"grade": "a"}, {}, "in_progress", "还没有设定目标"),
        ("goals", {"objective": False}, {}, "in_progress", ""),
        ("goals", {"grade": "a"}, {"goals": 3, "smart": 2}, "in_progress", "3 个目标中 2 个"),
        ("goals", {"objective": False}, {"goals": 3, "smart": 3}, "sound", "3 个目标"),
        ("resources", {}, {}, "sound", ""),
        ("resources", {}, {"budgets": 1}, "in_progress", "预算尚未批准"),
        ("resources", {}, {"budgets": 1, "approved": 1}, "sound", "预算已批准"),
        ("resources", {"roles": frozenset({"ar"})}, {"budgets": 1, "approved": 1}, "in_progress", ""),
        ("strategy", {}, {}, "not_started", ""),
        ("strategy", {}, {"sheets": 2}, "in_progress", ""),
        ("strategy", {}, {"sheets": 2, "rivals": 1}, "sound", ""),
        ("strategy", {"strategy": True}, {"rivals": 1}, "sound", ""),
        ("strategy", {"deal": False}, {"sheets": 1}, "sound", ""),
        ("execution", {"decided": True}, {}, "sound", ""),
        ("execution", {"decided": True, "won": True}, {}, "in_progress", "合同尚未登记"),
        ("execution", {"decided": True, "won": True}, {"contracts": 2, "planned": 1}, "in_progress", "回款计划"),
        ("execution", {"decided": True, "won": True}, {"contracts": 2, "planned": 2}, "sound", "回款计划"),
        ("execution", {"decided": True, "won": True, "deal": False}, {}, "sound", ""),
        ("execution", {}, {"contracts": 1}, "in_progress", ""),
    ],
)
def test_each_rule(code: str, changes: dict[str, object], known: dict[str, int], state: str, words: str) -> None:
    found = one(replace(PLAIN, **changes, known=Known(**known)), code)
    assert found.state == state and words in str(found.why)


def known(project: Project) -> Known:
    return workspaces.known([project.pk]).get(project.pk, Known())


def test_the_rooms_are_counted(cast: Cast) -> None:
    row, other = make(cast), make(cast, title="别的项目")
    actor = cast.actor("ar")
    assert known(row) == Known()
    whole = {"title": "地铁信号签约额", "kind": "sales", "scale": "money", "baseline": "0", "target": "500万",
             "begins_on": clock.today(), "due_on": clock.today() + timedelta(days=90), "project": row.pk}  # fmt: skip
    create_goal.run(actor, whole)
    create_goal.run(actor, whole | {"title": "没有指标的目标", "target": None})
    create_goal.run(actor, whole | {"title": "过期的目标没有日期", "due_on": None})
    assert (known(row).goals, known(row).smart) == (3, 1)
    Goal.objects.filter(subject__title__startswith="过期").update(state="dropped")
    assert (known(row).goals, known(row).smart) == (2, 1)
    for text in ("先样板后推广", "再复制"):
        create_line.run(actor, {"project": row.pk, "sheet": "price", "text": text})
    assert known(row).sheets == 1
    made = create_contract.run(
        actor, {"project": row.pk, "account": row.account_id, "title": "信号改造合同", "amount": Money(500_000_000)}
    )
    assert (known(row).contracts, known(row).planned) == (1, 0)
    assert known(other) == Known() and made.project_id == row.pk
    assert set(workspaces.known([row.pk, other.pk])) == {row.pk}
    near = facts.around([row])
    assert {one.code: one.state for one in facts.ring_of(row, near)}["goals"] == "in_progress"


def test_a_decision_passed_charters_until_it_is_gone_back_before(cast: Cast) -> None:
    row, actor = make(cast), cast.actor("manager")
    for stage, chartered in (("shape", 1), (row.stage.code, 0)):
        move_stage(actor=actor, project=row.pk, stage=stage_of(row, stage).pk, reason="客户已立项")
        for pk in Approval.objects.filter(state="pending").values_list("pk", flat=True):
            approvals.decide_approval(actor=cast.actor("director"), approval=pk, approved=True)
        assert known(row).chartered == chartered


def test_the_budget_is_a_fact_for_decision_points(cast: Cast) -> None:
    row = make(cast)
    assert not gates.look("budget", row).holds and "还没有预算" in gates.look("budget", row).told
    budget = create_budget(actor=cast.actor("ar"), project=row.pk)
    assert (known(row).budgets, known(row).approved) == (1, 0)
    found = gates.look("budget", row)
    assert not found.holds and "尚未批准" in found.told
    Budget.objects.filter(pk=budget.pk).update(edition=1)
    assert known(row).approved == 1 and gates.look("budget", row).holds
    assert "5" not in gates.look("budget", row).told, "no sum"
