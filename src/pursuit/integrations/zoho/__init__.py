"""Zoho CRM: module exports, backup, list exports and Bulk Read, told apart by labels and never by position.

Words: a module is a table; a look-up is a pair of columns, "Account Name.id" and "Account Name"; ids begin with zcrm_.
Neighbours: intake.modules says what a dialect is made of, intake.dialects recognises tables by it.
"""
