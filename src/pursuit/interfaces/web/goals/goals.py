"""Goals: list, page, forms, results."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.goals.actions import goals as actions
from pursuit.domain.goals.actions.results import record_result, remove_result
from pursuit.domain.goals.models import Goal
from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import figures, parts, progress, values
from pursuit.domain.goals.queries import goals as queries
from pursuit.domain.goals.queries.figures import Units
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.goals import chart, letters, words
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history

NEW = Create(gettext_lazy("New goal"), "goals:new", EDIT)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me&f.state=open"),
    Quick(gettext_lazy("Under way"), "f.state=open"),
    Quick(gettext_lazy("Overdue"), "f.state=open&f.due_on=overdue"),
    Quick(gettext_lazy("Sales"), "f.kind=sales&f.state=open"),
)
EMPTY = {
    "icon": "trophy",
    "title": gettext_lazy("No goals yet"),
    "text": gettext_lazy("Set the goal of the year first; then divide it by unit, person and month."),
}
FIRST = ("title", "kind", "measure", "scale", "baseline", "target", "begins_on", "due_on", "scope", "parent")
THEN = ("project", "owner", "unit", "account", "product", "next_step", "next_step_on", "note")
SHOWN = ("kind", "parent", "project", "begins_on", "due_on", "account", "product", "owner", "unit", "note")
FIGURES = ("baseline", "target")


@page(VIEW)
def goals(request: Request) -> HttpResponse:
    """The list of goals."""
    here = words.sections(request.actor, "goals:list")
    mine = parts.own_quota(request.actor)
    return list_page(
        request, queries.GOALS, create=NEW, tabs=here, quick=QUICK, empty=EMPTY, template="goals/list.html",
        context={"mine": mine},
    )  # fmt: skip


@page(VIEW)
def goal_page(request: Request, pk: int) -> HttpResponse:
    """One goal: how far, the five letters, what serves it."""
    actor = request.actor
    row = queries.goal(actor, pk)
    units = Units()
    may_edit = queries.may_edit(actor, row)
    standing = progress.standing(actor, row, units)
    below = queries.below(actor, row)
    measure = figures.find(row.measure)
    context = {
        "nav": "goals",
        "goal": row,
        "subject": row.subject,
        "standing": standing,
        "letters": progress.letters(actor, row, units),
        **_charted(row, progress.course(actor, row, units)),
        "measure": measure.label if measure else "",
        "facts": [*facts(actor, row, SHOWN), *custom_facts(actor, row.subject)],
        "below": [(one, progress.standing(actor, one, units)) for one in below],
        "results": list(queries.results(actor, row)),
        "divided": parts.first_seen(actor, row) is not None,
        "may_edit": may_edit,
        "may_type": may_edit and not row.measure and row.state == "open",
        "state_tone": words.STATE_TONES[row.state],
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "goal", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "goals/goal.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_goal(request: Request) -> HttpResponse:
    """A new goal; ?project=, ?parent= say where it is set."""
    asked = {name: value for name in ("project", "parent", "kind") if (value := request.GET.get(name, ""))}
    today = clock.today()
    start: dict[str, object] = {
        "owner": request.actor.user_id, "unit": request.actor.unit_id, "scale": "money", "kind": "sales",
        "begins_on": today.replace(month=1, day=1), "due_on": today.replace(month=12, day=31),
        **_visible(request, asked),
    }  # fmt: skip
    form = _form(request, ActionForm(actions.create_goal, request.actor, names=(*FIRST, *THEN), stored=start))
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("goals:goal", args=[row.pk]),
        said=_("The goal was set."),
        cancel=reverse("goals:list"),
        template="goals/form.html",
        context={"nav": "goals", **letters.watched(form)},
    )


@page(EDIT, methods=("GET", "POST"))
def edit_goal(request: Request, pk: int) -> HttpResponse:
    """All fields of a goal."""
    row = queries.goal(request.actor, pk)
    queries.require_edit(request.actor, row)
    names = (*FIRST, *THEN)
    now = stored(row, names) | {name: values.plain(getattr(row, name), row.scale) for name in FIGURES}
    form = ActionForm(
        actions.update_goal, request.actor, names=names, fixed={"goal": pk}, stored=now, version=row.subject.version
    )
    url = reverse("goals:goal", args=[pk])
    return form_page(
        request,
        _form(request, form),
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        template="goals/form.html",
        draft=f"goal-{pk}",
        context={"nav": "goals", **letters.watched(form)},
    )


@page(EDIT, methods=("POST",))
def goal_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a goal set by mistake; the toast offers to bring it back."""
    row = actions.delete_goal.run(request.actor, {"goal": pk})
    return see_other(request, reverse("goals:list"), undoable(_("“%s” was deleted.") % row.title, row.subject))


@page(EDIT, methods=("GET", "POST"))
def closing(request: Request, pk: int) -> HttpResponse:
    """What became of it, and what was learned."""
    row = _editable(request, pk)
    form = ActionForm(actions.close_goal, request.actor, names=("state", "closing_note"), fixed={"goal": pk})
    return _sheet(request, row, form, _("Close the goal"), _("Close"))


@page(EDIT, methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It is worked on after all."""
    row = actions.reopen_goal.run(request.actor, {"goal": pk})
    return done_with_undo(request, row.subject, _("The goal is under way again."), reverse("goals:goal", args=[pk]))


@page(EDIT, methods=("GET", "POST"))
def result(request: Request, pk: int) -> HttpResponse:
    """How much was reached by a day, and where that can be seen."""
    row = _editable(request, pk)
    form = ActionForm(
        record_result, request.actor, names=("day", "reached", "evidence"), fixed={"goal": pk},
        stored={"day": clock.today()},
    )  # fmt: skip
    return _sheet(request, row, form, _("Type a result"), _("Save"))


@page(EDIT, methods=("POST",))
def result_removal(request: Request, pk: int) -> HttpResponse:
    """A result was typed by mistake."""
    _editable(request, pk)
    row = remove_result.run(request.actor, {"goal": pk, "day": request.POST.get("day", "")})
    return done_with_undo(request, row.subject, _("The result was taken away."), reverse("goals:goal", args=[pk]))


def _charted(row: Goal, course: list[tuple[str, int]]) -> dict[str, object]:
    """One point is no course."""
    drawn = chart.drawn([value for _name, value in course], row.target) if len(course) > 1 else None
    return words.charted(drawn, row.scale, [name for name, _value in course])


def _editable(request: Request, pk: int) -> Goal:
    row = queries.goal(request.actor, pk)
    queries.require_edit(request.actor, row)
    return row


def _sheet(request: Request, row: Goal, form: ActionForm, title: str, button: str) -> HttpResponse:
    url = where_from(request, reverse("goals:goal", args=[row.pk]))
    return form_page(
        request, form, title=title, button=button, done=lambda _row: url, said=_("Saved."), cancel=url,
        draft=f"{form.action.code}-{row.pk}", context={"nav": "goals", "intro": row.title},
    )  # fmt: skip


def _form(request: Request, form: ActionForm) -> ActionForm:
    """With the figures to choose from, and the letters below the goal above."""
    words.measured(form, request.actor)
    for field in form.fields:
        if field.name == "parent":
            field.after = letters.TEMPLATE
    return form


def _visible(request: Request, asked: Mapping[str, str]) -> dict[str, object]:
    """What the address asks for, as far as the reader sees it; a goal below another begins with its period."""
    found: dict[str, object] = {"kind": asked["kind"]} if "kind" in asked else {}
    ids = {name: int(said[:18]) for name, said in asked.items() if said.isascii() and said.isdecimal()}
    found |= {name: pk for name, pk in ids.items() if access.sees(request.actor, pk)}
    above = queries.goals(request.actor).filter(pk=ids.get("parent", 0)).first()
    if above is not None:
        same = ("kind", "measure", "scale", "begins_on", "due_on", "scope")
        found = {name: getattr(above, name) for name in same} | found
        found.pop("scope" if above.scope in ("company", "project") else "", None)
    return found
