"""Looking at bids: one, those of a project, the list of the company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import PRICE
from pursuit.domain.bids.models import Bid
from pursuit.domain.bids.rules import modes
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.playbooks.models import TenderDate
from pursuit.domain.playbooks.rules.kinds import KINDS, Kind
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.records import GONE

VIEW, EDIT = "bids.view", "bids.edit"
HEAD = ("notice", "documents_from", "documents_to", "questions", "site_visit", "bond_due", "opening",
        "publicity_from", "publicity_to", "award")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A date of the tender. left: days, negative where it is over."""

    kind: Kind
    day: date
    left: int


def bids(actor: Actor) -> QuerySet[Bid]:
    """Bids the actor sees."""
    return Bid.objects.visible_to(actor).filter(project__subject__deleted_at=None)


def bid(actor: Actor, pk: int) -> Bid:
    """One visible bid."""
    related = ("subject__owner", "subject__unit", "project__subject")
    row = bids(actor).select_related(*related).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def of_project(actor: Actor, project: int) -> list[Bid]:
    """The bids of a project, the first first."""
    return list(bids(actor).filter(project=project).select_related("subject__owner").order_by("pk"))


def may_edit(actor: Actor, row: Bid) -> bool:
    """Whoever may change its project's bids, or this one as its bid manager."""
    return bool(access.decide(actor, EDIT, row.subject) or access.decide(actor, EDIT, row.project.subject))


def may_begin(actor: Actor, project: Project) -> bool:
    """May the actor start a bid here?"""
    return bool(access.decide(actor, EDIT, project.subject))


def through_projects(actor: Actor) -> QuerySet[Bid]:
    """Ids of bids of projects the actor sees (for the kernel's decision)."""
    seen = access.type_q(actor, Project.SUBJECT_TYPE, "project__subject__")
    return Bid.objects.filter(seen).values("pk")  # type: ignore[return-value]


def days(actor: Actor, project: int) -> Mapping[str, date]:
    """The days of a project's tender by kind."""
    rows = TenderDate.objects.visible_to(actor).filter(project=project)
    return {row.kind: day_of(row.at) for row in rows}


def steps(known: Mapping[str, date]) -> list[Step]:
    """The dates of a tender in order."""
    today = clock.today()
    found = [Step(KINDS[code], known[code], (known[code] - today).days) for code in HEAD if code in known]
    return sorted(found, key=lambda one: one.day)


BIDS = Listing(
    code="bids",
    label=_("Bids"),
    subject_type="bid",
    base=bids,
    view_right=VIEW,
    url_name="bids:bid",
    sort="-updated",
    cards=("project", "mode", "state", "outcome"),
    asks=("state", "outcome", "mode", "method", "owner"),
    columns=(
        Column("title", _("Name of the bid"), source="subject__title", default=True, sortable=False),
        Column("project", _("Project"), "ref", source="project_id", shown="project__subject__title", ref="project",
               default=True),
        Column("number", _("Tender number"), default=True, sortable=False),
        Column("lot", _("Lot"), sortable=False),
        Column("agency", _("Tender agency"), sortable=False),
        Column("mode", _("Procurement mode"), "choice", choices=modes.MODES, default=True, sortable=False),
        Column("method", _("Evaluation method"), "choice", choices=modes.METHODS, sortable=False),
        Column("state", _("State"), "choice", choices=modes.STATES, default=True),
        Column("outcome", _("Outcome"), "choice", choices=modes.OUTCOMES, default=True),
        Column("ceiling", _("Ceiling price"), "money", currency="ceiling_currency", sortable=False, default=True),
        Column("price", _("Our price"), "money", currency="price_currency", right=PRICE, sortable=False),
        Column("sealed_at", _("Sealed at"), "moment", sortable=False),
        Column("submitted_at", _("Submitted at"), "moment", sortable=False),
        Column("owner", _("Bid manager"), "user", source="subject__owner_id", shown="subject__owner__name",
               default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
        BATCH,
    ),
)  # fmt: skip
