"""Insight（洞察）: how the pipeline looked week by week, and what changed.

Words: snapshot, week (its Monday), change.
Stands on projects and everything before; nothing stands on it.
"""
