"""Lists of needs: pasted lines or a table, one need per row. A reader without a database."""
