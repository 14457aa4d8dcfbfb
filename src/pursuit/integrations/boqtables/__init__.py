"""Bills of quantities（工程量清单、报价清单） in: xlsx or csv as customers and designers send them, without a database.

Words: column (which cell is the name, the quantity, the price), bill (headings, items, findings: offers.rules.boq).
reader.read_file(path) finds the sheet, its columns and the unit of its amounts; the room takes the rows over.
Neighbours: csv_xlsx reads the cells, offers knows what a bill is, interfaces/web/offers shows it.
"""
