"""Papers that say something else than the pipeline: contracts, bids, money and bonds against projects and each other.

Looked at in what is stored, whoever brought it; a batch narrows it to what one import brought.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.bids.models import Bid
from pursuit.domain.bids.queries.bids import bids
from pursuit.domain.bids.rules.modes import OUTCOMES
from pursuit.domain.contracts.models import LIVE, Contract
from pursuit.domain.contracts.queries.contracts import PURCHASE, contracts
from pursuit.domain.finance.models import Bond, Instalment, Receipt
from pursuit.domain.plans.rules.instants import day_of, midnight
from pursuit.domain.playbooks.models import TenderDate
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money

M = TypeVar("M", bound=Model)
MOST = 200  # of each kind on the page
OPEN = ("active", "suspended")
GONE = ("lost", "abandoned", "cancelled")
WON = ("won", "closed")
NEAR = 20  # one part in so many may differ: 5 %


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of contradiction, and what is to be done about it."""

    code: str
    label: Text
    advice: Text
    tone: str = "watch"


SORTS: Mapping[str, Sort] = {
    one.code: one
    for one in (
        Sort("signed_lost", gettext_lazy("Contract signed, project lost or given up"),
             gettext_lazy("Reopen the project and close it as won, or correct the contract."), "act"),
        Sort("signed_open", gettext_lazy("Contract signed, project still open"),
             gettext_lazy("Close the project as won on the day of signature."), "act"),
        Sort("amount", gettext_lazy("Contracts and project differ by more than 5 %"),
             gettext_lazy("Correct the amount of the project, or add what is missing of the contracts.")),
        Sort("no_project", gettext_lazy("Contract without a project"),
             gettext_lazy("Name its project on the contract, or make one.")),
        Sort("planned", gettext_lazy("Instalments come to more than the contract"),
             gettext_lazy("Correct the payment plan, or write the change of the contract."), "act"),
        Sort("paid", gettext_lazy("Paid more than the contract says"),
             gettext_lazy("Find the contract the rest is for, or pay it back."), "act"),
        Sort("bid_won", gettext_lazy("Bid won, project not won"),
             gettext_lazy("Sign the contract and close the project as won, or correct the result of the bid."), "act"),
        Sort("bid_lost", gettext_lazy("Bid not won, project won"),
             gettext_lazy("Correct the result of the bid, or close the project as lost."), "act"),
        Sort("no_result", gettext_lazy("Opened, and no result"),
             gettext_lazy("Ask for the result and write it down.")),
        Sort("bond_back", gettext_lazy("Bid bond returned, tender still open"),
             gettext_lazy("Write the result of the bid down, or correct the bond.")),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One contradiction. about: the paper; project: None where there is none or the reader does not see it; paper,
    pipeline: what each says; batch: the import the paper came with."""

    sort: Sort
    about: Subject
    project: Subject | None
    paper: str
    pipeline: str
    batch: int | None


@dataclass(slots=True)
class Found:
    """The lines, and how many there are of each kind where more than a page holds."""

    lines: list[Line] = field(default_factory=list)
    more: list[Text] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        found: dict[str, int] = {}
        for one in self.lines:
            found[one.sort.code] = found.get(one.sort.code, 0) + 1
        return found


def contradictions(actor: Actor, *, batch: int | None = None, most: int = MOST) -> Found:
    """All the actor sees; a few statements whatever there is. batch: of papers one import brought."""
    found = Found()
    for code, way in _WAYS.items():
        lines = list(way(actor, batch, most + 1))
        if len(lines) > most:
            found.more.append(SORTS[code].label)
        found.lines += lines[:most]
    seen = set(_projects(actor).filter(pk__in={one.project.pk for one in found.lines if one.project})
               .values_list("pk", flat=True))  # fmt: skip
    found.lines = [one if one.project is None or one.project.pk in seen else replace(one, project=None)
                   for one in found.lines]  # fmt: skip
    return found


def money(minor: int, currency: str) -> str:
    """An amount in words that sheets and pages share."""
    return f"{Money(minor, currency).major():,} {currency}"


def _narrow(rows: QuerySet[M], batch: int | None, prefix: str = "subject__") -> QuerySet[M]:
    return rows.filter(**{f"{prefix}batch": batch}) if batch else rows


def _signed(actor: Actor, batch: int | None) -> QuerySet[Contract]:
    rows = (
        contracts(actor)
        .filter(subject__deleted_at=None, state__in=LIVE)
        .exclude(kind=PURCHASE)
        .order_by("-signed_on", "-pk")
    )
    return _narrow(rows.select_related("subject", "project__subject"), batch)


def _projects(actor: Actor) -> QuerySet[Project]:
    return Project.objects.visible_to(actor).live()


def _against(status: Sequence[str], code: str) -> "Way":
    def way(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
        for row in _signed(actor, batch).filter(project__in=_projects(actor).filter(status__in=status))[:most]:
            if row.project is not None:
                said = _("Signed on %s") % row.signed_on
                yield _line(code, row.subject, row.project, said, str(row.project.get_status_display()))

    return way


def _amounts(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    seen = _projects(actor).filter(amount__gt=0, status__in=(*OPEN, *WON))
    rows = _signed(actor, None).filter(project__in=seen, parent=None).exclude(kind="framework")
    rows = rows.filter(amount_currency=F("project__amount_currency"))
    sums = rows.order_by().values("project").annotate(total=Sum("amount"), big=Sum("amount") * NEAR)
    off = Q(big__gt=F("project__amount") * (NEAR + 1)) | Q(big__lt=F("project__amount") * (NEAR - 1))
    totals = dict(sums.filter(off).values_list("project", "total")[: most * 4])
    told: set[int] = set()
    for row in _narrow(rows.filter(project__in=totals), batch):
        if row.project is not None and row.project.pk not in told and len(told) < most:
            told.add(row.project.pk)
            said = money(totals[row.project.pk], row.amount_currency)
            yield _line("amount", row.subject, row.project, said, money(row.project.amount or 0, row.amount_currency))


def _alone(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    for row in _signed(actor, batch).filter(project=None, parent=None).exclude(kind="framework")[:most]:
        yield _line("no_project", row.subject, None, money(row.amount, row.amount_currency), _("No project"))


def _planned(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    plans = Instalment.objects.visible_to(actor).filter(cancelled=False, contract__in=_signed(actor, batch))
    sums = plans.order_by().values("contract").annotate(total=Sum("amount")).filter(total__gt=F("contract__amount"))
    totals = dict(sums.values_list("contract", "total")[:most])
    for row in _signed(actor, None).filter(pk__in=totals):
        yield _line("planned", row.subject, row.project, money(totals[row.pk], row.amount_currency),
                    money(row.amount, row.amount_currency))  # fmt: skip


def _paid(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    """Money that was meant for a contract of which nothing is open any more."""
    free = Receipt.objects.visible_to(actor).live().filter(state="claimed", free__gt=0).exclude(reference="")
    found = list(_narrow(free, batch).select_related("subject").order_by("-received_on", "-pk")[: most * 4])
    named = {one.reference for one in found}
    rows = _signed(actor, None).filter(Q(their_number__in=named) | Q(code__in=named))
    open_ = set(
        Instalment.objects.visible_to(actor)
        .filter(contract__in=rows, open_amount__gt=0, cancelled=False)
        .values_list("contract_id", flat=True)
    )
    by_number = {(number, row.account_id): row for row in rows for number in (row.their_number, row.code) if number}
    left = most
    for one in found:
        row = by_number.get((one.reference, one.account_id or 0))
        if row is not None and row.pk not in open_ and left:
            left -= 1
            said = _("%s more than is open") % money(one.free, one.amount_currency)
            yield _line("paid", one.subject, row.project, said, money(row.amount, row.amount_currency))


def _bids(actor: Actor, batch: int | None) -> QuerySet[Bid]:
    rows = bids(actor).filter(subject__deleted_at=None) if actor.may("bids.view") else Bid.objects.none()
    return _narrow(rows.select_related("subject", "project__subject").order_by("-pk"), batch)


def _decided(outcomes: Sequence[str], status: Sequence[str], code: str) -> "Way":
    def way(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
        rows = _bids(actor, batch).filter(
            outcome__in=outcomes, project__in=_projects(actor).filter(status__in=status)
        )  # fmt: skip
        if code == "bid_lost":  # another lot may have been won
            rows = rows.exclude(project__bids__outcome="won")
        for row in rows[:most]:
            said = str(dict(OUTCOMES).get(row.outcome, row.outcome))
            yield _line(code, row.subject, row.project, said, str(row.project.get_status_display()))

    return way


def _opened(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    past = TenderDate.objects.visible_to(actor).filter(kind="opening", at__lt=midnight(clock.today()))
    rows = list(_bids(actor, batch).exclude(state="decided").filter(project__in=past.values("project"))[:most])
    days: dict[int, date] = {
        one.project_id: day_of(one.at) for one in past.filter(project__in=[row.project_id for row in rows])
    }
    for row in rows:
        said = _("Opened on %s") % days[row.project_id]
        yield _line("no_result", row.subject, row.project, said, _("No result"))


def _bonds(actor: Actor, batch: int | None, most: int) -> Iterator[Line]:
    if not actor.may("finance.bond.view"):
        return
    undecided = bids(actor).filter(subject__deleted_at=None).exclude(state="decided")
    rows = Bond.objects.visible_to(actor).live().filter(kind="bid", state="returned")
    rows = rows.filter(about__in=undecided.values("project")).select_related("subject").order_by("-returned_on", "-pk")
    found = list(_narrow(rows, batch)[:most])
    named = _projects(actor).select_related("subject").in_bulk([one.about_id for one in found if one.about_id])
    for one in found:
        said = _("Returned on %s") % (one.returned_on or "—")
        yield _line("bond_back", one.subject, named.get(one.about_id or 0), said, _("The bid is not decided"))


def _line(code: str, about: Subject, project: Project | None, paper: str, pipeline: str) -> Line:
    return Line(SORTS[code], about, project.subject if project else None, paper, pipeline, about.batch)


Way = Callable[[Actor, int | None, int], Iterable[Line]]
_WAYS: Mapping[str, Way] = {
    "signed_lost": _against(GONE, "signed_lost"),
    "signed_open": _against(OPEN, "signed_open"),
    "amount": _amounts,
    "no_project": _alone,
    "planned": _planned,
    "paid": _paid,
    "bid_won": _decided(("won",), (*OPEN, *GONE), "bid_won"),
    "bid_lost": _decided(("lost", "rejected"), WON, "bid_lost"),
    "no_result": _opened,
    "bond_back": _bonds,
}
