"""Side sheets over one project: a form drawn from an action, and the way back to where it was opened."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.filterbar import safe_path
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, history
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject


def project_url(pk: int) -> str:
    return reverse("projects:project", args=[pk])


def where_from(request: Request, otherwise: str) -> str:
    """The page a sheet was opened on, so that closing it changes nothing else; a full page goes on to `otherwise`."""
    asked = urlsplit(request.htmx.current_url or "") if request.htmx else None
    if asked is None or asked.netloc != request.get_host():
        return otherwise
    return safe_path(f"{asked.path}?{asked.query}" if asked.query else asked.path)


def project_sheet(
    request: Request,
    pk: int,
    action: AnyAction,
    *,
    title: Text,
    button: Text = "",
    said: Text = "",
    names: Sequence[str] | None = None,
    fixed: Mapping[str, object] | None = None,
    stored: Mapping[str, object] | None = None,
    context: Mapping[str, object] | None = None,
    back: str = "",
    draft: str = "",
    template: str = "forms/page.html",
    sheet: str = "forms/sheet.html",
) -> HttpResponse:
    """A form about a visible project that the reader may change; a look is refused as the action itself would."""
    row = project(request.actor, pk)
    access.require(request.actor, "projects.edit", row.subject)
    form = ActionForm(action, request.actor, names=names, fixed={"project": pk, **(fixed or {})}, stored=stored)
    there = where_from(request, back or project_url(pk))
    return form_page(
        request,
        form,
        title=title,
        button=button or _("Save"),
        done=lambda _row: there,
        said=said or _("Saved."),
        cancel=back or project_url(pk),
        draft=f"{action.code}-{pk}{draft}",
        template=template,
        sheet=sheet,
        context={"nav": "projects", "intro": row.title, **(context or {})},
    )


def done_with_undo(request: Request, subject: Subject, text: str, url: str) -> HttpResponse:
    """After something was taken away: say so, and offer to take that back."""
    undo = reverse("undo", args=[history.latest(subject)])
    return see_other(request, url, Toast(text, url=undo, link=_("Undo"), post=True))
