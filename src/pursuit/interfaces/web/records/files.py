"""Files of a record: upload, download, remove. A file is never shown by the browser as a page of ours."""

from functools import cache

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.interfaces.web.records.views import GONE, subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import files
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import StoredFile, Subject
from pursuit.kernel.prepared import Prepared


@page(methods=("GET", "POST"))
def record_files(request: Request, pk: int) -> HttpResponse:
    """The files of a record as a fragment; POST adds one."""
    subject = Subject.objects.visible_to(request.actor, [pk]).first()
    if subject is None:
        raise Missing("not_found", GONE)
    if request.method == "POST":
        files.attach_file.run(request.actor, {"subject": pk, "file": request.FILES.get("file")})
        return see_other(request, f"{subject_url(subject)}#files", Toast(_("The file was added.")))
    context = {"subject": subject, "files": of(request, subject)}
    return render(request, "records/files.html", context)


@page()
def download(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The bytes, as an attachment, after asking again whether the reader sees the record."""
    row = files.visible(request.actor).filter(pk=pk).first()
    path = files.path_of(row) if row else None
    if row is None or path is None or not path.exists():
        raise Missing("not_found", _("There is no such file, or you cannot see it."))
    response = FileResponse(path.open("rb"), as_attachment=True, filename=row.name, content_type=row.content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@page("files.edit", methods=("POST",))
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a file off its record."""
    row = files.remove_file.run(request.actor, {"file": pk})
    back = f"{subject_url(row.subject)}#files" if row.subject else "/"
    return see_other(request, back, Toast(_("The file was removed.")))


def of(request: Request, subject: Subject) -> list[StoredFile]:
    """The newest files of a visible record, newer versions in place of the ones they replace."""
    return _newest(subject.type)(request.actor, subject=subject)


@cache
def _newest(subject_type: str) -> Prepared[StoredFile]:
    return Prepared(
        lambda actor, subject: (
            files.visible(actor, subject_type)
            .filter(subject=subject, replaced_by=None)
            .select_related("uploaded_by")
            .order_by("-uploaded_at")[:50]
        )
    )
