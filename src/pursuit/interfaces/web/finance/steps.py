"""What is done with one instalment or one invoice, in a side sheet."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions import chasing, invoices, payables, plans, triggers, write_offs
from pursuit.domain.finance.actions.keeping import ACCEPT, PLAN, POST
from pursuit.domain.finance.models import Payable
from pursuit.domain.finance.queries import money
from pursuit.domain.finance.rules.money import payable as allowed
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE


def sheet(
    request: Request,
    about: Contract,
    action: AnyAction,
    *,
    title: Text,
    button: Text,
    names: Sequence[str],
    fixed: Mapping[str, object],
    said: Text = "",
    stored: Mapping[str, object] | None = None,
    intro: Text = "",
) -> HttpResponse:
    """A form about money of a contract; a look is refused as the action itself would."""
    access.require(request.actor, action.right, about.subject)
    form = ActionForm(action, request.actor, names=names, fixed=fixed, stored=stored)
    home = reverse("contracts:contract", args=[about.pk])
    there = where_from(request, home)
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: there,
        said=said or _("Saved."),
        cancel=home,
        draft=f"{action.code}-{'-'.join(str(one) for one in fixed.values() if isinstance(one, int))}",
        context={"nav": "finance", "intro": intro or about.title},
    )


@page(ACCEPT, methods=("GET", "POST"))
def acceptance(request: Request, pk: int) -> HttpResponse:
    """The signed document is there."""
    row = money.instalment(request.actor, pk)
    return sheet(
        request, row.contract, triggers.accept_signed, title=_("Signed document for “%s”") % row.name,
        button=_("Note as owed"), names=("happened_on", "file"), fixed={"instalment": pk},
        stored={"happened_on": clock.today()}, said=_("The instalment is owed now."),
    )  # fmt: skip


@page(ACCEPT, methods=("POST",))
def rejection(request: Request, pk: int) -> HttpResponse:
    """It is not owed after all."""
    row = triggers.reject_trigger.run(request.actor, {"instalment": pk})
    return see_other(request, _home(row.contract_id), Toast(_("The instalment is not owed any more.")))


@page(PLAN, methods=("GET", "POST"))
def instalment(request: Request, pk: int) -> HttpResponse:
    """When it is expected, and how sure that is."""
    row = money.instalment(request.actor, pk)
    names = ["name", *([] if row.milestone_id else ["fixed_on"]), "offset_days", "chance", "note"]
    held = {name: getattr(row, name) for name in names}
    intro = _("Expected with the milestone “%s”.") % row.milestone.task.title if row.milestone else ""
    return sheet(
        request, row.contract, plans.edit_instalment, title=row.name, button=_("Save"), names=names,
        fixed={"instalment": pk}, stored=held, intro=intro,
    )  # fmt: skip


@page(PLAN, methods=("POST",))
def chase(request: Request, pk: int) -> HttpResponse:
    """A task to collect it."""
    row = money.instalment(request.actor, pk)
    made = chasing.chase.run(request.actor, {"instalment": pk})
    url = reverse("execution:task", args=[made.pk])
    toast = Toast(_("A task was created for %s.") % (made.subject.owner or ""), url=url, link=_("Not paid yet"))
    return see_other(request, _home(row.contract_id), toast)


@page(PLAN, methods=("GET", "POST"))
def write_off(request: Request, pk: int) -> HttpResponse:
    """Ask to give it up."""
    row = money.instalment(request.actor, pk)
    return sheet(
        request, row.contract, write_offs.ask_write_off, title=_("Write off “%s”") % row.name,
        button=_("Ask for approval"), names=("amount", "reason"), fixed={"instalment": pk},
        stored={"amount": Money(row.open_amount, row.currency)}, said=_("The write-off waits for approval."),
    )  # fmt: skip


@page(PLAN, methods=("GET", "POST"))
def new_invoice(request: Request, pk: int) -> HttpResponse:
    """开票申请 for one instalment, as a whole or in part."""
    row = money.instalment(request.actor, pk)
    about = row.contract
    access.require(request.actor, PLAN, about.subject)
    left = Money(row.amount - row.invoiced, row.currency).major()
    asked = request.POST.get("part", "").strip() or str(left)
    form = ActionForm(
        invoices.request_invoice,
        request.actor,
        names=("kind", "buyer", "buyer_number", "tax_rate", "note"),
        fixed={"contract": about.pk, "parts": [{"instalment": pk, "amount": asked}]},
        stored={"kind": "special", "buyer": about.account.title, "tax_rate": about.tax_rate},
    )
    home = _home(about.pk)
    there = where_from(request, home)
    return form_page(
        request,
        form,
        title=_("Ask for an invoice"),
        button=_("Send the request"),
        done=lambda _row: there,
        said=_("Finance has been asked for the invoice."),
        cancel=home,
        draft=f"invoice-{pk}",
        template="finance/invoice_form.html",
        sheet="finance/invoice_sheet.html",
        context={"nav": "finance", "intro": f"{about.title} · {row.name}", "part": asked, "left": left},
    )


@page(POST, methods=("GET", "POST"))
def issue(request: Request, one: int) -> HttpResponse:
    """已开票."""
    row = money.invoice(request.actor, one)
    return sheet(
        request, row.contract, invoices.issue_invoice, title=_("Invoice issued"), button=_("Save"),
        names=("number", "issued_on"), fixed={"invoice": one}, stored={"issued_on": clock.today()},
        intro=row.buyer, said=_("The invoice is noted."),
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def reversal(request: Request, one: int) -> HttpResponse:
    """红冲."""
    row = money.invoice(request.actor, one)
    return sheet(
        request, row.contract, invoices.reverse_invoice, title=_("Reverse invoice %s") % row.number,
        button=_("Reverse"), names=("number", "issued_on", "reason"), fixed={"invoice": one},
        stored={"issued_on": clock.today()}, said=_("The invoice is reversed."),
    )  # fmt: skip


@page(PLAN, methods=("GET", "POST"))
def withdrawal(request: Request, one: int) -> HttpResponse:
    """It is not needed, or finance sends it back."""
    row = money.invoice(request.actor, one)
    return sheet(
        request, row.contract, invoices.withdraw_invoice, title=_("Withdraw the request"), button=_("Withdraw request"),
        names=("reason",), fixed={"invoice": one}, said=_("The request is withdrawn."),
    )  # fmt: skip


@page(PLAN, methods=("GET", "POST"))
def new_payable(request: Request, pk: int) -> HttpResponse:
    """A supplier that is paid with this instalment."""
    row = money.instalment(request.actor, pk)
    return sheet(
        request, row.contract, payables.add_payable, title=_("Supplier paid with “%s”") % row.name, button=_("Add"),
        names=("supplier", "name", "amount", "note"), fixed={"instalment": pk}, said=_("The payment is bound."),
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def payment(request: Request, one: int) -> HttpResponse:
    """Pay a supplier, as far as the customer has paid."""
    row = _payable(request, one)
    free = allowed(row.amount, row.instalment.paid, row.instalment.amount) - row.paid
    return sheet(
        request, row.contract, payables.pay_supplier, title=_("Pay %s") % row.supplier.title,
        button=_("Note the payment"), names=("amount", "paid_on"), fixed={"payable": one}, intro=row.name,
        stored={"amount": Money(max(free, 0), row.currency), "paid_on": clock.today()},
    )  # fmt: skip


@page(PLAN, methods=("POST",))
def payable_removal(request: Request, one: int) -> HttpResponse:
    """It was agreed otherwise."""
    row = payables.remove_payable.run(request.actor, {"payable": one})
    return done_with_undo(
        request, row.contract.subject, _("The payment to the supplier was taken away."), _home(row.contract_id)
    )


def _payable(request: Request, pk: int) -> Payable:
    rows = Payable.objects.visible_to(request.actor).select_related(
        "contract__subject", "instalment", "supplier__subject"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def _home(pk: int) -> str:
    return reverse("contracts:contract", args=[pk])
