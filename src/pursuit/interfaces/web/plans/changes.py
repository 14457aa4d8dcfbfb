"""Wishes of the chart: each becomes one action; the answer is what has changed, or a problem that says why not."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.plans.queries import gantt, plans
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.plans import wishes
from pursuit.interfaces.web.plans.rows import as_json, number, plan_words
from pursuit.interfaces.web.plans.wishes import Said
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.refusal import STATUS
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import history
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Subject


@page("tasks.view", methods=("POST",))
def changes(request: Request, pk: int) -> HttpResponse:
    """One wish about the plan of a project."""
    try:
        project(request.actor, pk)
        said = _read(request)
        told, about = wishes.OPS.get(str(said.get("op")), wishes.unknown)(request.actor, pk, said)
    except Refused as no:
        if not wants_json(request):
            raise
        return problem(no)
    return answer(request, pk, said, told, about)


def answer(request: Request, pk: int, said: Said, told: str, about: int) -> HttpResponse:
    """What is different since the version the page knows; to a plain form, the plan again."""
    undo = reverse("undo", args=[history.latest(Subject(pk=about))])
    if not wants_json(request):
        toast = Toast(told, url=undo, link=_("Undo"), post=True)
        return see_other(request, reverse("plans:plan", args=[pk]), toast)
    plan = plans.plan_of(request.actor, pk)
    if plan is None:
        raise RuntimeError("a plan that was changed is not there")
    op = str(said.get("op", ""))
    outline = op in wishes.OUTLINE
    since = 0 if outline else number(said.get("version"))
    linked = outline or op.endswith("link")
    found = gantt.chart(request.actor, plan, since=since, baseline=number(said.get("baseline")), linked=linked)
    return as_json(
        {
            "plan": plan_words(request.actor, plan),
            "rows": found.rows,
            "moved": found.moved,
            "links": found.links if linked else None,
            "order": found.order if outline else None,
            "removed": [],
            "rest": found.rest,
            "said": told,
            "undo": undo,
        }
    )


def problem(no: Refused) -> HttpResponse:
    """The no for the page's script (RFC 9457)."""
    status = STATUS[no.kind]
    body = {"type": f"urn:pursuit:problem:{no.code}", "status": status, "code": no.code, "detail": str(no.message)}
    return JsonResponse(body | {"field": no.field}, status=status, content_type="application/problem+json")


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _read(request: HttpRequest) -> Said:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        said = json.loads(request.body)
    except ValueError as error:
        raise Refused("bad_json", _("The request cannot be read")) from error
    if not isinstance(said, dict) or "\x00" in str(said):
        raise Refused("bad_json", _("The request cannot be read"))
    return said
