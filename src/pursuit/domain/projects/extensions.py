"""What the room declares: rights, lists, subject types, rows, subscribers, work, references."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.projects import terms as lists
from pursuit.domain.projects.actions import seed, stages, team
from pursuit.domain.projects.fields import ProjectChanges
from pursuit.domain.projects.models import Outcome, Party, ProductLine, Project, Rival, VisitLink
from pursuit.domain.projects.queries import parts, sums
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel import approvals, extensions, jobs, listing, platform, rights, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.models import Subject
from pursuit.kernel.money import company_currency
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all", "director": "subtree", "manager": "subtree", "seller": "team", "presales": "team",
    "delivery": "team", "finance": "all", "operations": "all", "guest": "team",
}  # fmt: skip
EDIT = {  # what the core team edits comes with its share
    "admin": "all", "director": "subtree", "manager": "subtree", "seller": "own", "presales": "own",
    "delivery": "own", "finance": "own", "operations": "all",
}  # fmt: skip
DELETE = {"admin": "all", "director": "subtree", "manager": "subtree", "seller": "own", "operations": "all"}
# What the facts for a decision read beside the project.
DECIDED_BY = ("subject__owner", "account__subject", "stage", "version__method", "next_step_owner")
MARGIN = dict.fromkeys(("admin", "director", "manager", "seller", "presales", "finance", "operations"), "all")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("projects.view", _("See projects"), shared="view", defaults=VIEW),
        Right("projects.edit", _("Edit projects"), shared="edit", defaults=EDIT),
        Right("projects.delete", _("Delete projects"), defaults=DELETE),
        Right("projects.field.margin", _("See the margin of projects"), scoped=False, defaults=MARGIN),
    )
    terms.declare(*lists.ALL)
    _records()
    _references()
    listing.register(PROJECTS)
    extensions.register(
        Subscriber(approvals.DECIDED, "projects.move_on_approval", stages.on_decided),
        Subscriber("subject.handed_over", "projects.owner_moved", team.on_handed_over),
    )
    jobs.declare(jobs.JobKind("projects.daily", _("End places in teams that have run out"), _daily, timedelta(hours=6)))
    platform.on_sync(seed.seed)


def _records() -> None:
    extensions.register(
        SubjectType(
            code="project",
            label=_("Project"),
            model=Project,
            view_right="projects.view",
            edit_right="projects.edit",
            url_name="projects:project",
            icon="target-arrow",
            fields=ProjectChanges,
            search_text=_project_text,
            next_step=lambda row: (row.next_step, row.next_step_on),
        ),
        Panel("approval", "projects", _("The project"), "projects/decision.html", _to_decide, 20, "projects.view"),
        Panel("account", "projects", _("Projects"), "projects/panel.html", _of_account, 20, "projects.view"),
    )


def _of_account(actor: Actor, subject: Subject) -> Mapping[str, object]:
    """The projects of a customer that the reader sees, those still open first."""
    rows = projects(actor).filter(account=subject.pk).select_related("subject__owner", "stage")
    shown = list(rows.order_by("decided_on", "expected_sign_on", "pk")[:50])
    return {
        "projects": shown,
        "sums": sums.sums_of(shown) if len(shown) < 50 else sums.with_customer(actor, subject.pk),
        "currency": company_currency(),
        "may_create": actor.may("projects.edit"),
    }


def _to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """What somebody who answers a question about a project wants to know first; None for other records."""
    row = projects(actor).select_related(*DECIDED_BY).filter(pk=subject.pk).first()
    if row is None:
        return None
    standing = parts.standing(row)
    return {
        "project": row,
        "standing": standing,
        "rivals": parts.rivals(row),
        "sees_margin": actor.may("projects.field.margin"),
    }


def _references() -> None:
    """Our foreign keys to earlier rooms' records, re-pointed when those are merged."""
    extensions.refer("account", Reference(Project, "account"), Reference(Party, "account", unique=("project", "role")))
    extensions.refer("visit", Reference(VisitLink, "visit", unique=("project",)))
    extensions.refer("product", Reference(ProductLine, "product"))
    extensions.refer("competitor", Reference(Rival, "competitor", unique=("project",)), Reference(Outcome, "winner"))


def _project_text(row: Project) -> Iterable[str]:
    yield row.code
    if row.account is not None:
        yield row.account.title
        yield row.account.short_name
    yield row.next_step


def _daily(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    ended = 0
    while count := team.end_expired(actor):
        ended += count
        progress(ended)
    return {"ended": ended}
