"""Looking at projects: one, and the list."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Kind
from pursuit.domain.methods.queries.methods import method_names, stage_names
from pursuit.domain.projects.models import Project, Status
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.models import private
from pursuit.kernel.prepared import Prepared


def projects(actor: Actor) -> QuerySet[Project]:
    """Projects the actor sees."""
    return Project.objects.visible_to(actor)


def project(actor: Actor, pk: int) -> Project:
    """One visible project with what its page shows."""
    row = _ONE.first(actor, pk=pk)
    if row is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    return row


RELATED = ("subject__owner", "subject__unit", "account__subject", "stage", "version__method", "next_step_owner")
SPARED = private("subject__owner", "next_step_owner")
_ONE = Prepared(lambda actor, pk: projects(actor).select_related(*RELATED).defer(*SPARED).filter(pk=pk))


COLUMNS = (
    Column("title", _("Project name"), source="subject__title", default=True, sortable=False),
    Column("code", _("Code")),
    Column(
        "account",
        _("Account"),
        "ref",
        source="account_id",
        shown="account__subject__title",
        ref="account",
        default=True,
    ),
    Column("kind", _("Kind"), "choice", choices=tuple((one.value, one.label) for one in Kind)),
    Column(
        "method",
        _("Method"),
        "ref",
        source="version__method_id",
        shown="version__method__name",
        named=True,
        picks=method_names,
    ),
    # Rows are grouped and filtered by its code: a stage has an id in each version of each method.
    Column("stage", _("Stage"), "ref", source="stage_id", shown="stage__name", named=True, default=True, group=False),
    Column(
        "stage_code",
        _("Stage code"),
        source="stage__code",
        sortable=False,
        picks=stage_names,
        asked=_("Stage"),
    ),
    Column("status", _("Status"), "choice", choices=tuple((one.value, one.label) for one in Status), default=True),
    Column("grade", _("Grade"), "term", term="project_grade", default=True),
    Column("deal_type", _("Deal type"), "term", term="deal_type"),
    Column(
        "amount",
        _("Amount"),
        "money",
        currency="amount_currency",
        default=True,
        sortable=False,
        total=True,
        base="amount_base",
    ),
    Column("amount_base", _("Amount in company currency"), "money"),
    Column("margin_percent", _("Margin %"), "percent", right="projects.field.margin"),
    Column("probability", _("Probability"), "percent", default=True),
    Column("owner_probability", _("Owner's probability"), "percent"),
    Column("forecast_category", _("Forecast category"), "term", term="forecast_category"),
    Column("expected_sign_on", _("Expected sign date"), "date", default=True),
    Column("original_expected_sign_on", _("First expected sign date"), "date"),
    Column("slip_count", _("Slips"), "number"),
    Column("budget_status", _("Customer budget"), "term", term="budget_status"),
    Column("procurement_mode", _("Procurement mode"), "term", term="procurement_mode"),
    Column("funding_source", _("Funding source")),
    Column("customer_charter_on", _("Customer approved the project on"), "date"),
    Column("sales_charter_on", _("Sales charter on"), "date"),
    Column("delivery_charter_on", _("Delivery charter on"), "date"),
    Column("next_step", _("Next step"), sortable=False),
    Column("next_step_on", _("Next step on"), "date", default=True),
    Column("next_step_owner", _("Next step by"), "user", source="next_step_owner_id", shown="next_step_owner__name"),
    Column("stage_entered_on", _("In this stage since"), "date"),
    Column("decided_on", _("Decided on"), "date"),
    Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
    Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
    Column("name_key", _("Name order"), source="subject__title_key", filterable=False),
    Column("created", _("Created"), "moment", source="subject__created_at"),
    Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    BATCH,
)
PROJECTS = Listing(
    code="projects",
    label=_("Projects"),
    subject_type="project",
    base=projects,
    view_right="projects.view",
    url_name="projects:project",
    cards=("account", "stage", "amount", "expected_sign_on"),
    asks=(
        *("unit", "owner", "account", "stage_code", "status", "grade", "method", "expected_sign_on", "amount_base"),
        "next_step_on",
    ),
    columns=COLUMNS,
)
