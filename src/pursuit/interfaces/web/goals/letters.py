"""The five letters while a goal is being written: a fragment below the form's fields."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.domain.goals.models import Goal, Scale, Scope
from pursuit.domain.goals.models.node import EDIT
from pursuit.domain.goals.queries import figures, progress, values
from pursuit.domain.goals.queries import goals as queries
from pursuit.domain.people.queries.people import people
from pursuit.domain.projects.queries.projects import projects
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import dates
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Subject

TEMPLATE = "goals/letters_look.html"
SIGNS = (
    "title", "measure", "scale", "baseline", "target", "begins_on", "due_on", "scope", "parent", "project", "owner",
    "unit", "account", "product",
)  # fmt: skip


def watched(form: ActionForm) -> dict[str, str]:
    """What the look needs: which fields it sends, and which it listens to."""
    ids = [f"#{one.id}-value" if one.kind == "ref" else f"#{one.id}" for one in form.fields if one.name in SIGNS]
    return {"signs": ",".join(SIGNS), "watched": ",".join(ids)}


@page(EDIT)
def written(request: Request) -> HttpResponse:
    """Of what is being typed; nothing is kept, and what cannot be read yet counts as missing."""
    row = _row(request)
    if row.measure and not queries.may_count(request.actor, row):
        row.measure = ""  # these results are not theirs to compare with
    context = {"letters": progress.letters(request.actor, row), "live": True}
    return render(request, "goals/letters.html", context)


def _row(request: Request) -> Goal:
    asked = {name: request.GET.get(name, "").strip()[:200] for name in SIGNS}
    ids = {name: int(said) for name, said in asked.items() if said.isascii() and said.isdecimal() and len(said) < 18}
    measure = figures.find(asked["measure"])
    scale = measure.scale if measure else asked["scale"] if asked["scale"] in Scale.values else ""
    owner = people(request.actor).filter(pk=ids.get("owner", 0), is_active=True).first()
    subject = Subject(title=asked["title"], owner=owner, unit_id=ids.get("unit"))
    actor = request.actor
    scope = asked["scope"] if asked["scope"] in Scope.values else Scope.PERSON
    return Goal(
        subject=subject,
        measure=measure.code if measure else "",
        scale=scale,
        scope=scope,
        baseline=_figure(asked["baseline"], scale),
        target=_figure(asked["target"], scale),
        begins_on=_day(asked["begins_on"]),
        due_on=_day(asked["due_on"]),
        parent=queries.goals(actor).select_related("subject").filter(pk=ids.get("parent", 0)).first(),
        project=projects(actor).filter(pk=ids.get("project", 0)).first(),
        account_id=ids.get("account"),
        product_id=ids.get("product"),
    )


def _figure(text: str, scale: str) -> int | None:
    try:
        return values.read(text, scale or "count", "target")
    except Refused:
        return None


def _day(text: str) -> date | None:
    try:
        found = dates.read_day(text)
    except ValueError:
        return None
    return found if isinstance(found, date) else None
