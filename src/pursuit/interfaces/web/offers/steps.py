"""Making and editing quotes, and what happens to them: approval, issue, answer of the customer, new versions."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions import approval, quotes, steps
from pursuit.domain.offers.models import Quote
from pursuit.domain.offers.queries import quotes as queries
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.offers.frame import table
from pursuit.interfaces.web.offers.lines import editable, quote_url
from pursuit.interfaces.web.offers.pages import shown
from pursuit.interfaces.web.projects.sheets import where_from
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, approvals, history
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.money import company_currency
from pursuit.kernel.records import GONE

EDIT = queries.EDIT
TERMS = ("payment_terms", "delivery_terms", "warranty_terms", "remark")
NAMES = ("title", "valid_until", "attention", "with_tax", "tax_rate", "book", "reduction", *TERMS)


@page(EDIT, methods=("GET", "POST"))
def new_quote(request: Request, pk: int) -> HttpResponse:
    """A quote for a project; its lines come on its own page."""
    about = project(request.actor, pk)
    stored = {
        "title": _("Quote for %s") % about.title,
        "currency": about.amount_currency or company_currency(),
        "with_tax": True,
        "tax_rate": "13",
        "payment_terms": _("30% on signing, 60% after delivery and acceptance, 10% at the end of the warranty."),
        "delivery_terms": _("Within 60 days after signing, to the place the customer names."),
        "warranty_terms": _("12 months from acceptance."),
    }
    names = ("title", "currency", *(name for name in NAMES if name not in ("title", "reduction")))
    form = ActionForm(quotes.create_quote, request.actor, names=names, fixed={"project": pk}, stored=stored)
    access.require(request.actor, "projects.edit", about.subject)  # a look is refused as the action itself would
    return form_page(
        request,
        form,
        title=_("New quote"),
        button=_("Create"),
        done=lambda row: quote_url(row.pk),
        said=_("The quote was created: now say what is offered."),
        cancel=reverse("offers:project", args=[pk]),
        draft=f"quote-of-{pk}",
        context={"nav": "projects", "intro": about.title},
    )


@page(EDIT, methods=("GET", "POST"))
def edit(request: Request, pk: int) -> HttpResponse:
    """Name, validity, tax, reduction and terms."""
    row = editable(request, pk)
    form = ActionForm(
        quotes.update_quote,
        request.actor,
        names=NAMES,
        fixed={"quote": pk},
        stored=quotes.keywords(row),
        version=row.subject.version,
    )
    for one in form.fields:
        if one.kind == "money":
            one.currency, one.choices = row.currency, [(row.currency, row.currency)]
    return _sheet(request, row, form, row.title, _("Save"), _("Saved."))


def _step(request: Request, pk: int, action: AnyAction, title: str, button: str, said: str) -> HttpResponse:
    """A sheet over one step; what it asks for besides the quote is in the action."""
    row = editable(request, pk)
    form = ActionForm(action, request.actor, fixed={"quote": pk}, version=row.subject.version)
    return _sheet(request, row, form, title, button, said)


def _sheet(request: Request, row: Quote, form: ActionForm, title: str, button: str, said: str) -> HttpResponse:
    there = where_from(request, quote_url(row.pk))
    context: Mapping[str, object] = {"nav": "offers", "intro": f"{row.title} · {row.code} V{row.edition}"}
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: there,
        said=said,
        cancel=quote_url(row.pk),
        draft=f"{form.action.code}-{row.pk}",
        context=context,
    )


@page(EDIT, methods=("GET", "POST"))
def submission(request: Request, pk: int) -> HttpResponse:
    """Ask for approval of the prices."""
    said = _("Asked for approval; nothing can be changed until it is answered.")
    return _step(request, pk, approval.submit_quote, _("Ask for approval of the prices"), _("Ask for approval"), said)


@page(EDIT, methods=("POST",))
def recall(request: Request, pk: int) -> HttpResponse:
    """Take the question back; whoever asked may."""
    row = editable(request, pk)
    if row.approval_id is None:
        raise Missing("not_found", GONE)
    approvals.withdraw_approval.run(request.actor, {"approval": row.approval_id})
    return see_other(request, quote_url(pk), Toast(_("The quote is a draft again.")))


@page(EDIT, methods=("POST",))
def issue(request: Request, pk: int) -> HttpResponse:
    """It goes to the customer."""
    editable(request, pk)
    try:
        row = steps.issue_quote.run(request.actor, {"quote": pk})
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        row = queries.quote(request.actor, pk)
        return shown(request, row, {**table(request, row), "problem": no.message}, status=422)
    return see_other(request, quote_url(pk), undoable(_("The quote was issued."), row.subject))


@page(EDIT, methods=("GET", "POST"))
def acceptance(request: Request, pk: int) -> HttpResponse:
    """The customer says yes."""
    return _step(request, pk, steps.accept_quote, _("The customer accepts"), _("Record it"), _("Recorded as accepted."))


@page(EDIT, methods=("GET", "POST"))
def decline(request: Request, pk: int) -> HttpResponse:
    """The customer says no."""
    return _step(
        request, pk, steps.decline_quote, _("The customer declines"), _("Record it"), _("Recorded as declined.")
    )


@page(EDIT, methods=("GET", "POST"))
def withdrawal(request: Request, pk: int) -> HttpResponse:
    """We do not stand by it any more."""
    said = _("The quote was withdrawn.")
    return _step(request, pk, steps.withdraw_quote, _("Withdraw the quote"), _("Withdraw it"), said)


@page(EDIT, methods=("GET", "POST"))
def extension(request: Request, pk: int) -> HttpResponse:
    """The same prices for longer."""
    said = _("The quote was extended.")
    return _step(request, pk, steps.extend_quote, _("Extend the quote"), _("Extend it"), said)


@page(EDIT, methods=("POST",))
def version(request: Request, pk: int) -> HttpResponse:
    """A new version with all lines of this one."""
    editable(request, pk)
    row = quotes.new_version.run(request.actor, {"quote": pk})
    return see_other(request, quote_url(row.pk), Toast(_("Version %s was made; change it here.") % row.edition))


@page(EDIT, methods=("POST",))
def amount(request: Request, pk: int) -> HttpResponse:
    """The total becomes the amount of the project."""
    editable(request, pk)
    about = steps.take_amount.run(request.actor, {"quote": pk})
    undo = reverse("undo", args=[history.latest(about.subject)])
    toast = Toast(_("The amount of the project is now that of the quote."), url=undo, link=_("Undo"), post=True)
    return see_other(request, quote_url(pk), toast)


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """A draft that is not needed."""
    editable(request, pk)
    row = quotes.delete_quote.run(request.actor, {"quote": pk})
    url = reverse("offers:project", args=[row.project_id])
    return see_other(request, url, undoable(_("“%s” was deleted.") % row.title, row.subject))
