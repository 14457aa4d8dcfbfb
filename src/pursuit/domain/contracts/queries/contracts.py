"""Looking at contracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts.models import LIVE, ChangeOrder, Contract, Deviation, HandOver, State
from pursuit.domain.projects.models import Project
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

VIEW = "contracts.view"
EDIT = "contracts.edit"
SIGN, CHANGE = "contracts.sign", "contracts.change"  # kinds of approvals
PURCHASE = "purchase"
NEAR = ("subject__owner", "subject__unit", "account__subject", "project__subject", "parent__subject")


def contracts(actor: Actor) -> QuerySet[Contract]:
    """Contracts the actor sees."""
    return Contract.objects.visible_to(actor)


def through_projects(actor: Actor) -> QuerySet[Contract]:
    """Ids of contracts of projects the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Project.SUBJECT_TYPE, "project__subject__")
    return Contract.objects.filter(seen).values("pk")  # type: ignore[return-value]


def contract(actor: Actor, pk: int) -> Contract:
    """One visible contract."""
    row = contracts(actor).select_related(*NEAR).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def of_project(actor: Actor, project: int) -> list[Contract]:
    """The contracts of a project, the newest last."""
    rows = contracts(actor).filter(project=project).select_related(*NEAR)
    return list(rows.order_by("pk")[:100])


@dataclass(frozen=True, slots=True)
class Parts:
    """What hangs on a contract."""

    deviations: Sequence[Deviation]
    changes: Sequence[ChangeOrder]
    hand_over: HandOver | None
    supplements: Sequence[Contract]


def parts(actor: Actor, row: Contract) -> Parts:
    """Five queries."""
    return Parts(
        list(row.deviations.select_related("owner", "accepted_by")),
        list(row.changes.select_related("asked_by")),
        HandOver.objects.visible_to(actor).filter(contract=row).prefetch_related("people").first(),
        list(contracts(actor).filter(parent=row).select_related("subject").order_by("pk")),
    )


def signed(
    actor: Actor, first: date, last: date, *, unit: Sequence[int] | None = None, owner: int | None = None
) -> list[Money]:
    """What was signed in a period, per currency: contracts at their amount of signing, changes when they were
    approved. Purchases are not sales."""
    whose = Q(state__in=LIVE) & ~Q(kind=PURCHASE)
    if unit is not None:
        whose &= Q(subject__unit__in=unit)
    if owner is not None:
        whose &= Q(subject__owner=owner)
    rows = contracts(actor).filter(whose)
    found: dict[str, int] = {}
    begun = rows.filter(signed_on__range=(first, last)).order_by().values_list("amount_currency")
    for currency, total in begun.annotate(total=Sum("signed_amount")):
        found[currency] = total or 0
    changes = ChangeOrder.objects.filter(contract__in=rows, state="approved", decided_at__date__range=(first, last))
    for currency, total in (
        changes.order_by().values_list("contract__amount_currency").annotate(total=Sum("amount_delta"))
    ):
        found[currency] = found.get(currency, 0) + (total or 0)
    return [Money(minor, currency) for currency, minor in sorted(found.items())]


CONTRACTS = Listing(
    code="contracts",
    label=_("Contracts"),
    subject_type="contract",
    base=contracts,
    view_right=VIEW,
    url_name="contracts:contract",
    cards=("code", "state", "amount", "signed_on"),
    columns=(
        Column("title", _("Name of the contract"), source="subject__title", default=True, sortable=False),
        Column("code", _("Number"), default=True, sortable=False),
        Column("state", _("State"), "choice", choices=tuple(State.choices), default=True, sortable=False),
        Column("kind", _("Kind of contract"), "term", term="contract_kind", default=True, sortable=False),
        Column("account", _("Account"), "ref", source="account_id", shown="account__subject__title", ref="account",
               default=True, sortable=False),
        Column("project", _("Project"), "ref", source="project_id", shown="project__subject__title", ref="project",
               sortable=False),
        Column("amount", _("Amount with tax"), "money", currency="amount_currency", base="amount_base", default=True,
               total=True, sortable=False),
        Column("their_number", _("Customer's number"), sortable=False),
        Column("signed_on", _("Signed on"), "date", default=True),
        Column("ends_on", _("Runs until"), "date"),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
