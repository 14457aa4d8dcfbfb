"""Portfolio（组合）: the plans of all projects side by side.

Words: bar, mark, window, lateness.
Stands on plans and projects; it keeps nothing of its own.
"""
