"""The lists of the room."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import BOND
from pursuit.domain.finance.fields import FORMS
from pursuit.domain.finance.queries import lists
from pursuit.domain.finance.queries.asked import asked_bonds
from pursuit.interfaces.web.finance.sections import sections
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request

VIEW = "finance.view"
ASKED = 50
OWED = (
    Quick(_("Mine"), "f.owner=me"),
    Quick(_("Overdue"), "f.owed_on=overdue"),
    Quick(_("Owed"), "f.state=receivable,invoiced"),
    Quick(_("Due in 30 days"), "f.due_on=next30"),
    Quick(_("Expected payment"), "f.state=expected"),
)
BILLS = (
    Quick(_("Unclaimed"), "f.state=unclaimed"),
    Quick(_("Claimed"), "f.state=claimed"),
    Quick(_("Bills held"), "f.bill_state=held"),
)
INVOICED = (Quick(_("Requested"), "f.state=requested"), Quick(_("Issued"), "f.state=issued"))
OUT = (Quick(_("Out"), "f.state=out"), Quick(_("Due back in 30 days"), "f.state=out&f.due_back_on=next30"))
NEW_RECEIPT = Create(_("Post a receipt"), "finance:new-receipt", "finance.post")
NEW_BOND = Create(_("Note a bond"), "finance:new-bond", "finance.bond.edit")
PLANLESS = {
    "icon": "calendar-dollar",
    "title": _("No instalments yet"),
    "text": _("Open a contract and write its payment plan: each instalment hangs on a milestone, and moves with it."),
}


@page(VIEW)
def instalments(request: Request) -> HttpResponse:
    """All instalments."""
    here = sections(request.actor, "finance:instalments")
    return list_page(request, lists.INSTALMENTS, tabs=here, quick=OWED, empty=PLANLESS, context={"nav": "finance"})


@page(VIEW)
def invoices(request: Request) -> HttpResponse:
    """All invoices."""
    here = sections(request.actor, "finance:invoices")
    empty = {"icon": "receipt", "title": _("No invoices yet"), "text": _("They are asked for at the payment plan.")}
    return list_page(request, lists.INVOICES, tabs=here, quick=INVOICED, empty=empty, context={"nav": "finance"})


@page("finance.receipt.view")
def receipts(request: Request) -> HttpResponse:
    """All receipts."""
    here = sections(request.actor, "finance:receipts")
    return list_page(request, lists.RECEIPTS, create=NEW_RECEIPT, tabs=here, quick=BILLS, context={"nav": "finance"})


@page("finance.bond.view")
def bonds(request: Request) -> HttpResponse:
    """All bonds; above them what the tender desk asks for."""
    here, may = sections(request.actor, "finance:bonds"), request.actor.may
    forms, rows = dict(FORMS), asked_bonds(request.actor)[:ASKED] if may("finance.bond.edit") else ()
    context = {"nav": "finance", "asked": [(one, forms[one.form]) for one in rows], "sees_bond": may(BOND)}
    return list_page(
        request, lists.BONDS, create=NEW_BOND, tabs=here, quick=OUT, bulk=(HAND_OVER,), context=context,
        template="finance/bonds.html",
    )  # fmt: skip


@page(VIEW)
def payables(request: Request) -> HttpResponse:
    """What suppliers get once the customer has paid."""
    here = sections(request.actor, "finance:payables")
    empty = {
        "icon": "truck-delivery",
        "title": _("No payments to suppliers yet"),
        "text": _("Bind them to an instalment of ours: a supplier is then paid as far as the customer has paid."),
    }
    return list_page(request, lists.PAYABLES, tabs=here, empty=empty, context={"nav": "finance"})
