"""Which action changes a field of each subject type; rooms add one line each."""

from dataclasses import dataclass

from pursuit.kernel import action as actions
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Editable:
    """The update action of a subject type and the keyword that names the record; restoring goes by the same names."""

    action: str
    keyword: str

    @property
    def update(self) -> AnyAction:
        return actions.get(self.action)

    @property
    def restore(self) -> AnyAction:
        return actions.get(self.action.replace(".update_", ".restore_"))


EDITABLE: dict[str, Editable] = {
    "account": Editable("customers.update_account", "account"),
    "contact": Editable("customers.update_contact", "contact"),
    "visit": Editable("customers.update_visit", "visit"),
    "lead": Editable("market.update_lead", "lead"),
    "competitor": Editable("market.update_competitor", "competitor"),
    "registration": Editable("market.update_registration", "registration"),
    "product": Editable("catalogue.update_product", "product"),
    "price_book": Editable("catalogue.update_price_book", "book"),
    "project": Editable("projects.update_project", "project"),
    "contract": Editable("contracts.update_contract", "contract"),
    "budget": Editable("budgets.update_budget", "budget"),
    "expense": Editable("budgets.update_expense", "expense"),
    "bond": Editable("finance.update_bond", "bond"),
    "task": Editable("execution.update_task", "task"),
    "goal": Editable("goals.update_goal", "goal"),
    "credential": Editable("credentials.update_credential", "credential"),
    "bid": Editable("bids.update_bid", "bid"),
    "quote": Editable("offers.update_quote", "quote"),
}


def restorable(actor: Actor) -> dict[str, str]:
    """The types whose deleted records the actor may bring back at all, with the right that it needs."""
    needed = {code: one.restore.right for code, one in EDITABLE.items()}
    return {code: right for code, right in needed.items() if actor.may(right)}
