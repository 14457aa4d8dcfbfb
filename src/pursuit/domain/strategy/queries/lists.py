"""The lists of the room: needs and lines of all projects, and what else REST reads."""

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.execution.models import OPEN
from pursuit.domain.strategy.fields import PRICE
from pursuit.domain.strategy.models import (
    VIEW,
    AnalysisItem,
    Concession,
    Criterion,
    Crossing,
    Need,
    RelationshipMove,
    StrategyLine,
    StrategyVersion,
    Theme,
)
from pursuit.domain.strategy.rules import kinds
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Subject

LINE_STATES: kinds.Labels = (
    ("open", _("Neither action nor reason")),
    ("task", _("Task under way")),
    ("done", _("Task done")),
    ("cancelled", _("Task cancelled")),
    ("reason", _("Reason given")),
)


def _project(path: str = "strategy__project") -> Column:
    return Column(
        "project",
        _("Project"),
        "ref",
        source=f"{path}_id",
        shown=f"{path}__subject__title",
        ref="project",
        default=True,
        sortable=False,
    )


VERSION = Column("version", _("Version"), "number", filterable=False, sortable=False)
MADE = Column("made", _("Created"), "moment", source="made_at")


def needs(actor: Actor) -> QuerySet[Need]:
    """With who said it, for those who may see the contact."""
    seen = Subject.objects.visible_to(actor).filter(pk=OuterRef("contact"))
    return Need.objects.visible_to(actor).annotate(said_by=Subquery(seen.values("title")[:1]))


def lines(actor: Actor) -> QuerySet[StrategyLine]:
    """With what became of them."""
    live = Q(task__isnull=False, task__subject__deleted_at=None)
    state = Case(
        When(live & Q(task__status__in=[str(one) for one in OPEN]), then=Value("task")),
        When(live, then=F("task__status")),
        When(~Q(reason=""), then=Value("reason")),
        default=Value("open"),
        output_field=CharField(),
    )
    return StrategyLine.objects.visible_to(actor).annotate(state=state)


def concessions(actor: Actor) -> QuerySet[Concession]:
    """Only for those who may see prices."""
    rows = Concession.objects.visible_to(actor)
    return rows if actor.may(PRICE) else rows.none()


NEEDS = Listing(
    code="needs",
    label=_("Needs"),
    subject_type="need",
    base=needs,
    view_right=VIEW,
    spine="",
    search=lambda typed: Q(text__icontains=typed) | Q(answer__icontains=typed),
    url_name="strategy:need",
    sort="-made",
    cards=("project", "priority", "compliance", "state"),
    asks=("project", "priority", "compliance", "state"),
    columns=(
        Column("text", _("Need"), default=True, sortable=False),
        Column("number", _("Number"), "number", sortable=False),
        _project(),
        Column("kind", _("Explicit or implicit"), "choice", choices=kinds.NEED_KINDS, default=True, sortable=False),
        Column("priority", _("Priority"), "choice", choices=kinds.PRIORITIES, default=True, sortable=False),
        Column("state", _("Status"), "choice", choices=kinds.NEED_STATES, default=True, sortable=False),
        Column("said_by", _("Said by (contact)"), sortable=False, filterable=False),
        Column("evidence", _("Evidence"), sortable=False),
        Column("answer", _("Our answer"), default=True, sortable=False),
        Column(
            "product", _("Product"), "ref", source="product_id", shown="product__subject__title", ref="product",
            sortable=False,
        ),
        Column("compliance", _("Compliance"), "choice", choices=kinds.COMPLIANCE, default=True),
        Column("gap", _("What is missing"), sortable=False),
        Column("owner", _("Owner"), "user", source="strategy__project__subject__owner_id",
               shown="strategy__project__subject__owner__name", sortable=False),
        MADE,
        VERSION,
    ),
)  # fmt: skip
LINES = Listing(
    code="strategy-lines",
    label=_("Strategy lines"),
    subject_type="line",
    base=lines,
    view_right=VIEW,
    spine="",
    search=lambda typed: Q(text__icontains=typed),
    url_name="strategy:line",
    sort="due_on",
    cards=("project", "owner", "due_on", "state"),
    asks=("project", "sheet", "owner", "state", "due_on"),
    columns=(
        Column("text", _("What we do"), default=True, sortable=False),
        _project(),
        Column("sheet", _("Strategy sheet"), "choice", choices=kinds.SHEETS, default=True, sortable=False),
        Column("owner", _("Who does it"), "user", source="owner_id", shown="owner__name", default=True, sortable=False),
        Column("due_on", _("By when"), "date", default=True),
        Column("state", _("What is done"), "choice", choices=LINE_STATES, default=True, sortable=False),
        Column("reason", _("Why there is no action"), sortable=False),
        Column("crossing", _("Number of the crossing"), "number", source="crossing_id", sortable=False),
        Column("need", _("Number of the need"), "number", source="need_id", sortable=False),
        Column("theme", _("Number of the theme"), "number", source="theme_id", sortable=False),
        Column("task", _("Number of the task"), "number", source="task_id", sortable=False),
        MADE,
        VERSION,
    ),
)
ITEMS = Listing(
    code="analysis-items",
    label=_("Statements of analyses"),
    subject_type="item",
    base=AnalysisItem.objects.visible_to,
    view_right=VIEW,
    spine="",
    search=lambda typed: Q(text__icontains=typed),
    sort="-made",
    columns=(
        Column("text", _("Statement"), default=True, sortable=False),
        _project(),
        Column("sheet", _("Analysis"), "choice", choices=kinds.ANALYSES, default=True, sortable=False),
        Column("cell", pgettext_lazy("analysis", "Field"), "choice", choices=kinds.ALL_CELLS, default=True,
               sortable=False),
        Column("weight", _("Weight (1–5)"), "number", default=True, sortable=False),
        Column("evidence", _("Evidence"), sortable=False),
        Column("source", _("Source"), sortable=False),
        MADE,
        VERSION,
    ),
)  # fmt: skip
CROSSINGS = Listing(
    code="crossings",
    label=_("Crossings"),
    subject_type="crossing",
    base=Crossing.objects.visible_to,
    view_right=VIEW,
    spine="",
    search=lambda typed: Q(text__icontains=typed),
    sort="-made",
    columns=(
        Column("text", _("What follows from it"), default=True, sortable=False),
        _project(),
        Column("kind", _("Crossing"), "choice", choices=kinds.CROSSINGS, default=True, sortable=False),
        MADE,
        VERSION,
    ),
)
THEMES = Listing(
    code="win-themes",
    label=_("Win themes"),
    subject_type="theme",
    base=Theme.objects.visible_to,
    view_right=VIEW,
    spine="",
    search=lambda typed: Q(discriminator__icontains=typed),
    sort="-made",
    columns=(
        Column("discriminator", _("What sets us apart"), default=True, sortable=False),
        _project(),
        Column("benefit", _("What the customer has from it"), default=True, sortable=False),
        Column("proof", _("How we prove it"), default=True, sortable=False),
        MADE,
        VERSION,
    ),
)
CRITERIA = Listing(
    code="criteria",
    label=_("Criteria of the customer"),
    subject_type="criterion",
    base=Criterion.objects.visible_to,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-made",
    columns=(
        Column("name", _("Criterion"), default=True, sortable=False),
        _project(),
        Column("weight", _("Weight %"), "percent", default=True, sortable=False),
        Column("price", _("This is the price"), "flag", default=True, sortable=False),
        MADE,
        VERSION,
    ),
)
CONCESSIONS = Listing(
    code="concessions",
    label=_("Concession ladder"),
    subject_type="concession",
    base=concessions,
    view_right=PRICE,
    spine="",
    searchable=False,
    sort="-made",
    columns=(
        Column("gives", _("What we give"), default=True, sortable=False),
        _project(),
        Column("step", _("Step"), "number", default=True, sortable=False),
        Column("price", _("Price after it"), "money", currency="price_currency", default=True, sortable=False),
        Column("for_what", _("What we want for it"), default=True, sortable=False),
        Column("granted_by", _("Who may grant it"), default=True, sortable=False),
        MADE,
        VERSION,
    ),
)
MOVES = Listing(
    code="relationship-moves",
    label=_("Relationship plans"),
    subject_type="move",
    base=RelationshipMove.objects.visible_to,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-made",
    columns=(
        Column("measures", _("Measures"), default=True, sortable=False),
        _project("chain__project"),
        Column("member", _("Number of the person in the chain"), "number", source="member_id", sortable=False),
        Column("start", _("Support at the start"), "number", default=True, sortable=False),
        Column("target", _("Support we want"), "number", default=True, sortable=False),
        Column("cost", _("Cost"), "money", currency="cost_currency", default=True, sortable=False),
        Column("owner", _("Who does it"), "user", source="owner_id", shown="owner__name", default=True, sortable=False),
        Column("due_on", _("By when"), "date", default=True, sortable=False),
        Column("reason", _("Why there is no action"), sortable=False),
        Column("task", _("Number of the task"), "number", source="task_id", sortable=False),
        MADE,
        VERSION,
    ),
)
VERSIONS = Listing(
    code="strategy-versions",
    label=_("Versions of strategies"),
    subject_type="strategy_version",
    base=StrategyVersion.objects.visible_to,
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-at",
    columns=(
        Column("number", _("Number"), "number", default=True, sortable=False),
        _project(),
        Column("at", _("Time"), "moment", default=True),
        Column("by", _("Person"), "user", source="by_id", shown="by__name", default=True, sortable=False),
        Column("note", _("Note"), default=True, sortable=False),
    ),
)
ALL = (NEEDS, LINES, ITEMS, CROSSINGS, THEMES, CRITERIA, CONCESSIONS, MOVES, VERSIONS)
