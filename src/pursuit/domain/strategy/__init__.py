"""Strategy（策略）: how a project is to be won.

Words: need, sheet, line, crossing, position, relationship plan, win theme.
Stands on projects, chain and market; every line becomes a task of execution.
"""
