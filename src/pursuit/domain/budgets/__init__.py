"""Budgets（预算与成本）: what a project may cost, and what it has cost.

Words: budget line, request, reallocation, commitment, cost, expense, stop-loss.
Stands on projects, hours and contracts.
"""
