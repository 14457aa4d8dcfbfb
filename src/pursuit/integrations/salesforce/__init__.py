"""Salesforce: data exports with the names of the API, and reports with labels.

Words: an id has 18 characters (15 in reports); WhoId and WhatId of a task name a person and a record.
Neighbours: intake.modules says what a dialect is made of, intake.dialects recognises tables by it.
"""
