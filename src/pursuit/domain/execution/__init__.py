"""Execution（计划与执行）: what has to be done, by whom, until when.

Words: task, priority, due day.
Stands on projects and everything before; a task hangs on any record, or on none.
"""
