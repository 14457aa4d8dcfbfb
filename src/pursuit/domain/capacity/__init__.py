"""Capacity（人力）: who has time for what, over all plans: workload, levelling, and who should do what.

Words: load, skill need, levelling, staffing.
Stands on plans, whose assignments load people, and on people, who say what they can do and when.
"""
