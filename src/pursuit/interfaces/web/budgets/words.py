"""What happened to budgets and expenses, in people's words; periods; what comes next."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.budgets.actions.claims import pay_expense
from pursuit.domain.budgets.actions.expenses import update_expense
from pursuit.domain.budgets.actions.lines import add_line
from pursuit.domain.budgets.models import Budget, Expense, ExpenseState, State
from pursuit.domain.budgets.rules.periods import bounds, span_of
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "budget.line_added": gettext_lazy("planned a line"),
    "budget.line_changed": gettext_lazy("changed a line"),
    "budget.line_removed": gettext_lazy("took a line away"),
    "budget.requested": gettext_lazy("handed the budget in"),
    "budget.approved": gettext_lazy("approved the budget"),
    "budget.rejected": gettext_lazy("sent the budget back"),
    "budget.taken_back": gettext_lazy("took the request back"),
    "budget.frozen": gettext_lazy("froze the budget"),
    "budget.unfrozen": gettext_lazy("released the budget"),
    "budget.reallocated": gettext_lazy("reallocated within the budget"),
    "budget.commitment_added": gettext_lazy("noted a promised cost"),
    "budget.commitment_consumed": gettext_lazy("noted that a promised cost was paid"),
    "budget.commitment_cancelled": gettext_lazy("gave a promised cost up"),
    "budget.commitment_reopened": gettext_lazy("reopened a promised cost"),
    "expense.submitted": gettext_lazy("handed the expense in"),
    "expense.approved": gettext_lazy("approved the expense"),
    "expense.rejected": gettext_lazy("sent the expense back"),
    "expense.taken_back": gettext_lazy("took the request back"),
    "expense.paid": gettext_lazy("paid the expense out"),
    "expense.unpaid": gettext_lazy("took the payment back"),
}
DETAILS = {
    **{f"budget.{verb}": "kind" for verb in ("line_added", "line_changed", "line_removed", "reallocated")},
    **{f"budget.commitment_{verb}": "what" for verb in ("added", "consumed", "cancelled", "reopened")},
}
TONES = {
    **{"draft": "unknown", "requested": "watch", "approved": "sound", "frozen": "act"},
    **{"submitted": "watch", "rejected": "act", "paid": "sound"},
}


def fields() -> dict[str, Field]:
    """What history entries change that is no field of a form."""
    known, line = update_expense.schema.fields, add_line.schema.fields
    state = replace(known["kind"], term="", label=gettext_lazy("State"))
    return {
        "budget.state": replace(state, choices=tuple(State.choices)),
        "budget.frozen_reason": replace(known["note"], label=gettext_lazy("Reason")),
        "budget.planned": replace(line["amount"], label=gettext_lazy("Planned")),
        "budget.amount": line["amount"],
        "expense.state": replace(state, choices=tuple(ExpenseState.choices)),
        "expense.answer": replace(known["note"], label=gettext_lazy("Why it was sent back")),
        "expense.paid_on": pay_expense.schema.fields["paid_on"],
    }


def tone(row: Budget | Expense) -> str:
    """Of its state's chip."""
    return TONES.get(row.state, "unknown")


def period_name(period: str) -> str:
    """A period in words."""
    span = bounds(period)
    if span is None:
        return _("Whole project")
    first = span[0]
    if span_of(period) == "quarter":
        return _("%(year)d Q%(quarter)d") % {"year": first.year, "quarter": (first.month + 2) // 3}
    return _("%(year)d-%(month)02d") % {"year": first.year, "month": first.month}


def budget_head(row: Budget, *, may_edit: bool, may_freeze: bool) -> HeadLine | None:
    """What comes next with a budget."""
    match row.state:
        case State.FROZEN:
            url = reverse("budgets:release", args=[row.pk]) if may_freeze else ""
            told = _("Frozen: %s. Nothing new is promised or spent.") % row.frozen_reason
            return HeadLine("act", "snowflake", told, _("Release the budget"), url, "post")
        case State.REQUESTED:
            return HeadLine("watch", "hourglass", _("The request waits for its approval."))
        case State.DRAFT:
            url = reverse("budgets:submission", args=[row.pk]) if may_edit and row.planned else ""
            told = _("The budget is a draft: hand it in, so that money can be spent.")
            if row.edition:
                told = _("Changed, not approved: until then the edition before counts.")
            return HeadLine("watch", "file-text", told, _("Hand in"), url, "sheet")
    return None


def expense_head(row: Expense, *, mine: bool, may_pay: bool) -> HeadLine | None:
    """What comes next with an expense."""
    url = reverse("budgets:expense-submission", args=[row.pk]) if mine else ""
    match row.state:
        case ExpenseState.DRAFT:
            return HeadLine("watch", "receipt", _("A draft: hand it in for approval."), _("Hand in"), url, "post")
        case ExpenseState.REJECTED:
            told = _("Sent back: %s") % row.answer if row.answer else _("Sent back: correct it and hand it in again.")
            return HeadLine("act", "arrow-back-up", told, _("Hand in"), url, "post")
        case ExpenseState.SUBMITTED:
            return HeadLine("watch", "hourglass", _("Waits for its approval."))
        case ExpenseState.APPROVED:
            url = reverse("budgets:payment", args=[row.pk]) if may_pay else ""
            return HeadLine("sound", "circle-check", _("Approved, not paid out yet."), _("Pay out"), url, "sheet")
    return None
