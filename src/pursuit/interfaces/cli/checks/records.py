"""What the records promise: the audit trail is unbroken, every stored file is there and unchanged."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pursuit.interfaces.cli.archive.write import digest_of
from pursuit.interfaces.cli.checks.finding import Finding
from pursuit.kernel import audit, files, operators


def trail_unbroken() -> Iterator[Finding]:
    """Every event, payload and seal."""
    for fault in audit.verify():
        where = _("event %s") % fault.event if fault.event is not None else _("audit trail")
        yield Finding("audit", f"{where}: {fault.reason}")


def files_there() -> Iterator[Finding]:
    """Every stored file with its size and SHA-256."""
    for row in operators.stored_files():
        path = files.path_of(row)
        if not path.is_file():
            yield Finding(
                "file_missing", _("File %(id)s (%(name)s) is missing on disk.") % {"id": row.pk, "name": row.name}
            )
        elif path.stat().st_size != row.size or digest_of(path) != row.sha256:
            yield Finding(
                "file_changed", _("File %(id)s (%(name)s) was changed on disk.") % {"id": row.pk, "name": row.name}
            )
