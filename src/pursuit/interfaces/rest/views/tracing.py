"""需求追溯, computed: every need of a project with its lines, clauses and compliance, and what is broken."""

from django.http import HttpRequest, HttpResponse

from pursuit.domain.bids.queries.tracing import TracedClause, TracedLine, TraceRow
from pursuit.domain.bids.queries.tracing import trace as traced
from pursuit.domain.bids.rules.tracing import WHY
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.strategy.rules.kinds import COMPLIANCE
from pursuit.interfaces.rest.answers import answer
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.parameters import allow
from pursuit.interfaces.rest.represent import require_look
from pursuit.interfaces.rest.shapes import Json


def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """Every need with its answer, offer lines, clauses and compliance, and what is missing in between."""
    allow(request)
    actor = actor_of(request)
    require_look(actor, "strategy.view")
    found = traced(actor, project(actor, pk))
    return answer({"counts": found.counts, "needs": [_need(one) for one in found.rows]})


def _need(one: TraceRow) -> Json:
    need, grades = one.need, dict(COMPLIANCE)
    return {
        "id": need.pk,
        "number": need.number,
        "text": need.text,
        "priority": {"code": need.priority, "label": need.get_priority_display()},
        "state": {"code": need.state, "label": need.get_state_display()},
        "answer": need.answer,
        "lines": [_line(line) for line in one.lines],
        "clauses": [_clause(clause) for clause in one.clauses],
        "compliance": {"code": one.found.code, "label": str(grades[one.found.code]), "why": str(WHY[one.found.why])},
        "gaps": list(one.gaps),
    }


def _line(one: TracedLine) -> Json:
    return {"id": one.pk, "quote": one.quote, "number": one.number, "title": one.title, "option": one.option}


def _clause(one: TracedClause) -> Json:
    return {
        "id": one.pk,
        "bid": one.bid,
        "number": one.number,
        "text": one.text,
        "kind": one.kind,
        "status": one.status,
        "deviation": one.deviation,
        "through_line": one.through,
    }
