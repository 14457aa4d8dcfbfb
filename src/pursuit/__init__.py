"""Pursuit（赢单）: every big deal run as a project."""

__version__ = "0.1.0"
