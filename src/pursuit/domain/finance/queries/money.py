"""Looking at instalments, invoices, receipts and what was allocated; those of a project; what is waiting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.models import Allocation, Bond, Instalment, Invoice, Payable, Receipt, WriteOff
from pursuit.domain.finance.queries.asked import asked_bonds
from pursuit.domain.finance.rules import money as rules
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.rules.instants import last_day
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE


def instalments(actor: Actor) -> QuerySet[Instalment]:
    """Instalments the actor sees."""
    return Instalment.objects.visible_to(actor)


def instalment(actor: Actor, pk: int) -> Instalment:
    """One visible instalment with its contract."""
    row = (
        instalments(actor)
        .select_related("contract__subject__owner", "contract__account__subject", "milestone__task__subject")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Missing("not_found", GONE)
    return row


def invoice(actor: Actor, pk: int) -> Invoice:
    """One visible invoice."""
    row = Invoice.objects.visible_to(actor).select_related("contract__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def receipts(actor: Actor) -> QuerySet[Receipt]:
    """Receipts the actor sees: those in reach, and what nobody has claimed, for those who may claim."""
    return Receipt.objects.visible_to(actor)


def unclaimed_for(actor: Actor) -> QuerySet[Receipt]:
    """Ids of receipts that wait to be claimed, for those who may (for the kernel's decision)."""
    rows = Receipt.objects.filter(state="unclaimed") if actor.may("finance.claim") else Receipt.objects.none()
    return rows.values("pk")  # type: ignore[return-value]


def receipt(actor: Actor, pk: int) -> Receipt:
    """One visible receipt."""
    row = receipts(actor).select_related("subject__owner", "account__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def bonds(actor: Actor) -> QuerySet[Bond]:
    """Bonds the actor sees."""
    return Bond.objects.visible_to(actor)


def bond(actor: Actor, pk: int) -> Bond:
    """One visible bond."""
    row = bonds(actor).select_related("subject__owner", "subject__unit", "about").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


@dataclass(frozen=True, slots=True)
class Planned:
    """A contract and its payment plan; gap: how much more the contract is than its plan."""

    contract: Contract
    rows: Sequence[Instalment]
    gap: int

    @property
    def paid(self) -> int:
        return sum(row.paid for row in self.rows)

    @property
    def open(self) -> int:
        return sum(row.open_amount for row in self.rows)

    @property
    def percent(self) -> int:
        return round(100 * self.paid / self.contract.amount) if self.contract.amount else 0


def plans_of(actor: Actor, about: Sequence[Contract]) -> list[Planned]:
    """The payment plans of visible contracts; one query."""
    rows = (
        instalments(actor)
        .filter(contract__in=[row.pk for row in about])
        .select_related("milestone__task__subject", "evidence")
        .order_by("contract", "position")
    )
    found: dict[int, list[Instalment]] = {}
    for row in rows:
        found.setdefault(row.contract_id, []).append(row)
    return [
        Planned(
            one,
            found.get(one.pk, []),
            one.amount - sum(row.amount for row in found.get(one.pk, [])) if found.get(one.pk) else 0,
        )
        for one in about
    ]


def parts_of(actor: Actor, about: Collection[int]) -> Mapping[str, Sequence[object]]:
    """Invoices, allocations, payables and write-offs of visible contracts."""
    ids = list(about)
    return {
        "invoices": list(
            Invoice.objects.visible_to(actor).filter(contract__in=ids).select_related("contract").order_by("-pk")[:100]
        ),
        "allocations": list(
            Allocation.objects.visible_to(actor)
            .filter(instalment__contract__in=ids)
            .select_related("receipt", "instalment", "by")
            .order_by("-pk")[:100]
        ),
        "payables": [
            (row, rules.payable(row.amount, row.instalment.paid, row.instalment.amount) - row.paid)
            for row in Payable.objects.visible_to(actor)
            .filter(contract__in=ids)
            .select_related("instalment", "supplier__subject")[:100]
        ],
        "write_offs": list(
            WriteOff.objects.visible_to(actor)
            .filter(instalment__contract__in=ids)
            .exclude(state="withdrawn")
            .select_related("instalment", "asked_by")
            .order_by("-pk")[:50]
        ),
    }


def bonds_about(actor: Actor, ids: Collection[int]) -> list[Bond]:
    """Bonds for a project or its contracts."""
    return list(bonds(actor).filter(about__in=list(ids)).select_related("subject").order_by("state", "due_back_on"))


def milestones(actor: Actor, project: int | None) -> list[tuple[int, str, date | None]]:
    """(id, name, day) of the milestones of a project's plan."""
    if project is None:
        return []
    rows = PlanRow.objects.visible_to(actor).filter(
        plan__subject=project, duration=0, task__subject__deleted_at=None, below=None
    )
    found = rows.select_related("task__subject").order_by("place")[:200]
    return [(row.pk, row.task.title, last_day(row.finish) if row.finish else None) for row in found]


def open_of_account(actor: Actor, account: int) -> list[Instalment]:
    """What a customer may still pay, what is owed longest first."""
    rows = instalments(actor).filter(account=account, live=True, open_amount__gt=0, cancelled=False)
    return list(
        rows.select_related("contract__subject").order_by(F("owed_on").asc(nulls_last=True), "due_on", "pk")[:100]
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What to do next with money; each a count and what it is about."""

    overdue: int
    overdue_sums: Sequence[Money]
    ripe: int
    unclaimed: int
    free: int
    requests: int
    bonds: int
    bonds_asked: int
    bills: int


def waiting(actor: Actor) -> Waiting:
    """Eight small questions of indexes."""
    today = clock.today()
    soon = today + timedelta(days=14)
    mine = Instalment.objects
    late = mine.counted_for(actor, owed_on__lt=today)
    sums = late.order_by().values_list("currency").annotate(total=Sum("open_amount"), count=Count("pk"))
    overdue = sorted((currency, total or 0, count) for currency, total, count in sums)
    # Nothing is due before what it hangs on, but for days before it, which are few.
    ripe = mine.counted_for(actor, open_month__range=(1, (rules.month_of(today) or 0) + 1), state="expected")
    near = Q(due_back_on__lte=soon) | Q(expires_on__lte=soon)
    seen = receipts(actor)
    return Waiting(
        overdue=sum(count for _currency, _total, count in overdue),
        overdue_sums=[Money(total, currency) for currency, total, _count in overdue],
        ripe=ripe.filter(planned_on__lte=today, triggered_on=None).count(),
        unclaimed=seen.filter(state="unclaimed").count() if actor.may("finance.claim") else 0,
        free=seen.filter(state="claimed", free__gt=0).count(),
        requests=Invoice.objects.visible_to(actor).filter(state="requested").count(),
        bonds=bonds(actor).filter(near, state="out").count() if actor.may("finance.bond.view") else 0,
        bonds_asked=asked_bonds(actor).count() if actor.may("finance.post") else 0,
        bills=seen.filter(bill_state="held", matures_on__lte=soon).count(),
    )


def collected(
    actor: Actor, first: date, last: date, *, unit: Sequence[int] | None = None, owner: int | None = None
) -> list[Money]:
    """Cash that was allocated to contracts in reach and had come by then, per currency: transfers on the day they
    came, bills when they were honoured. By the unit and owner of the contract."""
    rows = Allocation.objects.visible_to(actor).filter(receipt__settled_on__range=(first, last))
    if unit is not None:
        rows = rows.filter(instalment__contract__subject__unit__in=unit)
    if owner is not None:
        rows = rows.filter(instalment__contract__subject__owner=owner)
    sums = rows.order_by().values_list("instalment__currency").annotate(total=Sum("amount"))
    return [Money(total or 0, currency) for currency, total in sorted(sums)]
