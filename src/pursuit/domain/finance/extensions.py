"""What the room declares: rights, lists, records, rows, what follows from plans and contracts, the nightly round."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.queries.pack import PAGE
from pursuit.domain.finance import terms as lists
from pursuit.domain.finance.actions import bonds, chasing, following, keeping, seed, write_offs
from pursuit.domain.finance.fields import BOND_MONEY, BondChanges, ReceiptChanges
from pursuit.domain.finance.models import Allocation, Bond, Instalment, Invoice, Payable, Receipt
from pursuit.domain.finance.models.instalment import VIEW
from pursuit.domain.finance.queries import lists as listings
from pursuit.domain.finance.queries import money, papers, workspace
from pursuit.domain.finance.queries.asked import of_bid
from pursuit.domain.finance.queries.shown import of_contract
from pursuit.domain.plans.actions.dating import MOVED
from pursuit.domain.projects.queries import workspaces
from pursuit.kernel import approvals, extensions, jobs, listing, platform, rights, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.rights import Right

HEADS = {"admin": "all", "director": "subtree", "manager": "subtree", "operations": "all"}
ALL = dict.fromkeys(("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all")
SELLING = HEADS | {"seller": "own", "finance": "all"}
DELIVERING = SELLING | {"delivery": "team"}
POSTING = {"admin": "all", "finance": "all"}
CLAIMING = dict.fromkeys(("admin", "director", "manager", "seller", "finance", "operations"), "all")
BONDS = SELLING | {"presales": "team"}
MONEY_OF_BONDS = dict.fromkeys(("admin", "director", "manager", "seller", "finance", "operations"), "all")
CHANGED = (
    *("signed", "unsigned", "approved", "rejected", "closed", "terminated", "reopened", "changed", "updated"),
    *("deleted", "restored"),
)


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See money of contracts"), scoped=False, defaults=ALL),
        Right(keeping.PLAN, _("Edit payment plans, ask for invoices, allocate"), defaults=SELLING),
        Right(keeping.ACCEPT, _("Note deliveries and acceptances"), defaults=DELIVERING),
        Right(keeping.POST, _("Post receipts, issue invoices, pay"), defaults=POSTING),
        Right(keeping.CLAIM, _("Claim receipts"), scoped=False, defaults=CLAIMING),
        Right("finance.receipt.view", _("See receipts"), shared="view", defaults=SELLING),
        Right("finance.bond.view", _("See bonds"), shared="view", defaults=BONDS),
        Right(bonds.EDIT, _("Edit bonds"), shared="edit", defaults=SELLING),
        Right(BOND_MONEY, _("See the amounts of bonds"), scoped=False, defaults=MONEY_OF_BONDS),
        Right(chasing.CHASE, _("Make tasks for what is overdue"), scoped=False, defaults={"admin": "all"}),
    )
    terms.declare(*lists.ALL)
    for code, model in _ROWS.items():
        visible.row_type(code, partial(_seen, model))
    workspaces.declare("contracts", workspace.look)
    extensions.register(_RECEIPT, _BOND, *_followers())
    extensions.register(Panel("contract", "payments", _("Payment plan"), "finance/panel.html", of_contract, 20, VIEW))
    seen = "finance.bond.view"
    extensions.register(Panel("bid_bonds", "bonds", _("Bonds"), "finance/bid_bonds.html", of_bid, 20, seen))
    extensions.register(Panel(PAGE, "payments", _("Payment plan"), "", papers.pack_section, 20, VIEW))
    extensions.refer(
        "account", Reference(Instalment, "account"), Reference(Receipt, "account"), Reference(Payable, "supplier")
    )
    listing.register(*listings.ALL)
    jobs.declare(jobs.JobKind(chasing.CHASE, _("Remind of overdue money and bonds"), _remind, timedelta(hours=12)))
    platform.on_sync(seed.seed)


_ROWS: dict[str, type[Instalment] | type[Invoice] | type[Allocation] | type[Payable]] = {
    "instalment": Instalment,
    "invoice": Invoice,
    "allocation": Allocation,
    "payable": Payable,
}


def _receipt_text(row: Receipt) -> Iterable[str]:
    return (row.code, row.payer, row.reference, row.bill_number)


def _bond_text(row: Bond) -> Iterable[str]:
    return (row.code, row.beneficiary, row.issuer)


_RECEIPT = SubjectType(
    code="receipt",
    label=_("Receipt of money"),
    model=Receipt,
    view_right="finance.receipt.view",
    edit_right=keeping.POST,
    url_name="finance:receipt",
    icon="cash",
    fields=ReceiptChanges,
    search_text=_receipt_text,
    through=money.unclaimed_for,
)
_BOND = SubjectType(
    code="bond",
    label=_("Bond"),
    model=Bond,
    view_right="finance.bond.view",
    edit_right=bonds.EDIT,
    url_name="finance:bond",
    icon="shield-check",
    fields=BondChanges,
    search_text=_bond_text,
)


def _followers() -> Iterable[Subscriber]:
    yield Subscriber(MOVED, "finance.follow", following.on_dated)
    for what in CHANGED:
        yield Subscriber(f"contract.{what}", "finance.contract", following.on_contract)
    yield Subscriber(approvals.DECIDED, "finance.write_off_decided", write_offs.on_decided)
    yield Subscriber(approvals.WITHDRAWN, "finance.write_off_withdrawn", write_offs.on_withdrawn)


def _seen(
    model: type[Instalment] | type[Invoice] | type[Allocation] | type[Payable], actor: Actor, ids: Collection[int]
) -> Collection[int]:
    return set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _remind(actor: Actor, _progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    return {"made": chasing.remind(actor=actor)}
