"""Lists: declared once per room, then filtered, sorted, paged, summed and exported the same way by every interface.

Words: listing (the declaration), column, list query (what a reader asked for), page, cell, cursor.
"""

from pursuit.kernel.listing.column import Cell, Column, Listing, Row, every, get, register
from pursuit.kernel.listing.page import Page, page, rows_of
from pursuit.kernel.listing.query import ListQuery, read_query
from pursuit.kernel.listing.totals import Totals, keep_totals, totals

__all__ = [
    "Cell",
    "Column",
    "ListQuery",
    "Listing",
    "Page",
    "Row",
    "Totals",
    "every",
    "get",
    "keep_totals",
    "page",
    "read_query",
    "register",
    "rows_of",
    "totals",
]
