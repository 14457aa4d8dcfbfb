# ruff: noqa: E402  Django must be set up before its models are imported
"""What must hold in the database at any moment, whatever was killed. Prints every violation.

python -m tests.accept.invariants
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pursuit.config.settings")

import django

django.setup()

from django.db import connection
from django.db.models import F

from pursuit.kernel import audit, extensions
from pursuit.kernel.models import Event, SearchText, Subject


def violations() -> list[str]:
    """Half operations, broken keys, broken files."""
    found = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (answer := cursor.fetchone()[0]) != "ok":
                found.append(f"integrity_check: {answer}")
            cursor.execute("PRAGMA foreign_key_check")
            found += [f"foreign key: {row}" for row in cursor.fetchall()]
    for kind in extensions.subject_types():
        rows = set(kind.model._default_manager.values_list("pk", flat=True))
        subjects = set(Subject.objects.filter(type=kind.code).values_list("pk", flat=True))
        found += [f"{kind.code} {pk}: subject and row do not match" for pk in rows ^ subjects]
        created = set(Event.objects.filter(verb=f"{kind.code}.created").values_list("subject_id", flat=True))
        found += [f"{kind.code} {pk}: no created event" for pk in subjects - created]
    found += [
        f"subject {pk}: no search text" for pk in Subject.objects.filter(search_text=None).values_list("pk", flat=True)
    ]
    found += [f"event {pk}: no payload" for pk in Event.objects.filter(payload=None).values_list("pk", flat=True)]
    found += [f"event {fault.event}: {fault.reason}" for fault in audit.verify()]
    deleted = Subject.objects.filter(deleted_at__isnull=False).values_list("pk", flat=True)
    told = set(Event.objects.filter(verb__endswith="deleted").values_list("subject_id", flat=True))
    told |= set(Event.objects.filter(verb__endswith="merged").values_list("payload__data__removed", flat=True))
    found += [f"subject {pk}: deleted without an event" for pk in deleted if pk not in told]
    # The newest event that carries a version carries the record's own.
    newest = Event.objects.filter(subject__version__lt=F("version")).values_list("pk", flat=True)
    found += [f"event {pk}: newer than its record" for pk in newest]
    return found


if __name__ == "__main__":
    problems = violations()
    print("\n".join(problems) or "sound", SearchText.objects.count(), Event.objects.count())
    sys.exit(bool(problems))
