"""Plans（计划）: the tasks of a record in an outline, with links, people, dates and baselines.

Words: plan, row, link, resource, assignment, baseline, anchor.
Stands on execution, whose tasks the rows are; the dates are the engine's.
"""
