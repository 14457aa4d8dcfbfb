"""Changing plans."""
