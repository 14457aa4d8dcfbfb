"""The lists of the room."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.models import ExpenseState, State
from pursuit.domain.budgets.queries import budgets, expenses
from pursuit.kernel.listing import Column, Listing

BUDGETS = Listing(
    code="budgets",
    label=_("Budgets"),
    subject_type="budget",
    base=budgets.budgets,
    view_right=budgets.VIEW,
    url_name="budgets:budget",
    cards=("state", "amount", "committed", "spent"),
    columns=(
        Column("title", _("Name of the budget"), source="subject__title", default=True, sortable=False),
        Column("code", _("Number"), sortable=False),
        Column("project", _("Project"), "ref", source="project_id", shown="project__subject__title", ref="project",
               default=True, sortable=False),
        Column("state", _("State"), "choice", choices=tuple(State.choices), default=True, sortable=False),
        Column("amount", _("Approved budget"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("planned", _("Planned"), "money", currency="currency", total=True, sortable=False),
        Column("committed", _("Promised"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("spent", _("Spent without labour"), "money", currency="currency", default=True, total=True,
               sortable=False),
        Column("edition", _("Edition"), "number", sortable=False),
        Column("approved_on", _("Approved on"), "date", default=True),
        Column("frozen_reason", _("Why it is frozen"), sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
EXPENSES = Listing(
    code="expenses",
    label=_("Expenses"),
    subject_type="expense",
    base=expenses.expenses,
    view_right=expenses.VIEW,
    url_name="budgets:expense",
    sort="-day",
    cards=("project", "amount", "state", "day"),
    columns=(
        Column("title", _("Expense"), source="subject__title", default=True, sortable=False),
        Column("code", _("Number"), sortable=False),
        Column("day", _("Spent on"), "date", default=True),
        Column("kind", _("Kind of cost"), "term", term="budget_kind", sortable=False),
        Column("project", _("Project"), "ref", source="project_id", shown="project__subject__title", ref="project",
               default=True, sortable=False),
        Column("amount", _("Amount spent"), "money", currency="amount_currency", base="amount_base", default=True,
               total=True, sortable=False),
        Column("tax", _("Of it tax"), "money", currency="tax_currency", sortable=False),
        Column("state", _("State"), "choice", choices=tuple(ExpenseState.choices), default=True, sortable=False),
        Column("note", _("What for"), sortable=False),
        Column("paid_on", _("Paid out on"), "date", sortable=False),
        Column("owner", _("Spent by"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
ALL = (BUDGETS, EXPENSES)
