"""Budgets（预算与成本）: what a pursuit may cost, what is promised, what was spent, and when to stop.

Words: budget, line, period, reallocation, commitment, expense, stop-loss.
Stands on projects and hours; gates may ask it what was approved.
"""
