"""What all sub-pages of a project's strategy share: the project's head, the sub-pages, what is open."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.domain.strategy.models import Strategy
from pursuit.domain.strategy.queries import parts
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy import words
from pursuit.kernel import access
from pursuit.kernel.models import Subject

VIEW, EDIT = "strategy.view", "strategy.edit"


@dataclass(frozen=True, slots=True)
class Ground:
    """The project, who reads it, and what templates need."""

    project: Project
    may_write: bool
    sees_chain: bool
    context: dict[str, object]


def ground(request: Request, pk: int, part: str) -> Ground:
    """The head of a sub-page."""
    head = frame(request, pk, "strategy")
    may_write = bool(access.decide(request.actor, EDIT, head.row.subject))
    context = {
        **head.context,
        "part": part,
        "parts": [
            Tab(label, reverse(name, args=[pk]), code == part)
            for code, label, name in words.PARTS
            if code != "relations" or head.sees_chain
        ],
        "may_write": may_write,
    }
    return Ground(head.row, may_write, head.sees_chain, context)


def writable(request: Request, pk: int) -> Project:
    """The project, for whoever may change its strategy; a look is refused as the action itself would."""
    row = visible_project(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    return row


def may_write_chain(request: Request, row: Project) -> bool:
    return chains.may_write(request.actor, row)


def told(request: Request, row: Project, text: str, url: str, subject: Subject | None = None) -> HttpResponse:
    """After something was taken away: say so, and offer to take that back."""
    if subject is None:
        strategy = parts.strategy_of(request.actor, row)
        subject = strategy.subject if isinstance(strategy, Strategy) else row.subject
    return done_with_undo(request, subject, text, url)
