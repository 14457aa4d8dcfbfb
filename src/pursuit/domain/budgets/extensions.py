"""What the room declares: rights, its list of kinds, budgets and expenses as records, what follows from answers."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets import terms as lists
from pursuit.domain.budgets.actions import claims, house_rules, requests, seed
from pursuit.domain.budgets.fields import BudgetChanges, ExpenseChanges
from pursuit.domain.budgets.models import Budget, BudgetLine, Commitment, Expense
from pursuit.domain.budgets.queries import budgets, expenses, workspace
from pursuit.domain.budgets.queries import lists as listings
from pursuit.domain.budgets.queries.standing import standing
from pursuit.domain.projects.queries import workspaces
from pursuit.kernel import approvals, extensions, files, listing, platform, rights, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.models import Subject
from pursuit.kernel.rights import Right

LEADERS = {"admin": "all", "director": "subtree", "manager": "subtree"}
VIEW = LEADERS | {"seller": "own", "presales": "own", "delivery": "own", "finance": "all", "operations": "all"}
EDIT = LEADERS | {"seller": "own", "operations": "all"}
FREEZE = LEADERS | {"finance": "all", "operations": "all"}
COST = {"admin": "all", "finance": "all"}
SPENT = LEADERS | {"seller": "own", "presales": "own", "delivery": "own", "finance": "all", "operations": "own"}
SPENDING = dict.fromkeys(SPENT, "own")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(budgets.VIEW, _("See budgets"), shared="view", defaults=VIEW),
        Right(budgets.EDIT, _("Edit budgets, ask for them, reallocate"), shared="edit", defaults=EDIT),
        Right(budgets.FREEZE, _("Freeze budgets and release them"), defaults=FREEZE),
        Right(budgets.COST, _("See the cost of labour in budgets"), scoped=False, defaults=COST),
        Right(house_rules.SETUP, _("Set the borders of the stop-loss"), scoped=False, defaults=COST),
        Right(expenses.VIEW, _("See expenses"), shared="view", defaults=SPENT),
        Right(expenses.EDIT, _("Write expenses down and hand them in"), shared="edit", defaults=SPENDING),
        Right(expenses.PAY, _("Pay expenses out"), defaults=COST),
    )
    terms.declare(*lists.ALL)
    visible.row_type("budget_line", partial(_seen, BudgetLine))
    visible.row_type("budget_commitment", partial(_seen, Commitment))
    workspaces.declare("budgets", workspace.look)
    extensions.register(_BUDGET, _EXPENSE, *_panels(), *_followers())
    extensions.refer("account", Reference(Commitment, "supplier"))
    listing.register(*listings.ALL)
    platform.on_sync(seed.seed)


def _budget_text(row: Budget) -> Iterable[str]:
    return (row.code, row.note)


def _expense_text(row: Expense) -> Iterable[str]:
    return (row.code, row.note)


_BUDGET = SubjectType(
    code="budget",
    label=_("Budget"),
    model=Budget,
    view_right=budgets.VIEW,
    edit_right=budgets.EDIT,
    url_name="budgets:budget",
    icon="wallet",
    fields=BudgetChanges,
    search_text=_budget_text,
    through=budgets.through_projects,
)
_EXPENSE = SubjectType(
    code="expense",
    label=_("Expense"),
    model=Expense,
    view_right=expenses.VIEW,
    edit_right=expenses.EDIT,
    url_name="budgets:expense",
    icon="receipt",
    fields=ExpenseChanges,
    search_text=_expense_text,
    through=expenses.through_budgets,
)


def _panels() -> Iterable[Panel]:
    yield Panel("approval", "budget", _("The budget"), "budgets/decision.html", _budget_to_decide, 20, budgets.VIEW)
    yield Panel("approval", "expense", _("The expense"), "budgets/claim.html", _expense_to_decide, 20)


def _followers() -> Iterable[Subscriber]:
    yield Subscriber(approvals.DECIDED, "budgets.request_decided", requests.on_decided)
    yield Subscriber(approvals.DECIDED, "budgets.expense_decided", claims.on_decided)
    yield Subscriber(approvals.WITHDRAWN, "budgets.request_withdrawn", requests.on_withdrawn)
    yield Subscriber(approvals.WITHDRAWN, "budgets.expense_withdrawn", claims.on_withdrawn)


def _seen(model: type[BudgetLine] | type[Commitment], actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _budget_to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """What somebody who answers a request wants to know first; None for other records."""
    row = budgets.budgets(actor).select_related(*budgets.NEAR).filter(pk=subject.pk).first()
    return None if row is None else {"budget": row, "standing": standing(actor, row)}


def _expense_to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """The expense with its receipts."""
    row = expenses.expenses(actor).select_related(*expenses.NEAR).filter(pk=subject.pk).first()
    if row is None:
        return None
    return {"expense": row, "receipts": list(files.visible(actor).filter(subject=subject.pk).order_by("pk")[:20])}
