"""Sharing（共享）: what leaves the house by a secret address: calendar feeds, plans shown to a customer.

Words: feed, share, secret, what an outsider sees.
Stands on plans and everything before; whoever holds an address sees what its maker may see at that moment, never more.
"""
