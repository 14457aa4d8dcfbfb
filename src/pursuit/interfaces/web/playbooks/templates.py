"""The list of templates, one of them, a new one, a copy; taken out of use."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.methods.queries.methods import method_names
from pursuit.domain.playbooks.actions.templates import copy_template, create_template, retire_template
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.interfaces.web.playbooks import words
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Refused

NAV = {"nav": "execution"}


@page("tasks.view")
def template_list(request: Request) -> HttpResponse:
    """Every template with its stage and how often it is used."""
    found = queries.listed(request.actor, words.stages())
    context = {**NAV, "templates": found, "may_edit": request.actor.may(queries.EDIT)}
    return render(request, "playbooks/templates.html", context)


@page("tasks.view")
def template_page(request: Request, pk: int) -> HttpResponse:
    """Its rows as an outline."""
    row = queries.template(request.actor, pk)
    context = {
        **NAV,
        "template": row,
        "stage": words.stages().get(row.stage, row.stage),
        "lines": words.lines(*queries.specs(row)),
        "may_edit": queries.may_edit(request.actor, row),
        "may_copy": request.actor.may(queries.EDIT),
    }
    return render(request, "playbooks/template.html", context)


@page("playbooks.edit", methods=("GET", "POST"))
def new_template(request: Request) -> HttpResponse:
    """Name, method and stage; its rows come in the editor."""
    given = {name: request.POST.get(name, "").strip() for name in ("name", "method", "stage")}
    context: dict[str, object] = {**NAV, **given, "methods": method_names(), "stages": words.stages().items()}
    if request.method == "GET":
        return render(request, "playbooks/new.html", context)
    try:
        row = create_template.run(request.actor, {**given, "method": given["method"] or None})
    except Refused as no:
        return render(request, "playbooks/new.html", {**context, "problem": no.message}, status=422)
    return see_other(request, reverse("playbooks:edit", args=[row.pk]))


@page("playbooks.edit", methods=("POST",))
def copy(request: Request, pk: int) -> HttpResponse:
    """A copy to change."""
    row = copy_template.run(request.actor, {"template": pk})
    return see_other(request, reverse("playbooks:edit", args=[row.pk]), Toast(_("Copied: change what you like.")))


@page("playbooks.edit", methods=("POST",))
def retirement(request: Request, pk: int) -> HttpResponse:
    """No longer offered, or offered again."""
    active = request.POST.get("active") == "yes"
    row = retire_template.run(request.actor, {"template": pk, "active": active})
    told = _("“%s” is offered again.") if active else _("“%s” is no longer offered.")
    return see_other(request, reverse("playbooks:templates"), Toast(told % row.label))
