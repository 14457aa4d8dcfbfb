"""Looking at quotes: one, those of a project, the list of all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.models import Quote, QuoteState
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, approvals
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Approval, ApprovalState, Decision
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.records import GONE

VIEW, EDIT = "offers.view", "offers.edit"
COST, MARGIN = "offers.field.cost", "offers.field.margin"
RELATED = ("subject__owner", "project__subject", "project__account__subject", "book__subject", "approval")


def quotes(actor: Actor) -> QuerySet[Quote]:
    """Quotes the actor sees: by their right, and those of projects they see."""
    return Quote.objects.visible_to(actor)


def through_projects(actor: Actor) -> QuerySet[Quote]:
    """Ids of quotes of projects the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Project.SUBJECT_TYPE, "project__subject__")
    return Quote.objects.filter(seen).values("pk")  # type: ignore[return-value]


def quote(actor: Actor, pk: int) -> Quote:
    """One visible quote with what its page shows."""
    row = _ONE.first(actor, pk=pk)
    if row is None:
        raise Missing("not_found", GONE)
    return row


_ONE = Prepared(lambda actor, pk: quotes(actor).select_related(*RELATED).filter(pk=pk))


def may_edit(actor: Actor, row: Quote) -> bool:
    """By one's own right on the quote, or because one may change the project it is for."""
    if access.decide(actor, EDIT, row.subject):
        return True
    return actor.may(EDIT) and bool(access.decide(actor, "projects.edit", row.project.subject))


def of_project(actor: Actor, project: int) -> list[Quote]:
    """The visible quotes of a project, the newest first, versions of one together."""
    rows = quotes(actor).filter(project=project).select_related("subject__owner", "approval")
    return list(rows.order_by("-code", "-edition")[:200])


def versions(actor: Actor, row: Quote) -> list[Quote]:
    """All visible versions of a quote, the newest first."""
    return list(quotes(actor).filter(code=row.code).select_related("subject").order_by("-edition"))


@dataclass(frozen=True, slots=True)
class Question:
    """The question for approval, open or answered last. people: whose answer is awaited; mine: the reader asked."""

    row: Approval
    people: Sequence[str]
    decisions: Sequence[Decision]
    mine: bool


def question(actor: Actor, row: Quote) -> Question | None:
    """What was asked about the prices of a visible quote."""
    if row.approval_id is None:
        return None
    asked = Approval.objects.prefetch_related("seats__user", "decisions__by").get(pk=row.approval_id)
    turn = set(approvals.approval_turn(asked)) if asked.state == ApprovalState.PENDING else set()
    people = [str(seat.user) for seat in asked.seats.all() if seat.user_id in turn]
    return Question(asked, people, list(asked.decisions.all()), asked.requested_by_id == actor.user_id)


def section_names(row: Quote) -> list[tuple[int, str]]:
    """The headings of a visible quote."""
    return list(row.sections.order_by("place", "pk").values_list("pk", "title"))


QUOTES = Listing(
    code="quotes",
    label=_("Quotes"),
    subject_type="quote",
    base=quotes,
    view_right=VIEW,
    url_name="offers:quote",
    cards=("project", "state", "total", "valid_until"),
    asks=("state", "latest", "project", "account", "owner", "valid_until", "total_base", "discount"),
    columns=(
        Column("title", _("Name of the quote"), source="subject__title", default=True, sortable=False),
        Column("code", _("Quote number"), default=True),
        Column("edition", _("Version of the quote"), "number", default=True, sortable=False),
        Column("latest", _("Newest version"), "flag", sortable=False),
        Column(
            "project",
            _("Project"),
            "ref",
            source="project_id",
            shown="project__subject__title",
            ref="project",
            default=True,
        ),
        Column(
            "account",
            _("Account"),
            "ref",
            source="project__account_id",
            shown="project__account__subject__title",
            ref="account",
            default=True,
            sortable=False,
        ),
        Column(
            "state", _("State"), "choice", choices=tuple((one.value, one.label) for one in QuoteState), default=True
        ),
        Column(
            "total",
            _("Total with tax"),
            "money",
            currency="currency",
            default=True,
            sortable=False,
            total=True,
            base="total_base",
        ),
        Column("total_base", _("Total in company currency"), "money"),
        Column("net", _("Total without tax"), "money", currency="currency", sortable=False),
        Column("discount", _("Discount, 1/100 %"), "number", source="discount_bp", sortable=False),
        Column("cost", _("Cost"), "money", currency="currency", right=COST, sortable=False),
        Column("margin", _("Margin"), "money", currency="currency", right=MARGIN, sortable=False),
        Column("valid_until", _("Valid until"), "date", default=True),
        Column("issued_on", _("Sent to the customer on"), "date"),
        Column("decided_on", _("Answered on"), "date", sortable=False),
        Column("line_count", _("Lines"), "number", sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)
