"""管道：销售项目的合计与看板.

All projects a reader sees, as figures and columns: totals the database keeps, the board, the figures of the desk.
Words: cell, loose, figure, column. Neighbours: projects (what is counted), methods (whose stages are the columns).
"""
