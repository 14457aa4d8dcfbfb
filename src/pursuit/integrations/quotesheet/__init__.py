"""A quote as files: docx to sign and seal, xlsx to calculate with.

The customer's files hold nothing of cost and margin: they are not handed to the writers of those columns at all.
Neighbours: offers gives the sheet, interfaces/web/offers the way to take it.
"""
