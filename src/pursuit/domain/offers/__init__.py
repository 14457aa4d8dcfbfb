"""Offers（报价）: what is offered at which price.

Words: quote, version, section, line, BOQ, option, discount, margin.
Stands on catalogue and projects; bids and contracts take a quote over.
"""
