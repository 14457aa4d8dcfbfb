"""Bringing files of another system in: drop, map, check, run, receipt. Words: batch, mapping, repair, receipt.

The work is done by integrations.intake; these pages keep nothing themselves."""
