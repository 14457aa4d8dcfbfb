"""The figures that come from rooms earlier than this one."""

from collections.abc import Callable

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account, Commitment, Visit
from pursuit.domain.goals.models import Scale
from pursuit.domain.goals.queries.figures import Facts, Figure
from pursuit.domain.market.models import Lead
from pursuit.domain.methods.models import Kind
from pursuit.domain.projects.models import ProductLine, Project, Status
from pursuit.kernel.errors import Text
from pursuit.kernel.money import company_currency

WON = (Status.WON, Status.CLOSED)


def _deals(*states: Status) -> QuerySet[Project]:
    rows = Project.objects.live().filter(kind=Kind.DEAL)
    return rows.filter(status__in=states) if states else rows


def _lines() -> QuerySet[Model]:
    """What was sold, line by line; lines in another currency than the company's are not counted."""
    rows: QuerySet[Model] = ProductLine.objects.filter(
        project__subject__deleted_at=None, project__kind=Kind.DEAL, project__status__in=WON, price__isnull=False,
        price_currency=company_currency(),
    )  # fmt: skip
    return rows


def _first_wins() -> QuerySet[Project]:
    """The project with which a customer became one."""
    earlier = Q(decided_on__lt=OuterRef("decided_on")) | Q(decided_on=OuterRef("decided_on"), pk__lt=OuterRef("pk"))
    before = _deals(*WON).filter(earlier, account=OuterRef("account")).order_by()
    return _deals(*WON).filter(~Exists(before), account__isnull=False)


def _leads() -> QuerySet[Lead]:
    return Lead.objects.live()


def _converted() -> QuerySet[Lead]:
    return Lead.objects.live().filter(state="converted")


def _accounts() -> QuerySet[Account]:
    return Account.objects.live()


def _decided(*states: Status, amount: str | None = None, day: str = "decided_on") -> Facts:
    return _of_projects(lambda: _deals(*states), day, amount)


def _of_projects(rows: Callable[[], QuerySet[Project]], day: str, amount: str | None = None) -> Facts:
    return Facts(
        rows, day, amount, unit="subject__unit_id", person="subject__owner_id", account="account_id", project="pk"
    )


def _owned(rows: Callable[[], QuerySet[Model]], at: str, account: str = "account_id", project: str = "") -> Facts:
    """Records with an owner and a unit, by a moment."""
    return Facts(
        rows, at, moment=True, unit="subject__unit_id", person="subject__owner_id", account=account, project=project
    )


def _promised(rows: Callable[[], QuerySet[Model]]) -> Facts:
    return Facts(rows, "due_on", unit="account__subject__unit_id", person="user_id", account="account_id")


def _promises() -> QuerySet[Commitment]:
    return Commitment.objects.filter(whose="ours", account__subject__deleted_at=None).exclude(state="cancelled")


def _kept() -> QuerySet[Commitment]:
    return _promises().filter(state="kept")


LINES = Facts(
    _lines, "project__decided_on", F("quantity") * F("price") / 1000, unit="project__subject__unit_id",
    person="project__subject__owner_id", account="project__account_id", product="product_id", project="project_id",
)  # fmt: skip
MONEY, COUNT = Scale.MONEY, Scale.COUNT
CHARTER = "sales_charter_on"
CHARTERED: tuple[tuple[str, Text, Scale, tuple[Status, ...]], ...] = (
    ("chartered_count", _("Projects chartered"), COUNT, ()),
    ("chartered_amount", _("Amount chartered"), MONEY, ()),
    ("cohort_won_count", _("Of the projects chartered: won"), COUNT, WON),
    ("cohort_lost_count", _("Of the projects chartered: lost"), COUNT, (Status.LOST,)),
    ("cohort_abandoned_count", _("Of the projects chartered: given up"), COUNT, (Status.ABANDONED,)),
    ("cohort_cancelled_count", _("Of the projects chartered: cancelled"), COUNT, (Status.CANCELLED,)),
    ("cohort_won_amount", _("Of the amount chartered: won"), MONEY, WON),
    ("cohort_lost_amount", _("Of the amount chartered: lost"), MONEY, (Status.LOST,)),
)


def _chartered(scale: Scale, states: tuple[Status, ...]) -> Facts:
    """By the day of the sales charter: what became of the projects begun then."""
    return _decided(*states, amount="amount_base" if scale == MONEY else None, day=CHARTER)


FIGURES = (
    Figure("won_amount", _("Amount won"), MONEY, _decided(*WON, amount="amount_base"), by_product=LINES, order=1),
    Figure("won_count", _("Projects won"), COUNT, _decided(*WON), order=2),
    Figure("lost_amount", _("Amount lost"), MONEY, _decided(Status.LOST, amount="amount_base"), order=3),
    Figure("lost_count", _("Projects lost"), COUNT, _decided(Status.LOST), order=4),
    Figure(
        "new_customers", _("New customers (first project won)"), COUNT, _of_projects(_first_wins, "decided_on"), order=5
    ),
    *(
        Figure(code, label, scale, _chartered(scale, states), order=10 + place)
        for place, (code, label, scale, states) in enumerate(CHARTERED)
    ),
    Figure("leads_new", _("New leads"), COUNT, _owned(_leads, "subject__created_at"), order=20),
    Figure("leads_converted", _("Leads converted"), COUNT, _owned(_converted, "converted_at"), order=21),
    Figure("accounts_new", _("New accounts entered"), COUNT, _owned(_accounts, "subject__created_at", "pk"), order=22),
    Figure(
        "visits", _("Visits"), COUNT,
        _owned(Visit.objects.live, "happened_at", project="project_links__project_id"), order=23,
    ),
    Figure("promises_due", _("Our promises due"), COUNT, _promised(_promises), order=24),
    Figure("promises_kept", _("Our promises kept"), COUNT, _promised(_kept), order=25),
)  # fmt: skip
