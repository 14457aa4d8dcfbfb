"""Task tables: csv or xlsx lists of tasks from Worktile, PingCode, WPS or anybody, read by a mapping; no database.

Words: a mapping says which column is which field, as facts that can be kept and brought again; `suggest` makes one by
the likeness of labels and by what stands in the cells. Neighbours: csv_xlsx reads files, boards has the neutral form.
"""
