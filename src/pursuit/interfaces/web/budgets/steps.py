"""What is done with a budget in a side sheet: its lines, its request, promises, freeze and release."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.budgets.actions import budgets, commitments, lines, requests
from pursuit.domain.budgets.models import Budget, BudgetLine
from pursuit.domain.budgets.queries import budgets as queries
from pursuit.domain.budgets.queries.budgets import EDIT, FREEZE
from pursuit.interfaces.web.budgets.words import period_name
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, clock, terms
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Text
from pursuit.kernel.money import Money


def sheet(
    request: Request,
    row: Budget,
    action: AnyAction,
    *,
    title: Text,
    button: Text,
    names: Sequence[str],
    said: Text = "",
    fixed: Mapping[str, object] | None = None,
    stored: Mapping[str, object] | None = None,
    intro: Text = "",
    choices: Sequence[tuple[int, str]] = (),
) -> HttpResponse:
    """A form about a budget that the reader may change; a look is refused as the action itself would. choices: lines
    to choose a target from."""
    access.require(request.actor, action.right, row.subject)
    form = ActionForm(
        action, request.actor, names=names, fixed=fixed if fixed is not None else {"budget": row.pk}, stored=stored
    )
    for field in form.fields:
        if field.name == "target" and choices:
            field.kind, field.choices = "choice", list(choices)
    home = _home(row)
    there = where_from(request, home)
    return form_page(
        request, form, title=title, button=button, done=lambda _row: there, said=said or _("Saved."), cancel=home,
        draft="-".join([action.code, str(row.pk), *(str(one) for one in (fixed or {}).values())]),
        context={"nav": "finance", "intro": intro or row.title},
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def submission(request: Request, pk: int) -> HttpResponse:
    """Hand in."""
    row = queries.budget(request.actor, pk)
    return sheet(
        request, row, requests.submit_budget, title=_("Hand the budget in"), button=_("Hand in"), names=("reason",),
        said=_("The budget was handed in for approval."),
    )  # fmt: skip


@page(FREEZE, methods=("GET", "POST"))
def freezing(request: Request, pk: int) -> HttpResponse:
    """Nothing new is promised or spent."""
    row = queries.budget(request.actor, pk)
    return sheet(
        request, row, budgets.freeze_budget, title=_("Freeze the budget"), button=_("Freeze"), names=("reason",),
        said=_("The budget is frozen."),
    )  # fmt: skip


@page(FREEZE, methods=("POST",))
def release(request: Request, pk: int) -> HttpResponse:
    """It may be spent again."""
    queries.budget(request.actor, pk)
    row = budgets.unfreeze_budget.run(request.actor, {"budget": pk})
    return done_with_undo(request, row.subject, _("The budget is released."), _home(row))


@page(EDIT, methods=("GET", "POST"))
def new_line(request: Request, pk: int) -> HttpResponse:
    """Plan a line."""
    row = queries.budget(request.actor, pk)
    return sheet(
        request, row, lines.add_line, title=_("Plan a line"), button=_("Add"),
        names=("kind", "amount", "span", "day", "note"), stored={"span": "whole"},
        said=_("The line was planned."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def line(request: Request, one: int) -> HttpResponse:
    """Plan more or less."""
    found = queries.line(request.actor, one)
    row = found.budget
    return sheet(
        request, row, lines.change_line, title=name(found), button=_("Save"), names=("amount", "note"),
        fixed={"line": one}, stored={"amount": Money(found.planned, row.currency), "note": found.note},
        said=_("The line was changed: hand the budget in to have it approved."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def line_removal(request: Request, one: int) -> HttpResponse:
    """Take it away."""
    queries.line(request.actor, one)
    row = lines.remove_line.run(request.actor, {"line": one})
    return done_with_undo(request, row.subject, _("The line was taken away."), _home(row))


@page(EDIT, methods=("GET", "POST"))
def reallocation(request: Request, one: int) -> HttpResponse:
    """Move what is left of it to another line."""
    found = queries.line(request.actor, one)
    row = found.budget
    others = [(other.pk, name(other)) for other in row.lines.exclude(pk=one).order_by("kind", "period")]
    return sheet(
        request, row, lines.reallocate, title=_("Reallocate from “%s”") % name(found), button=_("Reallocate"),
        names=("target", "amount", "reason"), fixed={"line": one},
        intro=_("The sum of the budget stays, so nobody needs to approve it."), choices=others,
        said=_("The budget was reallocated."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def new_commitment(request: Request, one: int) -> HttpResponse:
    """Promised, not paid."""
    found = queries.line(request.actor, one)
    row = found.budget
    return sheet(
        request, row, commitments.add_commitment, title=_("Promised cost on “%s”") % name(found), button=_("Add"),
        names=("what", "amount", "day", "supplier"), fixed={"line": one},
        stored={"day": clock.today()}, said=_("The promised cost was noted."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def consumption(request: Request, one: int) -> HttpResponse:
    """It was paid."""
    found = queries.commitment(request.actor, one)
    row = found.budget
    return sheet(
        request, row, commitments.consume_commitment, title=_("“%s” was paid") % found.what, button=_("Save"),
        names=("amount",), fixed={"commitment": one}, stored={"amount": Money(found.amount_base, row.currency)},
        said=_("It counts as spent now."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def cancellation(request: Request, one: int) -> HttpResponse:
    """It comes to nothing."""
    queries.commitment(request.actor, one)
    row = commitments.cancel_commitment.run(request.actor, {"commitment": one}).budget
    return done_with_undo(request, row.subject, _("The promised cost was given up."), _home(row))


@page(EDIT, methods=("POST",))
def reopening(request: Request, one: int) -> HttpResponse:
    """It is promised still."""
    queries.commitment(request.actor, one)
    row = commitments.reopen_commitment.run(request.actor, {"commitment": one}).budget
    return done_with_undo(request, row.subject, _("It is promised again."), _home(row))


def name(row: BudgetLine) -> str:
    """A line in words."""
    kind = terms.label("budget_kind", row.kind)
    return f"{kind} · {period_name(row.period)}" if row.period else kind


def _home(row: Budget) -> str:
    return reverse("budgets:budget", args=[row.pk])
