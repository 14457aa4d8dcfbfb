"""HubSpot: exports of companies, contacts, deals, tasks and activities, in the labels of the portal.

Words: an association is a column of ids of other records, several separated by ";".
Neighbours: intake.modules says what a dialect is made of, intake.dialects recognises tables by it.
"""
