"""What the room declares: rights, its record, rows, lists, and what follows a project."""

from collections.abc import Collection, Mapping
from functools import partial

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.market.models import Lead
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import workspaces
from pursuit.domain.strategy.actions.needs import create_need
from pursuit.domain.strategy.actions.writing import EDIT
from pursuit.domain.strategy.fields import LONGEST, PRICE, NeedDetails, StrategyFields
from pursuit.domain.strategy.models import (
    VIEW,
    AnalysisItem,
    Criterion,
    Crossing,
    Need,
    RelationshipMove,
    Strategy,
    StrategyLine,
    StrategySheet,
    Theme,
)
from pursuit.domain.strategy.queries import lists, workspace
from pursuit.kernel import access, extensions, listing, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import beside
from pursuit.kernel.extensions import Reference, SubjectType, Subscriber
from pursuit.kernel.models import Event
from pursuit.kernel.models.record import visible_rows
from pursuit.kernel.rights import Right

# Only through its project: "own" reaches nothing by itself, a strategy is nobody's in particular.
VIEWERS = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "own"
)
EDITORS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",  # what the core team edits comes with its share
    "delivery": "own",
    "operations": "all",
}
PRICED = dict.fromkeys(("admin", "director", "manager", "seller", "finance", "operations"), "all")
ROWS: dict[str, type[models.Model]] = {
    "need": Need,
    "analysis_item": AnalysisItem,
    "crossing": Crossing,
    "theme": Theme,
    "strategy_line": StrategyLine,
    "criterion": Criterion,
    "relationship_move": RelationshipMove,
    "strategy_member": ChainMember,
}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See strategies of projects"), defaults=VIEWERS),
        Right(EDIT, _("Edit strategies of projects"), shared="edit", defaults=EDITORS),
        Right(PRICE, _("See target prices and concessions"), scoped=False, defaults=PRICED),
    )
    for code, model in ROWS.items():
        visible.row_type(code, partial(_seen, model))
    visible.row_type("concession", _concessions)
    workspaces.declare("strategy", workspace.look)
    extensions.register(
        SubjectType(
            code="strategy",
            label=_("Strategy"),
            model=Strategy,
            view_right=VIEW,
            edit_right=EDIT,
            icon="chess",
            fields=StrategyFields,
            through=_through,
        ),
        Subscriber("project.updated", "strategy.follow", _follow),
        Subscriber("lead.converted", "strategy.need_of_lead", _first_need),
    )
    extensions.refer("contact", Reference(Need, "contact"))
    extensions.refer("product", Reference(Need, "product"))
    extensions.refer("account", Reference(StrategySheet, "partner"))
    listing.register(*lists.ALL)


def _seen(model: type[models.Model], actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(visible_rows(model, actor).filter(pk__in=ids).values_list("pk", flat=True))


def _concessions(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(lists.concessions(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _through(actor: Actor) -> models.QuerySet[models.Model, object]:
    """Ids of strategies of visible projects."""
    rows = Strategy.objects.filter(project__in=Project.objects.visible_to(actor).values("pk"))
    return rows.values("pk")


def _follow(_actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """The strategy is called like its project."""
    changes = data.get("changes")
    if event.subject is None or not isinstance(changes, dict) or "title" not in changes:
        return
    row = Strategy.objects.filter(project=event.subject_id).select_related("subject").first()
    if row is not None:
        row.subject.title, row.subject.title_key = event.subject.title, event.subject.title_key
        row.subject.save()


def _first_need(actor: Actor, event: Event, _data: Mapping[str, object]) -> None:
    """What a lead asks for is the first need of the project it becomes: nobody types it again."""
    row = Lead.objects.select_related("became").filter(pk=event.subject_id).first()
    if row is None or row.became is None or row.became.type != "project" or not row.need.strip():
        return
    if access.decide(actor, EDIT, row.became):
        told = gettext("From the lead “%s”") % row.title
        fields: NeedDetails = {"text": row.need.strip()[:LONGEST], "evidence": told, "contact": row.contact_id}
        with beside():
            create_need(actor=actor, project=row.became.pk, **fields)
