"""Lists: declared once per room, then filtered, sorted, paged, summed and exported the same way by every interface.

Words: listing (the declaration), column, list query (what a reader asked for), page, cell, cursor.
"""

from pursuit.kernel.listing.column import BATCH, Cell, Column, Listing, Row, every, get, register
from pursuit.kernel.listing.groups import Sections, groups, keep_groups, rows_in_groups, sections
from pursuit.kernel.listing.page import Page, has_any, line, page, rows_of
from pursuit.kernel.listing.query import Filter, ListQuery, read_query
from pursuit.kernel.listing.totals import Totals, keep_totals, totals

__all__ = [
    "BATCH",
    "Cell",
    "Column",
    "Filter",
    "ListQuery",
    "Listing",
    "Page",
    "Row",
    "Sections",
    "Totals",
    "every",
    "get",
    "groups",
    "has_any",
    "keep_groups",
    "keep_totals",
    "line",
    "page",
    "read_query",
    "register",
    "rows_in_groups",
    "rows_of",
    "sections",
    "totals",
]
