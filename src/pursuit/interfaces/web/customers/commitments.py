"""The ledger of promises on both sides: noted, kept, broken, called off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.actions.commitments import (
    add_commitment,
    close_commitment,
    reopen_commitment,
    update_commitment,
)
from pursuit.domain.customers.models import Commitment
from pursuit.domain.customers.queries import accounts
from pursuit.domain.customers.queries import visits as queries
from pursuit.interfaces.web.customers.sections import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.bulk import bulk_page
from pursuit.interfaces.web.lists.filterbar import safe_path
from pursuit.interfaces.web.lists.views import BulkAction, Create, Quick, list_page
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

VIEW, EDIT = "customers.visit.view", "customers.visit.edit"
NEW = Create(gettext_lazy("Note a commitment"), "customers:new_commitment", EDIT)
BULK = (BulkAction(gettext_lazy("Settle"), "customers:bulk_commitments", EDIT),)
QUICK = (
    Quick(gettext_lazy("Mine, open"), "f.user=me&f.state=open"),
    Quick(gettext_lazy("Ours, open"), "f.whose=ours&f.state=open"),
    Quick(gettext_lazy("Theirs, open"), "f.whose=theirs&f.state=open"),
    Quick(gettext_lazy("Overdue"), "f.state=open&f.due_on=overdue"),
    Quick(gettext_lazy("Kept"), "f.state=kept"),
    Quick(gettext_lazy("Broken"), "f.state=broken"),
)


@page(VIEW)
def commitments(request: Request) -> HttpResponse:
    """The ledger."""
    here = sections(request.actor, "customers:commitments")
    empty = {
        "icon": "heart-handshake",
        "title": _("No commitments yet"),
        "text": _("Note what was promised at a visit: it comes back here when it is due."),
    }
    return list_page(request, queries.COMMITMENTS, create=NEW, tabs=here, quick=QUICK, bulk=BULK, empty=empty)


@page(VIEW)
def commitment_page(request: Request, pk: int) -> HttpResponse:
    """One promise; in the side sheet or as a page."""
    row = queries.commitment(request.actor, pk)
    context = {
        "one": row,
        "title": _("Commitment"),
        "sees_account": accounts.accounts(request.actor).filter(pk=row.account_id).exists(),
        "sees_visit": row.visit_id is not None and queries.visits(request.actor).filter(pk=row.visit_id).exists(),
        "may_write": request.actor.may(EDIT),
    }
    template = "customers/commitment_sheet.html" if request.htmx else "customers/commitment.html"
    return render(request, template, context)


@page(EDIT, methods=("GET", "POST"))
def new_commitment(request: Request) -> HttpResponse:
    """A promise at a visit (?visit=) or apart from one (?account=)."""
    start: dict[str, object] = {"whose": "ours", "user": request.actor.user_id}
    fixed: dict[str, object] = {}
    account_id: int | None = None
    visit, account = request.GET.get("visit", ""), request.GET.get("account", "")
    if visit.isdecimal():
        row = queries.visit(request.actor, int(visit))
        fixed, account_id = {"visit": row.pk}, row.account_id
        back = f"{reverse('customers:visit', args=[row.pk])}#commitments"
    elif account.isdecimal():
        account_id = accounts.account(request.actor, int(account)).pk
        fixed = {"account": account_id}
        back = f"{reverse('customers:account_visits', args=[int(account)])}#commitments"
    else:
        back = reverse("customers:commitments")
    names = ("whose", "text", "due_on", "user", "contact")
    form = ActionForm(
        add_commitment,
        request.actor,
        names=names if fixed else ("account", *names),
        fixed=fixed,
        stored=start,
        with_fields={"contact": "account"},
    )
    form.hidden = [("account", account_id)] if account_id else []
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Save"),
        done=lambda _row: back,
        said=_("The commitment was noted."),
        cancel=back,
        draft=f"commitment-{visit}-{account}",
    )


@page(EDIT, methods=("GET", "POST"))
def edit_commitment(request: Request, pk: int) -> HttpResponse:
    """Word it better, move the day, hand it on."""
    row = queries.commitment(request.actor, pk)
    form = ActionForm(
        update_commitment,
        request.actor,
        names=("text", "due_on", "user", "contact"),
        fixed={"commitment": pk},
        stored={"text": row.text, "due_on": row.due_on, "user": row.user_id, "contact": row.contact_id},
        version=row.version,
        with_fields={"contact": "account"},
    )
    form.hidden = [("account", row.account_id)]
    return _done(request, row, form, _("Change the commitment"), _("Saved."))


@page(EDIT, methods=("GET", "POST"))
def closing(request: Request, pk: int) -> HttpResponse:
    """Kept, broken or called off; with the day and what shows it."""
    row = queries.commitment(request.actor, pk)
    if request.method == "POST" and "back" in request.POST:
        # The button in a row: kept, today, nothing to add.
        close_commitment.run(request.actor, {"commitment": pk, "outcome": request.POST.get("outcome", "")})
        about = row.visit.subject if row.visit else row.account.subject
        toast = undoable(_("“%s” was settled.") % row.text[:60], about)
        return see_other(request, safe_path(request.POST["back"]), toast)
    form = ActionForm(
        close_commitment,
        request.actor,
        names=("outcome", "kept_on", "evidence"),
        fixed={"commitment": pk},
        stored={"outcome": "kept", "kept_on": clock.today()},
        version=row.version,
    )
    return _done(request, row, form, _("Settle the commitment"), _("“%s” was settled.") % row.text[:60])


@page(EDIT, methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It is not settled after all."""
    row = reopen_commitment.run(request.actor, {"commitment": pk})
    return see_other(request, reverse("customers:commitment", args=[row.pk]), Toast(_("The commitment is open again.")))


@page(EDIT, methods=("GET", "POST"))
def bulk(request: Request) -> HttpResponse:
    """Settle several at once."""
    return bulk_page(
        request,
        close_commitment,
        keyword="commitment",
        names=("outcome", "kept_on", "evidence"),
        title=_("Settle commitments"),
        button=_("Settle"),
        back=reverse("customers:commitments"),
        titles=queries.commitment_texts,
    )


def _done(request: Request, row: Commitment, form: ActionForm, title: str, said: str) -> HttpResponse:
    """Back to where the promise was made."""
    if row.visit_id is not None:
        url = f"{reverse('customers:visit', args=[row.visit_id])}#commitments"
    else:
        url = f"{reverse('customers:account_visits', args=[row.account_id])}#commitments"
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        done=lambda _row: url,
        said=said,
        cancel=url,
        draft=f"{form.action.code}-{row.pk}",
        context={"intro": row.text},
    )
