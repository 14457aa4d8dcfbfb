"""Lists on pages: filters, columns, sort, totals, saved views, bulk, export; all from a room's Listing."""
