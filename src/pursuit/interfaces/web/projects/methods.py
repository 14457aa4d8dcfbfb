"""Settings: methods, their versions, and the draft of the next one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.methods.actions.methods import create_method, edit_method, publish_method, retire_method
from pursuit.domain.methods.queries import methods as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.draft import DraftForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Missing, Refused


@page("methods.edit")
def method_list(request: Request) -> HttpResponse:
    """Every method with the version in force and the draft of the next."""
    shown = [(row, queries.published(row), queries.draft(row)) for row in queries.all_methods(request.actor)]
    return render(request, "projects/methods.html", {"nav": "settings", "methods": shown})


@page("methods.edit", methods=("GET", "POST"))
def new_method(request: Request) -> HttpResponse:
    """A new method, its first stages copied from another one."""
    asked = request.GET.get("copy_of", "")
    first = queries.all_methods(request.actor).first()
    form = ActionForm(
        create_method,
        request.actor,
        names=("name", "name_en", "code", "kind"),
        fixed={"copy_of": int(asked) if asked.isdecimal() and len(asked) < 18 else first.pk if first else None},
        stored={"kind": "deal"},
    )
    return form_page(
        request,
        form,
        title=_("New method"),
        button=_("Create"),
        done=lambda row: reverse("projects:method-draft", args=[row.pk]),
        said=_("The method was created: now write its stages."),
        cancel=reverse("projects:methods"),
        context={
            "nav": "settings",
            "intro": _("Its stages begin as a copy of: %s.") % _copied(request, asked, str(first or "")),
        },
    )


def _copied(request: Request, asked: str, otherwise: str) -> str:
    return str(queries.method(request.actor, int(asked))) if asked.isdecimal() and len(asked) < 18 else otherwise


@page("methods.edit")
def method(request: Request, pk: int) -> HttpResponse:
    """One method: the stages in force, its draft, its earlier versions."""
    row = queries.method(request.actor, pk)
    now, draft = queries.published(row), queries.draft(row)
    context = {
        "nav": "settings",
        "method": row,
        "now": now,
        "stages": queries.stages(now) if now else [],
        "draft": draft,
        "versions": queries.versions(row),
    }
    return render(request, "projects/method.html", context)


@page("methods.edit")
def version(request: Request, pk: int, number: int) -> HttpResponse:
    """An earlier version, to look at: projects that began with it keep it."""
    row = queries.method(request.actor, pk)
    found = next((one for one in queries.versions(row) if one.number == number), None)
    if found is None:
        raise Missing("not_found", _("There is no such version."))
    context = {"nav": "settings", "method": row, "now": found, "stages": queries.stages(found), "old": True}
    return render(request, "projects/method.html", context)


@page("methods.edit", methods=("GET", "POST"))
def draft(request: Request, pk: int) -> HttpResponse:
    """Write the stages of the next version. Buttons that add, take away or move a stage only show the form again."""
    row = queries.method(request.actor, pk)
    written = queries.draft(row) or queries.published(row)
    form = DraftForm.of_stages(row.name, queries.stages(written) if written else [])
    status = 200
    if request.method == "POST":
        form = DraftForm.sent(request.POST)
        if not form.rearranged(request.POST):
            if _written(request, pk, form):
                return see_other(request, reverse("projects:method", args=[pk]), Toast(_("The draft is saved.")))
            status = 422
    context = {"nav": "settings", "method": row, "form": form, "here": request.path}
    return render(request, "projects/method_draft.html", context, status=status)


def _written(request: Request, pk: int, form: DraftForm) -> bool:
    if not form.fine():
        return False
    try:
        edit_method.run(request.actor, {"method": pk, **form.values()})
    except Refused as no:
        form.say(no)
        return False
    return True


@page("methods.edit", methods=("POST",))
def publication(request: Request, pk: int) -> HttpResponse:
    """From now on new projects take the draft."""
    publish_method.run(request.actor, {"method": pk})
    toast = Toast(_("Published: new projects take this version."))
    return see_other(request, reverse("projects:method", args=[pk]), toast)


@page("methods.edit", methods=("POST",))
def retirement(request: Request, pk: int) -> HttpResponse:
    """No new projects by this method."""
    retire_method.run(request.actor, {"method": pk})
    return see_other(request, reverse("projects:methods"), Toast(_("The method takes no new projects.")))
