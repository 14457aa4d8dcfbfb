"""`pursuit migrate`: bring the database to this version and write what is shipped."""

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from pursuit.interfaces.cli.say import say
from pursuit.kernel import platform


def describe() -> str:
    return _("create the database or bring it to this version")


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_args: argparse.Namespace) -> int:
    names = pending()
    if names:
        call_command("migrate", interactive=False, verbosity=0)
    platform.sync()
    say(_("The database is up to date (%d steps applied).") % len(names))
    return 0


def pending() -> list[str]:
    """Migrations that are not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
