"""Expenses: the page, and the form that a phone fills in with a photo of the receipt."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.budgets.actions import claims
from pursuit.domain.budgets.actions.expenses import delete_expense, update_expense
from pursuit.domain.budgets.models import Expense
from pursuit.domain.budgets.queries import expenses as queries
from pursuit.domain.budgets.queries.expenses import EDIT, PAY, VIEW
from pursuit.domain.budgets.rules.figures import LABOUR
from pursuit.domain.projects.queries.projects import project, projects
from pursuit.interfaces.web.budgets.words import expense_head, tone
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.records.facts import facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, approvals, clock, history

NAMES = ("project", "kind", "amount", "day", "note", "tax")


@page(VIEW)
def expense_page(request: Request, pk: int) -> HttpResponse:
    """One expense."""
    actor = request.actor
    row = queries.expense(actor, pk)
    mine = bool(access.decide(actor, EDIT, row.subject))
    may_pay = bool(access.decide(actor, PAY, row.subject))
    context = {
        "nav": "finance",
        "expense": row,
        "subject": row.subject,
        "tone": tone(row),
        "facts": facts(actor, row, [name for name in NAMES if name != "project"]),
        "head": expense_head(row, mine=mine, may_pay=may_pay),
        "sees_project": projects(actor).filter(pk=row.project_id).exists(),
        "may_edit": mine and row.state in ("draft", "rejected"),
        "may_unpay": may_pay and row.state == "paid",
        "waiting": list(approvals.visible(actor).filter(subject_id=pk).order_by("-requested_at")[:5]),
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "budgets/expense.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_expense(request: Request) -> HttpResponse:
    """Note an expense; from a project it knows which."""
    start: dict[str, object] = {"day": clock.today(), "submit": True}
    asked = request.GET.get("project", "")
    if asked.isdecimal():
        start["project"] = project(request.actor, int(asked)).pk
    form = _form(claims.record_expense, request, names=(*NAMES[:5], "file", "submit", "tax"), stored=start)
    return form_page(
        request, form, title=_("Note an expense"), button=_("Save"), done=_url, said=_("The expense was noted."),
        cancel=reverse("budgets:expenses"), context={"nav": "finance"},
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def edit_expense(request: Request, pk: int) -> HttpResponse:
    """Correct what was not handed in."""
    row = queries.expense(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    form = _form(
        update_expense, request, names=NAMES, fixed={"expense": pk}, stored=stored(row, NAMES),
        version=row.subject.version,
    )  # fmt: skip
    return form_page(
        request, form, title=row.title, button=_("Save"), done=_url, said=_("Saved."), cancel=_url(row),
        draft=f"expense-{pk}", context={"nav": "finance"},
    )  # fmt: skip


def _form(action: object, request: Request, **given: object) -> ActionForm:
    """Without labour among the kinds, and with the camera beside the file."""
    form = ActionForm(action, request.actor, **given)  # type: ignore[arg-type]
    for field in form.fields:
        if field.name == "kind":
            field.choices = [(code, label) for code, label in field.choices if code not in LABOUR]
        elif field.name == "file":
            field.after = "budgets/camera.html"
    return form


@page(EDIT, methods=("POST",))
def submission(request: Request, pk: int) -> HttpResponse:
    """Hand in."""
    queries.expense(request.actor, pk)
    row = claims.submit_expense.run(request.actor, {"expense": pk})
    return see_other(request, _url(row), Toast(_("The expense was handed in for approval.")))


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Written down by mistake."""
    queries.expense(request.actor, pk)
    row = delete_expense.run(request.actor, {"expense": pk})
    return see_other(request, reverse("budgets:expenses"), undoable(_("“%s” was deleted.") % row.title, row.subject))


@page(PAY, methods=("GET", "POST"))
def payment(request: Request, pk: int) -> HttpResponse:
    """The money was paid out."""
    row = queries.expense(request.actor, pk)
    access.require(request.actor, PAY, row.subject)
    form = ActionForm(
        claims.pay_expense, request.actor, names=("paid_on",), fixed={"expense": pk}, stored={"paid_on": clock.today()}
    )
    home = _url(row)
    return form_page(
        request, form, title=_("Pay out"), button=_("Pay out"), done=lambda _row: home, said=_("It is paid out."),
        cancel=home, draft=f"pay-{pk}", context={"nav": "finance", "intro": row.title},
    )  # fmt: skip


@page(PAY, methods=("POST",))
def unpayment(request: Request, pk: int) -> HttpResponse:
    """Noted as paid out by mistake."""
    queries.expense(request.actor, pk)
    row = claims.unpay_expense.run(request.actor, {"expense": pk})
    return done_with_undo(request, row.subject, _("The payment was taken back."), _url(row))


def _url(row: Expense) -> str:
    return reverse("budgets:expense", args=[row.pk])
