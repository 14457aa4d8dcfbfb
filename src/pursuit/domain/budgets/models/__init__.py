"""Tables of the room."""

from pursuit.domain.budgets.models.budget import Budget, BudgetLine, Commitment, Reallocation, State
from pursuit.domain.budgets.models.expense import Expense, ExpenseState

__all__ = ["Budget", "BudgetLine", "Commitment", "Expense", "ExpenseState", "Reallocation", "State"]
