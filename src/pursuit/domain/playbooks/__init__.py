"""Playbooks（打法）: plans made ready for the stages of a method, and the dates that a procurement law sets.

Words: template, anchor, offset, tender, tender date, finding, derived date.
Stands on plans, whose rows templates become, on methods and projects; it dates nothing itself.
"""
