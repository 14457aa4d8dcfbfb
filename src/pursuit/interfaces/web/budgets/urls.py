"""Addresses of budgets and expenses."""

from django.urls import path

from pursuit.interfaces.web.budgets import budgets, expenses, steps, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)
history.FIELDS.update(words.fields())

app_name = "budgets"
urlpatterns = [
    path("budgets/", budgets.budget_list, name="list"),
    path("budgets/thresholds", budgets.thresholds, name="thresholds"),
    path("budgets/<int:pk>", budgets.budget_page, name="budget"),
    path("budgets/<int:pk>/deletion", budgets.deletion, name="deletion"),
    path("budgets/<int:pk>/submission", steps.submission, name="submission"),
    path("budgets/<int:pk>/freezing", steps.freezing, name="freezing"),
    path("budgets/<int:pk>/release", steps.release, name="release"),
    path("budgets/<int:pk>/lines/new", steps.new_line, name="new-line"),
    path("budgets/lines/<int:one>", steps.line, name="line"),
    path("budgets/lines/<int:one>/removal", steps.line_removal, name="line-removal"),
    path("budgets/lines/<int:one>/reallocation", steps.reallocation, name="reallocation"),
    path("budgets/lines/<int:one>/commitments/new", steps.new_commitment, name="new-commitment"),
    path("budgets/commitments/<int:one>/consumption", steps.consumption, name="consumption"),
    path("budgets/commitments/<int:one>/cancellation", steps.cancellation, name="cancellation"),
    path("budgets/commitments/<int:one>/reopening", steps.reopening, name="reopening"),
    path("expenses/", budgets.expense_list, name="expenses"),
    path("expenses/new", expenses.new_expense, name="new-expense"),
    path("expenses/<int:pk>", expenses.expense_page, name="expense"),
    path("expenses/<int:pk>/edit", expenses.edit_expense, name="edit-expense"),
    path("expenses/<int:pk>/deletion", expenses.deletion, name="expense-deletion"),
    path("expenses/<int:pk>/submission", expenses.submission, name="expense-submission"),
    path("expenses/<int:pk>/payment", expenses.payment, name="payment"),
    path("expenses/<int:pk>/unpayment", expenses.unpayment, name="unpayment"),
    path("projects/<int:pk>/budget", budgets.of_project, name="project"),
    path("projects/<int:pk>/budget/new", budgets.creation, name="new"),
]
