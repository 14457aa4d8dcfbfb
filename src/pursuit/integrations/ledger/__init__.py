"""台账: the tables companies keep by hand of contracts, receivables, bonds, bids and certificates.

Words: a ledger has titles above its header,
    subtotals between its rows and remarks below them; tidying leaves them out.
Neighbours: intake.modules says what a dialect is made of; intake.ledgers writes the rows into contracts, finance,
    bids.
"""
