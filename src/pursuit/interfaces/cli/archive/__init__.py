"""Backup archives: what is in one, how it is written, and how it is verified before anything is replaced."""
