"""Intake: tables of other systems become records, through the ordinary actions, in chunks that are whole or not there.

Words: a plan says how columns are read; a draft is one row read by it; a batch is one import and its receipt.
Neighbours: csv_xlsx reads the files, the dialects (zoho, hubspot…) propose plans; the command line and the web ask.
"""
