"""Finance（资金）: what is owed, claimed, paid and allocated.

Words: instalment, receivable, invoice, receipt, allocation, note, bond, ageing.
Stands on contracts and plans: an instalment follows its milestone.
"""
