"""The editor of a template: its rows as a form, arranged by buttons, saved as a whole."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.methods.queries.methods import method_names
from pursuit.domain.playbooks.actions.templates import NOT_YOURS, edit_template
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.domain.playbooks.rules.kinds import ANCHORS, KINDS
from pursuit.interfaces.web.playbooks import words
from pursuit.interfaces.web.playbooks.draft import TemplateForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import terms
from pursuit.kernel.errors import Forbidden, Refused


@page("playbooks.edit", methods=("GET", "POST"))
def editor(request: Request, pk: int) -> HttpResponse:
    """GET shows what is stored; POST with `do` rearranges, without saves."""
    row = queries.template(request.actor, pk)
    if not queries.may_edit(request.actor, row):
        raise Forbidden("forbidden", NOT_YOURS)
    status = 200
    if request.method == "POST":
        form = TemplateForm.sent(request.POST)
        if not form.rearranged(request.POST):
            if _saved(request, pk, form):
                return see_other(request, reverse("playbooks:template", args=[pk]), Toast(_("Saved.")))
            status = 422
    else:
        form = TemplateForm.of(row.label, row.method_id, row.stage, row.note, *queries.specs(row))
    context = {
        "nav": "execution",
        "template": row,
        "form": form,
        "rows": form.shown(),
        "version": request.POST.get("version", row.version),
        "methods": method_names(),
        "stages": words.stages().items(),
        "roles": [("", "—"), *((one.code, one.label) for one in terms.entries("team_role"))],
        "anchors": [("", "—"), *ANCHORS.items()],
        "tenders": [("", "—"), *((code, one.label) for code, one in KINDS.items())],
        "ways": words.WAYS,
    }
    return render(request, "playbooks/editor.html", context, status=status)


def _saved(request: Request, pk: int, form: TemplateForm) -> bool:
    values = form.values()
    if values is None:
        return False
    try:
        edit_template.run(request.actor, {"template": pk, "version": request.POST.get("version") or None, **values})
    except Refused as no:
        if no.kind == "missing":
            raise
        form.say(no)
        return False
    return True
