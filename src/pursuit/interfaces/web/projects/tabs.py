"""The tabs of one project."""

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.domain.execution.queries import tasks as task_queries
from pursuit.domain.methods.models import Kind
from pursuit.domain.projects.queries import parts
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.records.facts import custom_facts
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import history

MAIN = (
    *("deal_type", "procurement_mode", "budget_status", "funding_source", "forecast_category", "owner", "unit"),
    *("customer_charter_on", "sales_charter_on", "delivery_charter_on"),
)
OF_INITIATIVE = ("owner", "unit", "sales_charter_on")
WORDS = ("objective", "strategy")


@page("projects.view")
def overview(request: Request, pk: int) -> HttpResponse:
    """How it stands, on one page that also prints as one."""
    head = frame(request, pk, "overview", (*MAIN, *WORDS))
    row, actor = head.row, request.actor
    shown = MAIN if row.kind == Kind.DEAL else OF_INITIATIVE
    context = head.context | {
        "main": [*(head.fact[name] for name in shown if name in head.fact), *custom_facts(actor, row.subject)],
        "words": [head.fact[name] for name in WORDS],
        "rivals": parts.rivals(row),
        "visits": parts.visits(actor, row, 5),
        "tasks": task_queries.of(actor, row.subject)[:6] if actor.may("tasks.view") else [],
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject)[:5],
        "may_add_task": actor.may("tasks.edit"),
    }
    return render(request, "projects/overview.html", context)


@page("projects.view")
def team(request: Request, pk: int) -> HttpResponse:
    """Who works on it on both sides: team, parties, products, competitors, visits."""
    head = frame(request, pk, "team")
    product_lines = parts.lines(head.row)
    context = head.context | {
        "former": parts.former_team(head.row),
        "parties": parts.parties(head.row),
        "lines": product_lines,
        "lines_total": parts.total_of(product_lines),
        "rivals": parts.rivals(head.row),
        "visits": parts.visits(request.actor, head.row),
    }
    return render(request, "projects/team.html", context)


@page("projects.view")
def tasks(request: Request, pk: int) -> HttpResponse:
    """What is to be done for it."""
    head = frame(request, pk, "tasks")
    context = head.context | {
        "tasks": task_queries.of(request.actor, head.row.subject),
        "done": task_queries.of(request.actor, head.row.subject, done=True),
        "may_add": request.actor.may("tasks.edit"),
    }
    return render(request, "projects/tasks.html", context)


@page("projects.view")
def files(request: Request, pk: int) -> HttpResponse:
    """Its files."""
    head = frame(request, pk, "files")
    return render(request, "projects/files.html", head.context | {"files": files_of(request, head.row.subject)})


@page("projects.view")
def happened(request: Request, pk: int) -> HttpResponse:
    """What was said and done: comments, stage moves, moved dates, decisions, every change."""
    head = frame(request, pk, "history")
    context = head.context | {
        "moves": parts.moves(head.row),
        "date_changes": parts.date_changes(head.row),
        "decisions": parts.outcomes(head.row),
        "happened": lines(history.of(request.actor, head.row.subject, limit=20)),
        **collaboration_context(request.actor, head.row.subject),
    }
    return render(request, "projects/history.html", context)
