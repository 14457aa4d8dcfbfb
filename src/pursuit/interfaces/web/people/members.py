"""Who belongs to a unit: joining, leaving, leading, moving."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.members import assign_member, end_membership, move_member, set_head
from pursuit.domain.people.queries import people, units
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other

EDIT = "people.edit"


@page(EDIT, methods=("GET", "POST"))
def assign(request: Request, pk: int) -> HttpResponse:
    """Put a person into this unit."""
    unit = units.unit(request.actor, pk)
    form = ActionForm(
        assign_member, request.actor, names=("user", "primary", "head", "since", "until"), fixed={"unit": pk}
    )
    here = reverse("people:unit", args=[pk])
    return form_page(
        request, form, title=_("Add somebody to %s") % unit, button=_("Add"), done=lambda _row: here,
        said=_("The person was added."), cancel=here, draft=f"assign-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def join(request: Request, pk: int) -> HttpResponse:
    """Put this person into a unit, besides or instead of the present one."""
    person = people.person(request.actor, pk)
    form = ActionForm(
        assign_member, request.actor, names=("unit", "primary", "head", "since", "until"), fixed={"user": pk},
        stored={"primary": False},
    )  # fmt: skip
    here = reverse("people:person", args=[pk])
    return form_page(
        request, form, title=_("Another unit for %s") % person, button=_("Add"), done=lambda _row: here,
        said=_("The person was added."), cancel=here, draft=f"join-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def move(request: Request, pk: int) -> HttpResponse:
    """Move a person from their primary unit into another one."""
    person = people.person(request.actor, pk)
    form = ActionForm(move_member, request.actor, names=("unit",), fixed={"user": pk})
    here = reverse("people:person", args=[pk])
    return form_page(
        request, form, title=_("Move %s to another unit") % person, button=_("Move"), done=lambda _row: here,
        said=_("The person was moved. Records stay where they are; hand them over if they should move too."),
        cancel=here, draft=f"move-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def leaving(request: Request, pk: int, user: int) -> HttpResponse:
    """A person leaves the unit."""
    row = end_membership.run(request.actor, {"unit": pk, "user": user})
    back = reverse("people:unit", args=[pk])
    return see_other(request, back, Toast(_("%s has left the unit.") % row.user))


@page("org.edit", methods=("POST",))
def head(request: Request, pk: int, user: int) -> HttpResponse:
    """Make a member head of the unit, or no longer."""
    wanted = request.POST.get("head") == "yes"
    row = set_head.run(request.actor, {"unit": pk, "user": user, "head": wanted})
    said = _("%s leads this unit now.") if wanted else _("%s no longer leads this unit.")
    return see_other(request, reverse("people:unit", args=[pk]), Toast(said % row.user))
