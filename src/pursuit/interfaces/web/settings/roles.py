"""Roles: who may do what and how far. Nobody gives or takes what lies beyond their own rights."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.roles import create_role, delete_role, update_role
from pursuit.domain.people.queries import roles as look
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.settings.rights import SCOPE_WORDS, Rooms, as_typed, by_room, changed, word
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Refused, Stale
from pursuit.kernel.models import Role, Scope
from pursuit.kernel.rights import Right

EDIT = "roles.edit"


@page(EDIT)
def role_list(request: Request) -> HttpResponse:
    """All roles."""
    return render(request, "settings/roles.html", {"roles": list(look.roles(request.actor).order_by("position", "pk"))})


@page(EDIT)
def matrix(request: Request) -> HttpResponse:
    """All roles beside each other, right by right."""
    roles = list(look.roles(request.actor).order_by("position", "pk"))
    cells = look.every_scope(request.actor)
    rooms: dict[str, list[tuple[Right, list[str]]]] = {}
    first = by_room(look.lines(request.actor, roles[0].pk)) if roles else {}
    for room, rows in first.items():
        rooms[room] = [
            (row.right, [_cell(cells.get((role.pk, row.right.code)), row.right) for role in roles]) for row in rows
        ]
    return render(request, "settings/matrix.html", {"roles": roles, "rooms": rooms})


@page(EDIT, methods=("GET", "POST"))
def new_role(request: Request) -> HttpResponse:
    """A role of one's own; its rights follow on its page."""
    form = ActionForm(create_role, request.actor, names=("name", "code", "name_en"))
    return form_page(
        request, form, title=_("New role"), button=_("Create"), cancel=reverse("settings:roles"),
        done=lambda row: reverse("settings:role", args=[row.pk]), said=_("The role was created. Now give it rights."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def role_page(request: Request, pk: int) -> HttpResponse:
    """One role: its name, its rights, who holds it."""
    row = look.role(request.actor, pk)
    rooms = by_room(look.lines(request.actor, pk))
    message, version, status = "", row.version, 200
    if request.method == "POST":
        try:
            update_role.run(request.actor, _sent(request, row, rooms))
        except Stale as no:
            message, version = str(no.message), no.current
        except Refused as no:
            if no.kind == "missing":
                raise
            message = str(no.message)
        else:
            said = Toast(_("The role was saved. It counts from the next page each holder opens."))
            return see_other(request, reverse("settings:role", args=[pk]), said)
        status = 422
        rooms = as_typed(rooms, request.POST)
    context = {
        "role": row, "rooms": rooms, "holders": look.holders(request.actor, pk), "message": message, "version": version,
        "scopes": [(scope.label, SCOPE_WORDS[scope]) for scope in Scope],
    }  # fmt: skip
    return render(request, "settings/role.html", context, status=status)


@page(EDIT, methods=("POST",))
def role_removal(request: Request, pk: int) -> HttpResponse:
    """Remove a role nobody holds."""
    row = look.role(request.actor, pk)
    delete_role.run(request.actor, {"role": pk})
    return see_other(request, reverse("settings:roles"), Toast(_("The role “%s” was removed.") % row))


def _cell(scope: str | None, right: Right) -> str:
    return word(scope, scoped=right.scoped) if scope else ""


def _sent(request: Request, row: Role, rooms: Rooms) -> dict[str, object]:
    values: dict[str, object] = {"role": row.pk, "rights": changed(rooms, request.POST)}
    return values | {name: request.POST[name] for name in ("name", "name_en", "version") if name in request.POST}
