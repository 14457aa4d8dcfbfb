"""Which action changes a field of each subject type; rooms add one line each."""

from dataclasses import dataclass
from typing import Any

from pursuit.kernel import action as actions
from pursuit.kernel.action import Action


@dataclass(frozen=True, slots=True)
class Editable:
    """The update action of a subject type and the keyword that names the record."""

    action: str
    keyword: str

    @property
    def update(self) -> Action[Any, Any]:
        return actions.get(self.action)


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
    "task": Editable("execution.update_task", "task"),
}
