"""Files on any subject: checked on the way in, bound to their uploader until attached, re-checked on every download."""

import hashlib
import secrets
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import access, clock, events, extensions, filetypes
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import ANY, Label, Ref
from pursuit.kernel.models.file import StoredFile
from pursuit.kernel.models.subject import Subject

AnySubject = Annotated[int, Ref(ANY), Label(_("Record"))]
Upload = Annotated[object, Label(_("File"), widget="file")]


@action("kernel.attach_file", right="files.edit")
def attach_file(*, actor: Actor, subject: AnySubject, file: Upload, replaces: int | None = None) -> StoredFile:
    """Put an uploaded file on a record; `replaces` makes it the next version of one that is there."""
    target = Subject.objects.visible_to(actor, [subject]).get()
    _may_change(actor, target)
    before = None
    if replaces is not None:
        before = visible(actor).filter(pk=replaces, subject=target).first()
        if before is None:
            raise Missing("not_found", _("There is no such file, or you cannot see it."))
    row = _store(actor, file, before)
    row.subject = target
    row.save()
    events.record(actor, "kernel.file.attached", target, file=row.pk, name=row.name, size=row.size)
    return row


def attach_evidence(actor: Actor, target: Subject, file: object) -> StoredFile:
    """The paper that proves a step of a later room, put on its record by whoever may take that step; inside actions."""
    row = _store(actor, file, None)
    row.subject = target
    row.save()
    events.record(actor, "kernel.file.attached", target, file=row.pk, name=row.name, size=row.size)
    return row


@action("kernel.remove_file", right="files.edit", public="files.remove")
def remove_file(*, actor: Actor, file: int) -> StoredFile:
    """Hide a file; its bytes go when the record is purged."""
    row = visible(actor).select_related("subject").filter(pk=file).first()
    if row is None or row.subject is None:
        raise Missing("not_found", _("There is no such file, or you cannot see it."))
    _may_change(actor, row.subject)
    row.deleted_at = clock.now()
    row.save()
    events.record(actor, "kernel.file.removed", row.subject, file=row.pk, name=row.name)
    return row


def visible(actor: Actor, subject_type: str | None = None) -> models.QuerySet[StoredFile]:
    """Files of visible records (of one type, where only those are wanted), and one's own unattached ones. Every
    download starts here."""
    seen = access.any_type_q(actor, None if subject_type is None else [subject_type], "subject__")
    own = models.Q(subject=None, uploaded_by_id=actor.user_id)
    return StoredFile.objects.filter(seen | own, deleted_at=None)


def path_of(row: StoredFile) -> Path:
    """Where the bytes lie."""
    root: Path = settings.FILES_ROOT
    return root / row.stored[:2] / row.stored


def _may_change(actor: Actor, subject: Subject) -> None:
    access.require(actor, extensions.subject_type(subject.type).edit_right, subject)


def _store(actor: Actor, upload: object, before: StoredFile | None) -> StoredFile:
    """Check and write the bytes; a rolled-back action removes them again."""
    if not isinstance(upload, UploadedFile) or not upload.size or upload.file is None:
        raise Refused("no_file", _("Choose a file that is not empty."), "file")
    if upload.size > settings.FILE_MAX_BYTES:
        most = settings.FILE_MAX_BYTES // (1024 * 1024)
        raise Refused("too_large", _("The file is larger than %d MB.") % most, "file")
    name = filetypes.clean_name(upload.name or "")
    head = upload.read(512)
    upload.seek(0)
    content_type = filetypes.check(name, head, upload.file)
    upload.seek(0)
    row = StoredFile(
        name=name,
        stored=secrets.token_hex(20),
        content_type=content_type,
        size=upload.size,
        uploaded_by=actor.user,
        uploaded_at=clock.now(),
        replaces=before,
    )
    path = path_of(row)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as target:
        for piece in upload.chunks():
            digest.update(piece)
            target.write(piece)
    row.sha256 = digest.hexdigest()
    _remove_on_rollback(path)
    return row


def _remove_on_rollback(path: Path) -> None:
    """Django has no on_rollback: the file is noted first, un-noted on commit, and swept while it stays noted."""
    note = path.with_suffix(".pending")
    note.touch()
    transaction.on_commit(lambda: note.unlink(missing_ok=True))


def sweep(older_than_seconds: int = 3600) -> int:
    """Remove bytes whose action never committed."""
    border = clock.now().timestamp() - older_than_seconds
    gone = 0
    root: Path = settings.FILES_ROOT
    for note in root.glob("*/*.pending"):
        if note.stat().st_mtime < border:
            stored = note.with_suffix("")
            if not StoredFile.objects.filter(stored=stored.name).exists():
                stored.unlink(missing_ok=True)
                gone += 1
            note.unlink(missing_ok=True)
    return gone
