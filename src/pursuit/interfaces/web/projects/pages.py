"""The list of projects; a new one, all fields of one, its deletion."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.queries.accounts import accounts
from pursuit.domain.methods.models import Kind
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.actions.projects import create_project, delete_project, update_project
from pursuit.domain.projects.queries.projects import PROJECTS, project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.projects.bulk import BULK
from pursuit.interfaces.web.projects.faces import tabs
from pursuit.interfaces.web.projects.sheets import done_with_undo, project_url
from pursuit.interfaces.web.records.facts import stored
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access

NEW = Create(gettext_lazy("New project"), "projects:new", "projects.edit")
QUICK = (
    Quick(gettext_lazy("Mine, under way"), "f.status=active&f.owner=me"),
    Quick(gettext_lazy("To be signed this quarter"), "f.status=active&f.expected_sign_on=quarter"),
    Quick(gettext_lazy("Sign date has passed"), "f.status=active&f.expected_sign_on=overdue"),
    Quick(gettext_lazy("Next step overdue"), "f.status=active&f.next_step_on=overdue"),
    Quick(gettext_lazy("Won this year"), "f.status=won,closed&f.decided_on=year"),
    Quick(gettext_lazy("Initiatives"), "f.kind=initiative"),
)
START = (
    *("title", "account", "grade", "deal_type", "amount", "expected_sign_on"),
    *("next_step", "next_step_on", "next_step_owner", "owner"),
)
EDIT = (
    *("title", "account", "grade", "deal_type", "amount", "margin_percent", "expected_sign_on", "owner_probability"),
    *("forecast_category", "procurement_mode", "budget_status", "funding_source"),
    *("customer_charter_on", "customer_charter_note", "sales_charter_on", "sales_charter_note"),
    *("delivery_charter_on", "delivery_charter_note", "owner", "unit", "objective", "strategy"),
)


@page("projects.view")
def project_list(request: Request) -> HttpResponse:
    """The comparison table."""
    here = tabs(request, "list")
    return list_page(request, PROJECTS, create=NEW, tabs=here, quick=QUICK, bulk=BULK, context={"bring": True})


@page("projects.edit", methods=("GET", "POST"))
def new_project(request: Request) -> HttpResponse:
    """A new deal or initiative: kind and method first, because they decide which stages it goes through."""
    kind = Kind.INITIATIVE if request.GET.get("kind") == Kind.INITIATIVE else Kind.DEAL
    known = [row for row in methods.methods(request.actor, kind) if methods.published(row)]
    asked = request.GET.get("method", "")
    chosen = next((row for row in known if str(row.pk) == asked), known[0] if known else None)
    names = START if kind == Kind.DEAL else tuple(name for name in START if name not in ("amount", "deal_type"))
    given = {"owner": request.actor.user_id, "account": _asked_account(request)}
    form = ActionForm(
        create_project, request.actor, names=names, fixed={"method": chosen.pk if chosen else None}, stored=given
    )
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create project"),
        done=lambda row: project_url(row.pk),
        said=_("The project was created."),
        cancel=reverse("projects:board"),
        template="projects/new.html",
        context={"nav": "projects", "kind": kind, "methods": known, "chosen": chosen, "kinds": Kind.choices},
        draft=f"project-new-{kind}",
    )


def _asked_account(request: Request) -> int | None:
    """The customer whose page offered the button, if the reader sees it."""
    asked = request.GET.get("account", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return accounts(request.actor).filter(pk=int(asked)).values_list("pk", flat=True).first()


@page("projects.edit", methods=("GET", "POST"))
def edit_project(request: Request, pk: int) -> HttpResponse:
    """All its fields in one form."""
    row = project(request.actor, pk)
    access.require(request.actor, "projects.edit", row.subject)
    form = ActionForm(
        update_project,
        request.actor,
        names=EDIT,
        fixed={"project": pk},
        stored=stored(row, EDIT),
        version=row.subject.version,
    )
    url = project_url(pk)
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        context={"nav": "projects"},
        draft=f"project-{pk}",
    )


@page("projects.delete", methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a project; the toast offers to bring it back."""
    row = delete_project.run(request.actor, {"project": pk})
    return done_with_undo(request, row.subject, _("“%s” was deleted.") % row.title, reverse("projects:board"))
