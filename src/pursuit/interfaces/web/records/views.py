"""In-place editing, look-ups, history and undo: the same for every type of record."""

from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.records import lookups
from pursuit.interfaces.web.records.facts import facts, fields, stored
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.registry import EDITABLE
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other, with_toast
from pursuit.kernel import access, extensions, history, undo
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Record, Subject, visible_rows

GONE = _("There is no such record, or you cannot see it.")


def subject_url(subject: Subject) -> str:
    """The page of a subject, "" where its type has none."""
    kind = extensions.subject_type(subject.type)
    return reverse(kind.url_name, args=[subject.pk]) if kind.url_name else ""


def undoable(text: str, subject: Subject) -> Toast:
    """A toast that takes back what has just been done to a record."""
    return Toast(text, url=reverse("undo", args=[history.latest(subject)]), link=_("Undo"), post=True)


def visible_record(request: Request, subject_type: str, pk: int) -> Record:
    """A record of a type by id, visible to the reader; the answer for unknown and hidden ones is the same."""
    try:
        model = extensions.subject_type(subject_type).model
    except KeyError as error:
        raise Missing("not_found", GONE) from error
    row = visible_rows(model, request.actor).select_related("subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


@page(methods=("GET", "POST"))
def field(request: Request, subject_type: str, pk: int, name: str) -> HttpResponse:
    """One value edited in place: GET is the control, POST saves it and answers the value."""
    row = visible_record(request, subject_type, pk)
    if subject_type not in EDITABLE or name not in fields(subject_type):
        raise Missing("not_found", GONE)
    editable = EDITABLE[subject_type]
    access.require(request.actor, extensions.subject_type(subject_type).edit_right, row.subject)
    form = ActionForm(
        editable.update,
        request.actor,
        names=[name],
        fixed={editable.keyword: pk},
        stored=stored(row, [name]),
        version=row.subject.version,
    )
    if request.method == "POST" and form.submit(request) is not None:
        (fact,) = facts(request.actor, visible_record(request, subject_type, pk), [name])
        return with_toast(render(request, "records/value.html", {"fact": fact}), Toast(_("Saved.")))
    status = 422 if request.method == "POST" else 200
    return render(request, "forms/inline.html", {"form": form, "here": request.path}, status=status)


@page()
def lookup(request: Request, what: str) -> HttpResponse:
    """Candidates for a reference field, by substring and initials, ten at most, visible ones only."""
    found = lookups.find(request.actor, what, request.GET.get("q", ""), request.GET)
    return JsonResponse({"results": found})


@page()
def record_history(request: Request, pk: int) -> HttpResponse:
    """What happened to a record, newest first."""
    subject = Subject.objects.visible_to(request.actor, [pk]).first()
    if subject is None:
        raise Missing("not_found", GONE)
    before = request.GET.get("before", "")
    entries = history.of(request.actor, subject, before=int(before) if before.isdecimal() else None)
    context = {"subject": subject, "entries": lines(entries), "url": subject_url(subject), "more": _more(entries)}
    return render(request, "records/history.html#entries" if before else "records/history.html", context)


@page(methods=("POST",))
def undo_event(request: Request, event: int) -> HttpResponse:
    """Take a change back."""
    result = undo.undo(request.actor, event)
    return see_other(request, _after_undo(request, result), Toast(_("Undone.")))


def _after_undo(request: Request, result: object) -> str:
    """The page the undo was pressed on, or that of what came back; never one that is gone now."""
    record = result.subject if isinstance(result, Record) else None
    home = subject_url(record) if record else ""
    if record and record.deleted_at:
        was = _pressed_on(request)
        return "/" if not was or (home and urlsplit(was).path.startswith(home)) else was
    return _asked_back(request) or home or _pressed_on(request) or "/"


def _asked_back(request: Request) -> str:
    """The page a form named to come back to, on this site only."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _pressed_on(request: Request) -> str:
    """The page a form stood on, as it says itself or as the browser says."""
    asked = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    parts = urlsplit(asked if known else "")
    return _asked_back(request) or (f"{parts.path}?{parts.query}" if parts.query else parts.path)


def _more(entries: list[history.Entry]) -> int | None:
    return entries[-1].id if len(entries) == 30 else None
