"""What the tests of this folder share: files written on the spot, an import, and a dump of the business tables."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.apps import apps
from django.db import connection

from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake import plan as plans
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.plan import Plan
from pursuit.kernel.actor import Actor

# The books of imports, the audit trail and what is derived from it are no business tables.
BOOKS = {"event", "eventpayload", "seal", "importbatch", "refusedrow", "importmark", "revision", "projecttally"}


def write(path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    """A csv file."""
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)
    return path


def bring(actor: Actor, plan: Plan | Path, *files: Path, dry: bool = False) -> Import:
    """Run an import over files."""
    read = plans.read(plan) if isinstance(plan, Path) else plan
    tables = [table for path in files for table in open_tables(path)]
    done = Import(actor, read, tables, files, dry=dry)
    done.run()
    return done


def counts(done: Import, kind: str) -> tuple[int, int, int, int]:
    """created, updated, unchanged, rejected of one kind."""
    found = done.receipt.subjects[kind]
    assert found.rows == found.created + found.updated + found.unchanged + found.rejected
    return found.created, found.updated, found.unchanged, found.rejected


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every business table."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.model_name in BOOKS or model._meta.app_label in ("django", "sessions", "contenttypes"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found[model._meta.label] = sorted(tuple(map(str, row)) for row in cursor.fetchall())
    return found
