"""Pages around a form: the same view serves a full page and a side sheet, before and after a no."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other


def form_page(
    request: Request,
    form: ActionForm,
    *,
    title: object,
    button: object,
    done: Callable[[Any], str],
    said: object = "",
    cancel: str = "",
    template: str = "forms/page.html",
    sheet: str = "forms/sheet.html",
    context: Mapping[str, object] | None = None,
    draft: str = "",
) -> HttpResponse:
    """GET shows the form; POST runs it and goes to `done(result)`; a no shows the form again with what was typed.

    In a sheet (htmx) the answer to success is a redirect of the whole page, so that everything on it is true again.
    """
    status = 200
    if request.method == "POST":
        result = form.submit(request)
        if result is not None:
            return see_other(request, done(result), Toast(str(said)) if said else None)
        status = 422
    shown = {
        "form": form,
        "title": title,
        "button": button,
        "cancel": cancel,
        "draft": draft or form.action.code,
        "here": request.get_full_path(),
        **(context or {}),
    }
    name = sheet if is_sheet(request) else template
    return render(request, name, shown, status=status)


def is_sheet(request: HttpRequest) -> bool:
    """Is the answer going into the side sheet?"""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and htmx.target == "sheet-host"
