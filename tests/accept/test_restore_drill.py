"""The demo company with files: backup → wipe → restore gives equal tables and files; a tampered audit row is found."""

import json
import shutil
import time

import pytest

from tests.accept.report import told
from tests.cli.conftest import ON_POSTGRES, Installation
from tests.cli.test_backup import EVERYTHING

pytestmark = pytest.mark.slow
FILES = 60
FILL = f"""
import os
from django.core.files.uploadedfile import SimpleUploadedFile
from pursuit.kernel import audit, files
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject, User
owner = Subject.objects.filter(type="account").order_by("pk")[0].owner
actor = Actor.of(owner, "cli")
mine = list(Subject.objects.filter(type="account", owner=owner).values_list("pk", flat=True))
for at in range({FILES}):
    upload = SimpleUploadedFile(f"附件 {{at}}.txt", os.urandom(20_000).hex().encode())
    files.attach_file(actor=actor, subject=mine[at % len(mine)], file=upload)
while audit.seal(settled_seconds=-1):
    pass
"""
# What somebody with the database in their hands could try; each alone must be found.
TAMPERED = {
    "a changed event": "UPDATE kernel_event SET verb = 'account.nothing' WHERE id = {event}",
    "another actor": "UPDATE kernel_event SET actor_id = (SELECT max(id) FROM kernel_user) WHERE id = {event}",
    "a changed payload": "UPDATE kernel_eventpayload SET data = '{{}}' WHERE event_id = {event}",
    "a removed payload": "DELETE FROM kernel_eventpayload WHERE event_id = {event}",
    "a forged seal": "UPDATE kernel_seal SET hash = 'x' WHERE id = (SELECT min(id) FROM kernel_seal)",
    "a removed seal": "DELETE FROM kernel_seal WHERE id = (SELECT min(id) FROM kernel_seal)",
}
TAMPER = """
from django.db import connection, transaction
from pursuit.kernel.models import Event
connection.ensure_connection()
if connection.vendor == "sqlite":
    connection.connection.execute("PRAGMA foreign_keys = OFF")
event = Event.objects.exclude(actor=None).order_by("pk")[Event.objects.count() // 2].pk
statement = {statement!r}.format(event=event)
with connection.cursor() as cursor:
    cursor.execute(statement)
"""


def test_backup_wipe_restore_and_tampering(migrated: Installation, empty: Installation) -> None:
    start = time.monotonic()
    migrated.ok("demo")
    migrated.script(FILL)
    before = json.loads(migrated.script(EVERYTHING))
    archive = empty.home.parent / "all.tar.gz"
    migrated.ok("backup", str(archive))
    for path in migrated.home.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not list(migrated.home.iterdir())

    empty.ok("restore", str(archive))
    assert json.loads(empty.script(EVERYTHING)) == before
    assert json.loads(empty.ok("check", "--json", "--rebuild"))["ok"] is True

    found = []
    for what, statement in TAMPERED.items():
        empty.ok("restore", "--force", str(archive))
        empty.script(TAMPER.format(statement=statement))
        said = empty.refused("check")
        assert "event" in said.lower() or "seal" in said.lower(), (what, said)
        found.append(what)
    told(
        "restore_drill",
        engine="postgresql" if ON_POSTGRES else "sqlite",
        tables=len(before),
        rows=sum(one[0] for one in before.values() if isinstance(one, list)),
        files=FILES,
        tampering_found=found,
        seconds=round(time.monotonic() - start),
    )
