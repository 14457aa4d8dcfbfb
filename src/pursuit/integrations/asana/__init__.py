"""Asana in: a project's CSV or JSON export, or objects of its API, become a Board; no database.

Asana writes moments in UTC and days without a zone; both stay what they are. Its CSV says parents and dependencies by
name only and loses which task was meant where two have one name: what was guessed is counted. Neighbours: boards
has the neutral form, csv_xlsx reads the tables.
"""
