"""How a task recurs: the form with the next dates before anything is saved, in words, and stopping it."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.execution.actions.recurring import repeat_task, stop_repeating
from pursuit.domain.execution.fields.recurring import Repetition
from pursuit.domain.execution.models import Occurrence, Task, TaskSeries
from pursuit.domain.execution.queries import recurring as queries
from pursuit.domain.execution.queries import tasks
from pursuit.domain.execution.rules.recurring import LAST
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Refused

EDIT = "tasks.edit"
NAMES = ("unit", "every", "weekdays", "day", "nth", "until", "times", "works", "after")
USUAL: Mapping[str, object] = {"unit": "week", "every": 1, "nth": "1", "works": True, "after": "done"}


@page(EDIT, methods=("GET", "POST"))
def repetition(request: Request, pk: int) -> HttpResponse:
    """Set or change it; the next three dates are shown as the form is filled in."""
    row = tasks.task(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    there = queries.occurrence(request.actor, pk)
    stored = {**USUAL, **(queries.said_of(there.series) if there else {})}
    form = ActionForm(repeat_task, request.actor, names=NAMES, fixed={"task": pk}, stored=stored)
    url = reverse("execution:task", args=[pk])
    return form_page(
        request, form, title=_("Repeat"), button=_("Save"), done=lambda _made: url, cancel=url,
        said=_("The task repeats from now on."), template="execution/repetition.html",
        sheet="execution/repetition_sheet.html", draft=f"task-repetition-{pk}",
        context={
            "nav": "execution", "task": row, "days": _days(there) if there else [],
            "intro": "" if row.due_on else _("Give the task a due day first: the repetition is counted from it."),
        },
    )  # fmt: skip


@page(EDIT)
def dates(request: Request, pk: int) -> HttpResponse:
    """The next dates by what the form says just now; nothing is written."""
    row = tasks.task(request.actor, pk)
    form = ActionForm(repeat_task, request.actor, names=NAMES, fixed={"task": pk})
    told: dict[str, object] = {
        one.name: request.GET.getlist(one.name) if one.many else request.GET.get(one.name) for one in form.schema
    }
    said = {name: value for name, value in told.items() if value not in (None, "", [])}
    said["works"] = bool(request.GET.get("works"))
    problem, days, series = "", [], None
    if row.due_on is None:
        problem = _("Give the task a due day first: the repetition is counted from it.")
    else:
        try:
            values = repeat_task.schema.parse(request.actor, {"task": pk, **said})
            series = queries.series_from(row.due_on, str(values.pop("unit")), cast(Repetition, values))
            days = queries.days_to_come(series, row.due_on, 1)
        except Refused as no:
            problem = str(no.message)
    context = {"days": days, "problem": problem, "words": in_words(series) if series else ""}
    return render(request, "execution/repetition_dates.html", context)


@page(EDIT, methods=("POST",))
def ending(request: Request, pk: int) -> HttpResponse:
    """No further tasks; the toast takes that back."""
    row = stop_repeating.run(request.actor, {"task": pk})
    return done_with_undo(
        request, row.subject, _("The repetition has ended."), reverse("execution:task", args=[row.pk])
    )


def shown(request: Request, row: Task) -> tuple[str, list[date]] | None:
    """For the page of a task: the rule in words and the next dates."""
    there = queries.occurrence(request.actor, row.pk)
    return None if there is None else (in_words(there.series), _days(there))


def _days(there: Occurrence) -> list[date]:
    return queries.days_to_come(there.series, there.on, there.number)


def in_words(series: TaskSeries) -> str:
    """Every 2 weeks on Monday and Friday."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    on = "、".join(names[one] for one in series.weekdays or [series.start.weekday()])
    n = series.every
    if series.unit == "day":
        return _("Every day") if n == 1 else _("Every %d days") % n
    if series.unit == "week":
        return (_("Every week on %(on)s") if n == 1 else _("Every %(n)s weeks on %(on)s")) % {"n": n, "on": on}
    if series.unit == "month":
        if series.day == LAST:
            return _("Every month on the last day") if n == 1 else _("Every %d months on the last day") % n
        day = {"n": n, "day": series.day or series.start.day}
        return (_("Every month on day %(day)s") if n == 1 else _("Every %(n)s months on day %(day)s")) % day
    which = (_("The first"), _("The second"), _("The third"), _("The fourth"), _("The last"))[
        4 if series.nth == LAST else series.nth - 1
    ]
    told = _("Every month: %(which)s %(on)s") if n == 1 else _("Every %(n)s months: %(which)s %(on)s")
    return told % {"n": n, "which": which, "on": on}
