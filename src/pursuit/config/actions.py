"""Loads every room's actions, so that each process knows all of them: doors offer them, undo finds them by code."""

import pkgutil
import sys
from importlib import import_module

from django.apps import apps

ROOMS = "pursuit.domain."
# The platform's own, some of which nothing else imports.
KERNEL = ("approvals", "customfields", "customimport", "files", "listing.views", "operators", "paperforms", "tokens")


def load() -> None:
    """Import the kernel's, and the `actions` of every room that wiring has declared."""
    for name in KERNEL:
        import_module(f"pursuit.kernel.{name}")
    for app in apps.get_app_configs():
        if not app.name.startswith(ROOMS) or f"{app.name}.extensions" not in sys.modules:
            continue
        package = import_module(f"{app.name}.actions")
        for module in pkgutil.iter_modules(getattr(package, "__path__", ())):
            import_module(f"{package.__name__}.{module.name}")
