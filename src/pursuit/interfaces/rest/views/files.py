"""Files of visible records: list, upload, look, download. Every download starts from what the caller sees."""

import hashlib

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.answers import ROOT, answer, once, shown
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.parameters import allow, number
from pursuit.interfaces.rest.problems import Problem
from pursuit.interfaces.rest.represent import Shown
from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel import access, files
from pursuit.kernel.errors import Invalid, Missing
from pursuit.kernel.models import StoredFile

MOST = 200
ENVELOPE = 64 * 1024  # what multipart adds around the file


def listed(request: HttpRequest) -> HttpResponse:
    """Files of one record (or, without `subject`, one's own unattached ones)."""
    allow(request, "subject")
    subject = number(request, "subject")
    rows = files.visible(actor_of(request)).filter(subject=subject).order_by("-uploaded_at", "-pk")[:MOST]
    return answer({"items": [_body(row) for row in rows], "next": None})


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file is."""
    return answer(_body(_visible(request, pk)))


def content(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes, always as a download, never as a page."""
    row = _visible(request, pk)
    try:
        opened = files.path_of(row).open("rb")
    except FileNotFoundError as error:
        raise Problem(500, "lost_file", _("The bytes of this file are missing: tell an administrator.")) from error
    made = FileResponse(opened, as_attachment=True, filename=row.name, content_type=row.content_type)
    made.headers["X-Content-Type-Options"] = "nosniff"
    made.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return made


def upload(request: HttpRequest) -> HttpResponse:
    """Put a file on a record: multipart/form-data with `subject`, `file` and perhaps `replaces`."""
    access.require(actor_of(request), files.attach_file.right)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.FILE_MAX_BYTES + ENVELOPE:
        raise Problem(413, "too_large", _("The request body is too large."))
    if request.content_type != "multipart/form-data":
        raise Problem(415, "unsupported_media", _("Send the file as multipart/form-data."))
    data: Json = {name: request.POST[name] for name in request.POST}
    if "file" in data or len(request.FILES) > 1:
        raise Invalid({"file": ("one_file", _("Choose one file."))})
    data |= {name: request.FILES[name] for name in request.FILES}

    def produce() -> HttpResponse:
        row = files.attach_file.run(actor_of(request), data)
        return shown(Shown(row.pk, None, _body(row)), 201, f"{ROOT}/files/{row.pk}")

    return once(request, produce, _digests(data))


def _digests(data: Json) -> dict[str, str]:
    found = {}
    for name, value in data.items():
        if isinstance(value, str):
            found[name] = value
            continue
        digest = hashlib.sha256()
        for piece in value.chunks():
            digest.update(piece)
        value.seek(0)
        found[name] = digest.hexdigest()
    return found


def _visible(request: HttpRequest, pk: int) -> StoredFile:
    row = files.visible(actor_of(request)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such file, or you cannot see it."))
    return row


def _body(row: StoredFile) -> Json:
    return {
        "id": row.pk,
        "subject": row.subject_id,
        "name": row.name,
        "content_type": row.content_type,
        "size": row.size,
        "sha256": row.sha256,
        "replaces": row.replaces_id,
        "uploaded_by": row.uploaded_by_id,
        "uploaded_at": row.uploaded_at,
        "content": f"{ROOT}/files/{row.pk}/content",
    }
