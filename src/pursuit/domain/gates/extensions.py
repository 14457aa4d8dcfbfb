"""What the room declares: rights, its list of costs, rows, the gate check of projects, what follows moves."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates import papers
from pursuit.domain.gates import terms as lists
from pursuit.domain.gates.actions import advances, evidence, passages, reviews, seed, setup
from pursuit.domain.gates.actions.lapses import note_ending, note_lapses
from pursuit.domain.gates.fields import BUDGET
from pursuit.domain.gates.models import (
    Advance,
    CharterCost,
    ChecklistItem,
    Condition,
    Criterion,
    Passage,
    Review,
)
from pursuit.domain.gates.queries import dealfacts, facts, overview, points, workspace
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import moves, workspaces
from pursuit.kernel import (
    approvals,
    extensions,
    files,
    jobs,
    listing,
    paperforms,
    pickers,
    platform,
    rights,
    terms,
    visible,
)
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import GateCheck, Panel, Subscriber
from pursuit.kernel.models import ChildQuerySet, Subject
from pursuit.kernel.platform import EVERYBODY
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all", "director": "subtree", "manager": "subtree", "seller": "team", "presales": "team",
    "delivery": "team", "finance": "all", "operations": "all", "guest": "team",
}  # fmt: skip
LEADERS = {"admin": "all", "director": "subtree", "manager": "subtree"}
DIRECTORS = {"admin": "all", "director": "subtree"}
KEEPERS = {"admin": "all", "operations": "all"}
SEES_BUDGET = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)


def declare() -> None:
    """Called once from wiring."""
    workspaces.declare("gates", workspace.look)
    rights.declare(
        Right("gates.view", _("See charters and decision points"), shared="view", defaults=VIEW),
        Right(reviews.VOTE, _("Vote in reviews"), scoped=False, defaults=dict.fromkeys(EVERYBODY, "all")),
        Right(reviews.CONCLUDE, _("Conclude reviews"), defaults=LEADERS | {"operations": "all"}),
        Right(evidence.WAIVE, _("Waive what a decision point asks for"), defaults=DIRECTORS),
        Right(setup.SETUP, _("Edit checklists and scorecards"), scoped=False, defaults=KEEPERS),
        Right(BUDGET, _("See the budget a charter asks for"), scoped=False, defaults=SEES_BUDGET),
    )
    terms.declare(*lists.ALL)
    visible.row_type("gate_item", lambda _actor, ids: _known(ChecklistItem, ids))
    visible.row_type("gate_criterion", lambda _actor, ids: _known(Criterion, ids))
    visible.row_type("charter_cost", partial(_seen, CharterCost.objects))
    visible.row_type("gate_review", partial(_seen, Review.objects))
    visible.row_type("gate_condition", partial(_seen, Condition.objects))
    visible.row_type("gate_passage", partial(_seen, Passage.objects))
    visible.row_type("gate_advance", partial(_seen, Advance.objects))
    visible.row_type("gate_file", _files)
    pickers.named_rows("gate_item", ChecklistItem)
    pickers.named_rows("gate_criterion", Criterion)
    extensions.register(
        GateCheck(moves.POINT, "gates.evidence", passages.check),
        Panel("approval", "gates", _("Decision points"), "gates/decision.html", _to_decide, 30, "gates.view"),
        Subscriber("project.stage_moved", "gates.passage", passages.on_moved),
        Subscriber(approvals.DECIDED, "gates.advance_decided", advances.on_decided),
        Subscriber(approvals.WITHDRAWN, "gates.advance_withdrawn", advances.on_decided),
    )
    jobs.declare(jobs.JobKind("gates.daily", _("Passed points that hold no longer"), _daily, timedelta(hours=6)))
    listing.register(overview.REVIEWS, overview.ADVANCES, overview.CONDITIONS)
    facts.declare(*dealfacts.KINDS)
    paperforms.declare(*papers.ALL)
    platform.on_sync(seed.seed)


def _daily(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    found = {}
    for name, note in (("lapsed", note_lapses), ("ending", note_ending)):
        last, found[name] = note(actor=actor)
        while last:
            progress(found[name])
            last, more = note(actor=actor, after=last)
            found[name] += more
    return found


def _to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """What an approver of a project wants to know of its next decision point."""
    rows = Project.objects.visible_to(actor).select_related("version", "stage", "subject")
    row = rows.filter(pk=subject.pk).first() if subject.type == Project.SUBJECT_TYPE else None
    found = next((one for one in points.points(row) if one.state == "next"), None) if row else None
    return None if row is None or found is None else {"project": row, "point": found}


def _known(model: type[models.Model], ids: Collection[int]) -> Collection[int]:
    """The company's lists: nobody is kept from naming one."""
    return set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _files(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(files.visible(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _seen(rows: "models.Manager[models.Model]", actor: Actor, ids: Collection[int]) -> Collection[int]:
    """Rows of projects the actor sees."""
    found = rows.all()
    if not isinstance(found, ChildQuerySet):
        raise TypeError("rows of projects")
    return set(found.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
