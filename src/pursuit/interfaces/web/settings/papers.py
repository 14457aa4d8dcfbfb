"""Papers and the company's own Word templates for them."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import paperforms
from pursuit.kernel.errors import Invalid, Refused

EDIT = "settings.edit"


@page(EDIT)
def papers(request: Request) -> HttpResponse:
    """Each paper: the template in use, and the names it may use."""
    return _shown(request)


def _shown(request: Request, problem: str = "") -> HttpResponse:
    listed = []
    for form in paperforms.forms():
        names = [(name, label) for name, label in form.fields.items()]
        names += [
            (f"{table}.{column}", label) for table, columns in form.tables.items() for column, label in columns.items()
        ]
        listed.append((form, paperforms.own(form.code), names))
    context = {"nav": "settings", "papers": listed, "problem": problem}
    return render(request, "settings/papers.html", context, status=422 if problem else 200)


@page(EDIT)
def template(_request: Request, code: str) -> FileResponse:
    """The template in use, to be changed in Word."""
    form = paperforms.form(code)
    return download(paperforms.template(code), str(form.label))


@page(EDIT, methods=("POST",))
def put(request: Request, code: str) -> HttpResponse:
    """Use a file from now on."""
    try:
        paperforms.put_template.run(request.actor, {"code": code, "file": request.FILES.get("file")})
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        texts = [text for _code, text in no.faults.values()] if isinstance(no, Invalid) else [no.message]
        return _shown(request, " ".join(str(text) for text in texts))
    return see_other(request, reverse("settings:papers"), Toast(_("The template is in use.")))


@page(EDIT, methods=("POST",))
def reset(request: Request, code: str) -> HttpResponse:
    """Back to the shipped paper."""
    paperforms.reset_template.run(request.actor, {"code": code})
    return see_other(request, reverse("settings:papers"), Toast(_("The paper is used as shipped again.")))
