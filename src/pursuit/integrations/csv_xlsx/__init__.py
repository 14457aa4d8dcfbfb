"""Tables as people export them: csv, tsv, xlsx and zips of csv files, and the values in their cells.

Words: table (header, rows), fault (why a row cannot be taken), note (what was noticed about a file).
tables.open_tables(path) finds the tables of a file; values turns a cell into an amount, a day, a flag.
Every file is taken for hostile: caps on size, expansion, columns and texts; nothing is ever unpacked to disk by name.
Neighbours: the import formats (zoho, hubspot…) read through this; the kernel writes exports.
"""
