"""Unpacking an archive into a staging folder, verifying everything on the way. Nothing is replaced here."""

import hashlib
import tarfile
import zlib
from pathlib import Path
from typing import IO

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

import pursuit
from pursuit.interfaces.cli.archive import engine, manifest
from pursuit.interfaces.cli.archive.manifest import Manifest, Member
from pursuit.kernel.errors import Refused

CHUNK = 1024 * 1024


def unpack(source: Path, staging: Path, *, migrate: bool) -> Manifest:
    """Every member into `staging`, or Refused. Names, kinds, sizes and digests must be those of the manifest."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            first = archive.next()
            if first is None or first.name != manifest.NAME or not first.isreg() or first.size > manifest.LARGEST:
                raise _bad(_("its manifest is missing"))
            made = manifest.loads(_body(archive, first).read())
            check_fits(made, migrate=migrate)
            left = dict(made.members)
            while (entry := archive.next()) is not None:
                _take(archive, entry, left, staging)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise _bad(str(error)) from error
    if left:
        raise _bad(_("%s is missing") % sorted(left)[0])
    _check_database(made, staging)
    return made


def check_fits(made: Manifest, *, migrate: bool) -> None:
    """Same kind of database, same version; with `migrate`, an older one whose steps are all known."""
    if made.engine != engine.name():
        raise Refused(
            "other_engine",
            _("The archive is of a %(theirs)s database, this installation has %(ours)s.")
            % {"theirs": made.engine, "ours": engine.name()},
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(made.migrations) - known):
        raise Refused("newer_archive", _("The archive is of a newer version (%s): install that first.") % unknown[0])
    if not migrate and (made.version != pursuit.__version__ or set(made.migrations) != known):
        raise Refused(
            "other_version",
            _("The archive is of version %(theirs)s, this is %(ours)s: add --migrate to bring it up to date.")
            % {"theirs": made.version, "ours": pursuit.__version__},
        )


def _take(archive: tarfile.TarFile, entry: tarfile.TarInfo, left: dict[str, Member], staging: Path) -> None:
    expected = left.pop(entry.name, None)
    # The manifest's own names are checked, so a name that is in it is safe; links and devices are no files of ours.
    if expected is None or not entry.isreg() or not manifest.allowed(entry.name) or entry.size != expected.size:
        raise _bad(_("%s does not belong there") % entry.name[:120])
    path = staging / entry.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    body = _body(archive, entry)
    with path.open("xb") as file:
        while piece := body.read(CHUNK):
            digest.update(piece)
            file.write(piece)
    path.chmod(0o600)
    if digest.hexdigest() != expected.sha256:
        raise _bad(_("%s was changed") % entry.name)


def _body(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    body = archive.extractfile(entry)
    if body is None:
        raise _bad(entry.name)
    return body


def _check_database(made: Manifest, staging: Path) -> None:
    found = engine.module().verify(staging / manifest.DATABASES[made.engine])
    if found is not None and found != made.tables:
        raise _bad(_("the rows in the database are not those the manifest counts"))


def _bad(reason: str) -> Refused:
    return Refused("bad_archive", _("The archive is damaged or was tampered with: %s. Nothing was changed.") % reason)
