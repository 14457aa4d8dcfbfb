"""Which database this installation has."""

from importlib import import_module
from types import ModuleType

from django.db import connection


def name() -> str:
    """sqlite or postgresql."""
    return connection.vendor


def module() -> ModuleType:
    """Both offer snapshot, verify, has_data, release, put_aside, put_back, install. Only the one in use is imported."""
    return import_module(f"pursuit.interfaces.cli.archive.{'sqlite' if name() == 'sqlite' else 'postgres'}")
