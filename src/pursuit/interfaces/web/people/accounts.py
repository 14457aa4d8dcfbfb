"""Accounts of people: adding, inviting, shutting out, letting in again, and the roles they hold."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.grants import grant_role, revoke_role
from pursuit.domain.people.actions.invitations import Invited, add_user, invite_user
from pursuit.domain.people.actions.users import deactivate_user, reactivate_user
from pursuit.domain.people.queries import people
from pursuit.domain.people.queries.roles import roles
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page, is_sheet
from pursuit.interfaces.web.settings.company import offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Missing

EDIT = "people.edit"


@page(EDIT, methods=("GET", "POST"))
def new_person(request: Request) -> HttpResponse:
    """A new person; the answer shows their invitation this one time."""
    form = ActionForm(
        add_user, request.actor, names=("name", "username", "email", "phone", "title", "unit", "role"),
        stored={"unit": request.actor.unit_id},
    )  # fmt: skip
    _offer_roles(request, form)
    if request.method == "POST" and (made := form.submit(request)) is not None:
        return _once(request, made)
    # What was refused is shown as any refused form; a form without a POST as any form.
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form, "title": _("New person"), "button": _("Create and invite"), "draft": "person-new",
        "cancel": reverse("people:list"), "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "forms/sheet.html" if is_sheet(request) else "forms/page.html", context, status=status)


@page(EDIT, methods=("POST",))
def invitation(request: Request, pk: int) -> HttpResponse:
    """A new invitation link: for somebody who has not come yet, or who forgot the password."""
    return _once(request, invite_user.run(request.actor, {"user": pk}))


@page(EDIT, methods=("GET", "POST"))
def deactivation(request: Request, pk: int) -> HttpResponse:
    """Shut a person out; what they own goes to a successor or stays, as said here."""
    row = people.person(request.actor, pk)
    form = ActionForm(
        deactivate_user, request.actor, names=("successor", "leave_records"), fixed={"user": pk}, version=row.version
    )
    form.fields[0].label = _("Successor for the records")
    form.fields[0].help = _("Everything this person looks after is handed over in the background.")
    here = reverse("people:person", args=[pk])
    owned = people.owns_in_words(pk)
    intro = _("Sessions, access tokens and invitations end at once. The name stays on everything done so far.")
    if owned:
        intro = f"{intro} {_('Looked after now: %s.') % owned}"
    return form_page(
        request, form, title=_("Deactivate %s") % row, button=_("Deactivate"), done=lambda _row: here,
        said=_("%s can no longer sign in.") % row, cancel=here, draft=f"leave-{pk}",
        template="people/deactivation.html", context={"intro": intro},
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def reactivation(request: Request, pk: int) -> HttpResponse:
    """Let a person in again."""
    row = reactivate_user.run(request.actor, {"user": pk})
    return see_other(request, reverse("people:person", args=[pk]), Toast(_("%s may sign in again.") % row))


@page("roles.edit", methods=("GET", "POST"))
def new_grant(request: Request, pk: int) -> HttpResponse:
    """Give a person a role."""
    row = people.person(request.actor, pk)
    form = ActionForm(grant_role, request.actor, names=("role", "unit"), fixed={"user": pk})
    _offer_roles(request, form)
    form.fields[1].help = _("Team and unit rights count from here; empty: from the person's own unit.")
    here = reverse("people:person", args=[pk])
    return form_page(
        request, form, title=_("A role for %s") % row, button=_("Give"), done=lambda _row: here,
        said=_("The role was given."), cancel=here, draft=f"grant-{pk}",
    )  # fmt: skip


@page("roles.edit", methods=("POST",))
def grant_removal(request: Request, pk: int, grant: int) -> HttpResponse:
    """Take a role from a person."""
    row = next((one for one in people.grants(request.actor, pk) if one.pk == grant), None)
    if row is None:
        raise Missing("not_found", _("There is no such entry, or you cannot see it."))
    revoke_role.run(request.actor, {"user": pk, "role": row.role_id, "unit": row.unit_id})
    back = reverse("people:person", args=[pk])
    return see_other(request, back, Toast(_("The role “%s” was taken away.") % row.role))


def _offer_roles(request: Request, form: ActionForm) -> None:
    """Roles are few: all of them to choose from. One beyond one's own rights is refused with the reason."""
    offer(form, "role", [(row.pk, row.label) for row in roles(request.actor).order_by("position", "pk")])


def _once(request: Request, made: Invited) -> HttpResponse:
    """The link in the answer itself: it is kept nowhere, so it cannot be shown again."""
    link = request.build_absolute_uri(reverse("people:invitation", args=[made.secret]))
    template = "people/invited_sheet.html" if is_sheet(request) else "people/invited.html"
    response = render(request, template, {"colleague": made.user, "link": link})
    response["Cache-Control"] = "no-store"
    return response
