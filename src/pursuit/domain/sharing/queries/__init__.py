"""Looks of the room."""
