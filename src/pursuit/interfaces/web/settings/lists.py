"""Lists of terms: add, rename, retire, bring back, order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.term_lists import add_term, order_terms, update_term
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.settings.company import offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import termlists as look
from pursuit.kernel.models import Term

EDIT = "settings.edit"


@page(EDIT)
def lists(request: Request) -> HttpResponse:
    """Every list people choose from."""
    return render(request, "settings/lists.html", {"lists": look.term_lists(request.actor)})


@page(EDIT)
def one_list(request: Request, code: str) -> HttpResponse:
    """The entries of a list, in the order in which they are offered."""
    found = look.term_list(request.actor, code)
    rows = look.entries(request.actor, code)
    context = {
        "list": found,
        "offered": [row for row in rows if row.active],
        "retired": [row for row in rows if not row.active],
    }
    return render(request, "settings/list.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_entry(request: Request, code: str) -> HttpResponse:
    """A new entry at the end."""
    found = look.term_list(request.actor, code)
    rows = look.entries(request.actor, code)
    first = [(row.pk, row.label) for row in rows if row.parent_id is None and row.active]
    two_levels = any(row.parent_id for row in rows)
    names = ("name", "name_en", "parent", "code") if two_levels else ("name", "name_en", "code")
    form = ActionForm(add_term, request.actor, names=names, fixed={"list": code})
    offer(form, "parent", first)
    for field in form.fields:
        if field.name == "parent":
            field.label = _("Under")
        if field.name == "code":
            field.help = _("For imports and programs; made from the name if empty. It never changes.")
    here = reverse("settings:list", args=[code])
    return form_page(
        request, form, title=_("New entry in “%s”") % found.label, button=_("Add"), done=lambda _row: here,
        said=_("The entry was added."), cancel=here, draft=f"term-new-{code}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def entry(request: Request, pk: int) -> HttpResponse:
    """Rename an entry; records that have it show the new name."""
    row = look.entry(request.actor, pk)
    stored = {"name": row.name, "name_en": row.name_en}
    form = ActionForm(
        update_term, request.actor, names=tuple(stored), fixed={"term": pk}, stored=stored, version=row.version
    )
    here = _to(row)
    return form_page(
        request, form, title=row.label, button=_("Save"), done=lambda _row: here, said=_("Saved."), cancel=here,
        draft=f"term-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def retirement(request: Request, pk: int) -> HttpResponse:
    """No longer offer an entry, or offer it again."""
    active = request.POST.get("active") == "yes"
    row = update_term.run(request.actor, {"term": pk, "active": active})
    said = _("“%s” is offered again.") if active else _("“%s” is no longer offered; records that have it keep it.")
    return see_other(request, _to(row), Toast(said % row.label))


@page(EDIT, methods=("POST",))
def place(request: Request, pk: int) -> HttpResponse:
    """One place up or down among its sisters."""
    row = look.entry(request.actor, pk)
    rows = look.entries(request.actor, row.list)
    sisters = [one.pk for one in rows if one.parent_id == row.parent_id and one.active]
    at = sisters.index(pk) if pk in sisters else -1
    other = at + (1 if request.POST.get("to") == "down" else -1)
    if at >= 0 and 0 <= other < len(sisters):
        order = [one.pk for one in rows]
        here, there = order.index(pk), order.index(sisters[other])
        order[here], order[there] = order[there], order[here]
        order_terms.run(request.actor, {"list": row.list, "order": order})
    return see_other(request, f"{_to(row)}#term-{pk}")


def _to(row: Term) -> str:
    return reverse("settings:list", args=[row.list])
