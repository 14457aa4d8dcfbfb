"""Goals（目标）: what is to be reached, by whom and when, and how far it is.

Words: goal, parent, target, commitment, gap, quota, measure, KPI, reading.
Stands on projects and playbooks; gates asks whether a charter has goals.
"""
