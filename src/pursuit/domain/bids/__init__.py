"""Bids（投标）: taking part in a tender.

Words: bid, clause, compliance, deviation, score, rival price, review, sealing, result.
Stands on playbooks (dates), offers and credentials.
"""
