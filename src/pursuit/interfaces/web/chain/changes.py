"""Writing the chain: people, ties, one's private note. Each is a side sheet over the map."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.chain.actions import members as actions
from pursuit.domain.chain.queries import chain as queries
from pursuit.domain.chain.queries.chain import ChainView, MemberView
from pursuit.interfaces.web.chain.forms import PLAIN, MemberForm
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page, is_sheet
from pursuit.interfaces.web.projects.sheets import where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Forbidden, Missing


def map_url(pk: int) -> str:
    return reverse("chain:map", args=[pk])


@page("projects.view", methods=("GET", "POST"))
def member_new(request: Request, pk: int) -> HttpResponse:
    """A contact, or a name where there is no contact yet."""
    view = _writable(request, pk)
    form = MemberForm(actions.add_chain_member, request.actor, fixed={"project": pk})
    form.hidden = _account(view)
    return _page(request, pk, form, title=_("Add a person"), button=_("Add"), draft="new")


@page("projects.view", methods=("GET", "POST"))
def member(request: Request, pk: int, member: int) -> HttpResponse:
    """One person: what we know, why we think so, ties, one's own note. Readers see it without the form."""
    view = queries.chain_of(request.actor, pk)
    found = _member(view, member)
    if not queries.may_write(request.actor, view.project):
        if request.method == "POST":
            raise Forbidden("forbidden", queries.NOT_YOURS)
        return _reading(request, pk, view, found)
    row = found.member
    held = {name: getattr(row, f"{name}_id" if name == "contact" else name) for name in PLAIN}
    form = MemberForm(
        actions.update_chain_member,
        request.actor,
        fixed={"project": pk, "member": member},
        stored=held,
        evidence=row.evidence,
    )
    form.hidden = _account(view)
    more = {"member": found, "ties": _ties(view, member), "may_write": True, "project": view.project}
    return _page(request, pk, form, title=found.name, button=_("Save"), draft=str(member), more=more)


@page("projects.view", methods=("POST",))
def member_removal(request: Request, pk: int, member: int) -> HttpResponse:
    """The person no longer counts; the replay keeps them."""
    actions.remove_chain_member.run(request.actor, {"project": pk, "member": member})
    return see_other(request, map_url(pk), Toast(_("Taken out of the chain. The past keeps them.")))


@page("projects.view", methods=("POST",))
def note(request: Request, pk: int, member: int) -> HttpResponse:
    """One's private note."""
    values = {"project": pk, "member": member, "text": request.POST.get("text", "")}
    actions.write_chain_note.run(request.actor, values)
    return see_other(request, map_url(pk), Toast(_("Your note is saved. Only you can read it.")))


@page("projects.view", methods=("GET", "POST"))
def tie_new(request: Request, pk: int) -> HttpResponse:
    """A tie between two people of the chain."""
    view = _writable(request, pk)
    source = request.GET.get("from", "")
    form = ActionForm(
        actions.put_chain_edge,
        request.actor,
        names=("source", "kind", "target", "strength", "evidence"),
        fixed={"project": pk},
        stored={"source": int(source) if source.isdecimal() and len(source) < 18 else None},
    )
    people = [(one.member.pk, one.name) for one in view.members]
    for field in form.fields:
        if field.name in ("source", "target"):
            field.kind, field.choices = "choice", people
            field.label = _("From") if field.name == "source" else _("To")
    there = where_from(request, map_url(pk))
    return form_page(
        request, form, title=_("Add a tie"), button=_("Add"), done=lambda _row: there, said=_("The tie was added."),
        cancel=map_url(pk), draft=f"chain-tie-{pk}", context={"nav": "projects"},
    )  # fmt: skip


@page("projects.view", methods=("POST",))
def tie_removal(request: Request, pk: int, tie: int) -> HttpResponse:
    """The tie is gone."""
    actions.remove_chain_edge.run(request.actor, {"project": pk, "edge": tie})
    return see_other(request, map_url(pk), Toast(_("The tie was removed.")))


def _page(
    request: Request,
    pk: int,
    form: MemberForm,
    *,
    title: str,
    button: str,
    draft: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    there = where_from(request, map_url(pk))
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: there,
        said=_("Saved."),
        cancel=map_url(pk),
        template="chain/member.html",
        sheet="chain/member_sheet.html",
        context={"nav": "projects", **(more or {})},
        draft=f"chain-{pk}-{draft}",
    )


def _reading(request: Request, pk: int, view: ChainView, found: MemberView) -> HttpResponse:
    context = {
        "nav": "projects", "title": found.name, "member": found, "ties": _ties(view, found.member.pk),
        "project": view.project, "cancel": map_url(pk),
    }  # fmt: skip
    return render(request, "chain/reading_sheet.html" if is_sheet(request) else "chain/reading.html", context)


def _writable(request: Request, pk: int) -> ChainView:
    view = queries.chain_of(request.actor, pk)
    if not queries.may_write(request.actor, view.project):
        raise Forbidden("forbidden", queries.NOT_YOURS)
    return view


def _member(view: ChainView, pk: int) -> MemberView:
    found = next((one for one in view.members if one.member.pk == pk), None)
    if found is None:
        raise Missing("not_found", _("This person is not in the chain."))
    return found


def _account(view: ChainView) -> list[tuple[str, object]]:
    """Contacts are looked up within the project's customer."""
    return [("account", view.project.account_id)] if view.project.account_id else []


def _ties(view: ChainView, pk: int) -> list[tuple[int, str, str, str]]:
    """Id of the tie, its kind, and from whom to whom."""
    names = {one.member.pk: one.name for one in view.members}
    return [
        (one.pk, one.get_kind_display(), names.get(one.source_id, "?"), names.get(one.target_id, "?"))
        for one in view.edges
        if pk in (one.source_id, one.target_id)
    ]
