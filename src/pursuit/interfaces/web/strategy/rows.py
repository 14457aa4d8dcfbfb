"""Writing one row of a strategy in a side sheet: new, changed, taken away, acted on, excused."""

from collections.abc import Mapping

from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.actions import lines, moves
from pursuit.domain.strategy.actions.writing import value
from pursuit.domain.strategy.models import Crossing, RelationshipMove, StrategyLine
from pursuit.domain.strategy.queries import lists
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy import choices
from pursuit.interfaces.web.strategy.frame import EDIT, told, writable
from pursuit.interfaces.web.strategy.kinds import KINDS, Kind
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.models.record import visible_rows
from pursuit.kernel.records import GONE


@page(EDIT, methods=("GET", "POST"))
def new(request: Request, pk: int, kind: str) -> HttpResponse:
    """A new row."""
    row, how = writable(request, pk), KINDS[kind]
    choices.refuse_unseen(request, row, kind)
    held, fixed = _begun(request, row, kind)
    names = choices.names(request, row, kind, how.names)
    form = ActionForm(how.create, request.actor, names=names, fixed={"project": pk, **fixed}, stored=held)
    choices.offer(request, row, kind, form, sheet=str(fixed.get("analysis", "")))
    return sheet(request, row, form, title=how.new, button=_("Add"), part=how.part, draft=f"{kind}-new")


@page(EDIT, methods=("GET", "POST"))
def edit(request: Request, pk: int, one: int, kind: str) -> HttpResponse:
    """A row changed."""
    row, how = writable(request, pk), KINDS[kind]
    found = _row(request, row, how, one)
    names = choices.names(request, row, kind, [name for name in how.names if (kind, name) != ("moves", "member")])
    held = {name: value(found, name) for name in names}
    form = ActionForm(
        how.update, request.actor, names=names, fixed={how.keyword: one}, stored=held,
        version=getattr(found, "version", None),
    )  # fmt: skip
    choices.offer(request, row, kind, form, sheet=str(getattr(found, "sheet", "")))
    removal = reverse(f"strategy:{how.keyword}-removal", args=[pk, one])
    context = {"removal": removal}
    return sheet(
        request, row, form, title=how.title, button=_("Save"), part=how.part, draft=f"{kind}-{one}", context=context
    )


@page(EDIT, methods=("POST",))
def removal(request: Request, pk: int, one: int, kind: str) -> HttpResponse:
    """A row taken away, with the way back."""
    row, how = writable(request, pk), KINDS[kind]
    _row(request, row, how, one)
    gone = how.remove.run(request.actor, {how.keyword: one})
    subject = gone if kind == "moves" else None
    return told(request, row, str(how.removed), part_url(how.part, pk), subject)  # type: ignore[arg-type]


@page(EDIT, methods=("GET", "POST"))
def act(request: Request, pk: int, one: int, kind: str) -> HttpResponse:
    """A task of a line or a measure."""
    row, how = writable(request, pk), KINDS[kind]
    found = _row(request, row, how, one)
    action: AnyAction = lines.act_on_line if kind == "lines" else moves.act_on_move
    held: dict[str, object] = {
        "owner": value(found, "owner") or request.actor.user_id,
        "due_on": value(found, "due_on"),
    }
    if isinstance(found, StrategyLine):
        held["title"] = found.text.splitlines()[0][: lines.TITLE]
    form = ActionForm(action, request.actor, names=("title", "owner", "due_on"), fixed={how.keyword: one}, stored=held)
    if isinstance(found, RelationshipMove):
        for field in form.fields:
            if field.name == "title":
                field.help = _("Colleagues may read it; leave it empty for a title that says nothing.")
    context = {"intro": found.text if isinstance(found, StrategyLine) else getattr(found, "measures", "")}
    return sheet(
        request, row, form, title=_("Make it a task"), button=_("Make the task"), part=how.part,
        draft=f"{kind}-act-{one}", context=context, said=_("The task is made."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def excuse(request: Request, pk: int, one: int, kind: str) -> HttpResponse:
    """Why there is no action."""
    row, how = writable(request, pk), KINDS[kind]
    found = _row(request, row, how, one)
    action: AnyAction = lines.excuse_line if kind == "lines" else moves.excuse_move
    held = {"reason": value(found, "reason")}
    form = ActionForm(action, request.actor, names=("reason",), fixed={how.keyword: one}, stored=held)
    context = {"intro": found.text if isinstance(found, StrategyLine) else getattr(found, "measures", "")}
    return sheet(
        request, row, form, title=_("Why there is no action"), button=_("Save"), part=how.part,
        draft=f"{kind}-excuse-{one}", context=context,
    )  # fmt: skip


def part_url(part: str, pk: int) -> str:
    return reverse(f"strategy:{part}", args=[pk])


def sheet(
    request: Request,
    row: Project,
    form: ActionForm,
    *,
    title: Text,
    button: Text,
    part: str,
    draft: str,
    said: Text = "",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A form over a sub-page, as a side sheet or a page."""
    back = part_url(part, row.pk)
    there = where_from(request, back)
    return form_page(
        request, form, title=title, button=button, done=lambda _row: there, said=said or _("Saved."), cancel=back,
        draft=f"strategy-{row.pk}-{draft}", template="strategy/form.html", sheet="strategy/sheet.html",
        context={"nav": "projects", "intro": row.title, **(context or {})},
    )  # fmt: skip


def _row(request: Request, row: Project, how: Kind, pk: int) -> models.Model:
    """A row of this very project that the reader sees."""
    rows = visible_rows(how.model, request.actor)
    if how.keyword == "concession":
        rows = lists.concessions(request.actor)
    path = "chain__project" if how.keyword == "move" else "strategy__project"
    found = rows.filter(pk=pk, **{path: row}).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def _begun(request: Request, row: Project, kind: str) -> tuple[dict[str, object], dict[str, object]]:
    """What the address says of a new row: stored values, and what is fixed."""
    asked = {name: text for name in ("sheet", "cell", "crossing", "need", "theme", "member", "items")
             if (text := request.GET.get(name, ""))}  # fmt: skip
    held: dict[str, object] = {name: int(text) for name, text in asked.items() if _number(text)}
    held |= {name: text for name, text in asked.items() if name in ("sheet", "cell")}
    if kind == "items":
        return held, {"analysis": choices.analysis(asked.get("sheet", ""))}
    if kind == "lines" and "crossing" in held:
        crossing = (
            Crossing.objects.visible_to(request.actor).filter(pk=int(asked["crossing"]), strategy__project=row).first()
        )
        held["text"] = crossing.text if crossing else ""
    if kind == "crossings":
        held["items"] = [int(one) for one in request.GET.getlist("items") if _number(one)]
    if kind == "needs":
        held |= {"kind": "explicit", "priority": "should", "state": "open", "compliance": "unknown"}
    return held, {}


def _number(text: str) -> bool:
    return text.isdecimal() and len(text) < 18
