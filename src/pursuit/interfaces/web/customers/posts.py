"""Posts of a contact: where somebody works from when until when."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.actions.affiliations import (
    affiliate_contact,
    change_affiliation,
    contact_left,
    remove_affiliation,
)
from pursuit.domain.customers.models import Affiliation, Contact
from pursuit.domain.customers.queries import contacts as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.records.views import GONE, undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock
from pursuit.kernel.errors import Missing

EDIT = "customers.contact.edit"


@page(EDIT, methods=("GET", "POST"))
def new_post(request: Request, pk: int) -> HttpResponse:
    """The person works at another customer, now or besides."""
    row = queries.contact(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    form = ActionForm(
        affiliate_contact,
        request.actor,
        names=("account", "job_title", "department", "since", "until", "primary"),
        fixed={"contact": pk},
        version=row.subject.version,
    )
    return _sheet(request, row, form, _("Add a post"), _("The post was added."))


@page(EDIT, methods=("GET", "POST"))
def edit_post(request: Request, pk: int, post: int) -> HttpResponse:
    """Correct a post, make it the primary one, or (?end=1) end it."""
    row = queries.contact(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    one = _post(request, row, post)
    ends = request.GET.get("end") == "1"
    names = ("until",) if ends else ("job_title", "department", "since", "until", "primary")
    now = {name: getattr(one, name) for name in ("job_title", "department", "since", "until")}
    now |= {"primary": one.is_primary, **({"until": one.until or clock.today()} if ends else {})}
    form = ActionForm(change_affiliation, request.actor, names=names, fixed={"affiliation": post}, stored=now)
    title = _("End the post at %s") if ends else _("Post at %s")
    return _sheet(request, row, form, title % one.account.title, _("Saved."))


@page(EDIT, methods=("POST",))
def post_removal(request: Request, pk: int, post: int) -> HttpResponse:
    """Take back a post entered by mistake."""
    row = queries.contact(request.actor, pk)
    _post(request, row, post)
    remove_affiliation.run(request.actor, {"affiliation": post})
    return see_other(
        request, reverse("customers:contact", args=[pk]), undoable(_("The post was removed."), row.subject)
    )


@page(EDIT, methods=("GET", "POST"))
def departure(request: Request, pk: int) -> HttpResponse:
    """The person left: all open posts end that day."""
    row = queries.contact(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    form = ActionForm(
        contact_left,
        request.actor,
        names=("left_on",),
        fixed={"contact": pk},
        stored={"left_on": clock.today()},
        version=row.subject.version,
    )
    return _sheet(request, row, form, _("Has left the company"), _("Saved."))


def _post(request: Request, row: Contact, post: int) -> Affiliation:
    found = next((one for one in queries.affiliations(request.actor, row) if one.pk == post), None)
    if found is None:
        raise Missing("not_found", GONE)
    return found


def _sheet(request: Request, row: Contact, form: ActionForm, title: str, said: str) -> HttpResponse:
    url = reverse("customers:contact", args=[row.pk])
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        done=lambda _row: url,
        said=said,
        cancel=url,
        draft=f"{form.action.code}-{row.pk}",
    )
