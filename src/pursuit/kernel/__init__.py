"""Kernel: the platform below every room; it knows no sales word.

Words: actor, right, subject, action, event, approval, term, listing, job, outbox.
Rooms stand on it; it imports none of them and learns of them through the five kinds of extension.
Doors: `action.py` (every change), `access.py` (every look).
"""
