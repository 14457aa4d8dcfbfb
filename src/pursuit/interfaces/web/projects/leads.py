"""A lead becomes a project: customer and contact are reused or made, in one step."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.market.queries.leads import known_accounts, known_contacts, lead
from pursuit.domain.methods.models import Kind
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.actions.leads import convert_lead
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import project_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Missing


@page("projects.edit", methods=("GET", "POST"))
def convert(request: Request) -> HttpResponse:
    """?lead=ID: what is known of it stands beside the form; a customer that is there already is offered first."""
    asked = request.GET.get("lead", "")
    if not asked.isdecimal() or len(asked) > 18:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    row = lead(request.actor, int(asked))
    access.require(request.actor, "market.lead.edit", row.subject)
    accounts = [one for one in known_accounts(request.actor, row) if one.visible and one.id]
    contacts = [one for one in known_contacts(request.actor, row) if one.visible and one.id]
    form = ActionForm(
        convert_lead,
        request.actor,
        names=("title", "account", "contact"),
        fixed={"lead": row.pk, **_method(request)},
        stored={
            "title": row.title,
            "account": row.account_id or (accounts[0].id if accounts and accounts[0].score >= SURE else None),
            "contact": row.contact_id or (contacts[0].id if contacts and contacts[0].score >= SURE else None),
        },
        with_fields={"contact": "account"},
    )
    for field in form.fields[1:]:
        field.help = _("Empty: a new record from the lead.")
    return form_page(
        request,
        form,
        title=_("Turn into a project"),
        button=_("Turn into a project"),
        done=lambda done: project_url(done.project.pk),
        said=_("The lead is now a project."),
        cancel=reverse("market:lead", args=[row.pk]),
        template="projects/convert.html",
        context={
            "nav": "market",
            "lead": row,
            "accounts": accounts,
            "contacts": contacts,
            "methods": [one for one in methods.methods(request.actor, Kind.DEAL) if methods.published(one)],
            "chosen": _method(request).get("method"),
            "registration_url": f"{reverse('market:new_registration')}?lead={row.pk}",
        },
        draft=f"lead-{row.pk}",
    )


SURE = 90  # candidates of this likeness are filled in; others are only offered


def _method(request: Request) -> dict[str, int]:
    asked = request.GET.get("method", "")
    return {"method": int(asked)} if asked.isdecimal() and len(asked) < 18 else {}
