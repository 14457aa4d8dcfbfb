"""A budget in force with a promise and an expense, a draft beside it; what the actions of the room need."""

from typing import TYPE_CHECKING, Any

from tests.matrix.values import fresh, nth, other

if TYPE_CHECKING:
    from tests.matrix.world import World

TEN = {"text": "10", "currency": "CNY"}
ONE = {"text": "1", "currency": "CNY"}
DRAFT = other("budget")
ANSWERED = {"approval": nth("kernel.Approval", -1), "approved": True}


def fill(world: "World") -> None:
    """The project's budget through its approval; a second project whose budget is a draft."""
    world.records["budget"] = world.run("budgets.create_budget", "ar", project=world.records["project"]).pk
    for kind in ("travel", "hospitality"):
        world.run("budgets.add_line", "ar", kind=kind)
    world.run("budgets.submit_budget", "ar", budget=world.records["budget"])
    world.run("kernel.decide_approval", "manager", **{key: value(world) if callable(value) else value
                                                      for key, value in ANSWERED.items()})  # fmt: skip
    world.run("budgets.add_commitment", "ar")
    world.records["expense"] = world.run("budgets.create_expense", "ar", project=world.records["project"]).pk
    draft = world.others["budget"] = world.run("budgets.create_budget", "ar", project=world.fresh("project")).pk
    world.run("budgets.add_line", "ar", budget=draft, kind="other")


OVERRIDES: dict[str, dict[str, Any]] = {
    "budgets.add_commitment": {"amount": TEN},
    "budgets.add_line": {"kind": "consulting"},
    "budgets.change_line": {"amount": TEN},
    "budgets.create_budget": {"project": fresh("project")},
    "budgets.create_expense": {"kind": "travel", "amount": ONE},
    "budgets.delete_budget": {"budget": DRAFT},
    "budgets.reallocate": {"target": nth("budgets.BudgetLine", 1), "amount": ONE},
    "budgets.record_expense": {"kind": "travel", "amount": ONE, "submit": True},
    "budgets.remove_line": {"line": nth("budgets.BudgetLine", -1)},
    "budgets.restore_budget": {"budget": DRAFT},
    "budgets.restore_expense": {"expense": lambda world: world.records["expense"]},
    "budgets.set_rules": {"watch": 40},
    "budgets.submit_budget": {"budget": DRAFT},
    "budgets.update_budget": {"note": "文字"},
    "budgets.update_expense": {"note": "文字"},
}
HANDED_IN = (
    ("budgets.submit_expense", "ar"),
    ("kernel.decide_approval", "manager", ANSWERED),
    ("kernel.decide_approval", "finance", ANSWERED),
)
BEFORE: dict[str, tuple[Any, ...]] = {
    "budgets.pay_expense": HANDED_IN,
    "budgets.reopen_commitment": (("budgets.cancel_commitment", "ar"),),
    "budgets.restore_budget": (("budgets.delete_budget", "ar"),),
    "budgets.restore_expense": (("budgets.delete_expense", "ar"),),
    "budgets.unfreeze_budget": (("budgets.freeze_budget", "manager"),),
    "budgets.unpay_expense": (*HANDED_IN, ("budgets.pay_expense", "finance")),
}
