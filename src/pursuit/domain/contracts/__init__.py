"""Contracts（合同）: what was agreed.

Words: contract, deviation, change, hand-over.
Stands on offers and bids; finance binds instalments to it.
"""
