"""Tasks: mine, all, one; create, complete, reopen, reassign."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.capacity.queries.workload import VIEW as WORKLOAD
from pursuit.domain.execution.actions import tasks as actions
from pursuit.domain.execution.models import Task
from pursuit.domain.execution.queries import tasks as queries
from pursuit.domain.hours.models.sheet import VIEW as TIME
from pursuit.domain.hours.queries.sheets import LOG, approves
from pursuit.interfaces.web.execution import recurring
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.filterbar import safe_path
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Tab, list_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.records.facts import facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, history
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject

VERBS: dict[str, Text] = {
    "task.repeated": gettext_lazy("made it repeat"),
    "task.repetition_stopped": gettext_lazy("ended the repetition"),
}
NEW = Create(gettext_lazy("New task"), "execution:new", "tasks.edit")
FIELDS = ("title", "due_on", "priority", "owner", "note")
EDIT = (*FIELDS[:-1], "unit", "note")


def tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    """Tasks, time, and who carries how much."""
    faces = (
        (_("My tasks"), "execution:list", "mine", "tasks.view"),
        (_("All tasks"), "execution:all", "all", "tasks.view"),
        (_("My time"), "hours:list", "hours", TIME),
        (_("Time to approve"), "hours:waiting", "waiting", TIME if approves(actor) else ""),
        (_("Time entries"), "hours:all", "entries", TIME),
        (_("Workload"), "workload:list", "workload", WORKLOAD),
    )
    return tuple(
        Tab(label, reverse(name), code == current) for label, name, code, right in faces if right and actor.may(right)
    )


@page("tasks.view")
def mine(request: Request) -> HttpResponse:
    """My open tasks, the most pressing first, each with a button that completes it."""
    context = {
        "nav": "execution",
        "lines": queries.mine(request.actor),
        "tabs": tabs(request.actor, "mine"),
        "may_add": request.actor.may("tasks.edit"),
    }
    return render(request, "execution/mine.html", context)


@page("tasks.view")
def task_list(request: Request) -> HttpResponse:
    """Every task the reader sees."""
    return list_page(request, queries.TASKS, create=NEW, tabs=tabs(request.actor, "all"), bulk=(HAND_OVER,))


@page("tasks.view")
def task_page(request: Request, pk: int) -> HttpResponse:
    """One task."""
    row = queries.task(request.actor, pk)
    about = Subject.objects.visible_to(request.actor, [row.parent_id or 0]).first()
    context = {
        "nav": "execution",
        "task": row,
        "subject": row.subject,
        "about": about,
        "about_url": subject_url(about) if about else "",
        "facts": facts(request.actor, row, ("due_on", "priority", "owner", "unit", "note")),
        "may_edit": bool(access.decide(request.actor, "tasks.edit", row.subject)),
        "happened": lines(history.of(request.actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        "repeats": recurring.shown(request, row),
        "may_log": request.actor.may(LOG),
    }
    return render(request, "execution/task.html", context)


@page("tasks.edit", methods=("GET", "POST"))
def new_task(request: Request) -> HttpResponse:
    """A task about the record whose page offered the button (?about=ID), or about any other."""
    about = request.GET.get("about", "")
    seen = Subject.objects.visible_to(request.actor, [int(about) if _is_id(about) else 0]).first()
    fixed = {"parent": seen.pk} if seen else {}
    names = FIELDS if seen else ("title", "parent", *FIELDS[1:])
    form = ActionForm(
        actions.create_task, request.actor, names=names, fixed=fixed, stored={"owner": request.actor.user_id}
    )
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: where_from(request, reverse("execution:task", args=[row.pk])),
        said=_("The task was created."),
        cancel=reverse("execution:list"),
        context={"nav": "execution", "intro": seen.title if seen else ""},
        draft=f"task-{seen.pk if seen else 0}",
    )


@page("tasks.edit", methods=("GET", "POST"))
def edit_task(request: Request, pk: int) -> HttpResponse:
    """All its fields in one form."""
    row = queries.task(request.actor, pk)
    access.require(request.actor, "tasks.edit", row.subject)
    form = ActionForm(
        actions.update_task, request.actor, names=EDIT, fixed={"task": pk}, stored=stored(row, EDIT),
        version=row.subject.version,
    )  # fmt: skip
    url = reverse("execution:task", args=[pk])
    return form_page(
        request, form, title=row.title, button=_("Save"), done=lambda _row: url, said=_("Saved."), cancel=url,
        context={"nav": "execution"}, draft=f"task-{pk}",
    )  # fmt: skip


@page("tasks.edit", methods=("POST",))
def completion(request: Request, pk: int) -> HttpResponse:
    """It is done; the toast takes that back."""
    row = actions.complete_task.run(request.actor, {"task": pk, "note": request.POST.get("note", "")})
    return done_with_undo(request, row.subject, _("Done: %s") % row.title, _back(request, row))


@page("tasks.edit", methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It is not done after all."""
    row = actions.reopen_task.run(request.actor, {"task": pk})
    return see_other(request, _back(request, row), Toast(_("The task is open again.")))


@page("tasks.edit", methods=("GET", "POST"))
def assignee(request: Request, pk: int) -> HttpResponse:
    """Give it to somebody else."""
    row = queries.task(request.actor, pk)
    access.require(request.actor, "tasks.edit", row.subject)
    form = ActionForm(
        actions.reassign_task, request.actor, names=("owner",), fixed={"task": pk},
        stored={"owner": row.subject.owner_id},
    )  # fmt: skip
    url = where_from(request, reverse("execution:task", args=[pk]))
    return form_page(
        request, form, title=_("Reassign"), button=_("Reassign"), done=lambda _row: url,
        said=_("The task was reassigned."), cancel=url, context={"nav": "execution", "intro": row.title},
        draft=f"task-owner-{pk}",
    )  # fmt: skip


@page("tasks.edit", methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a task; the toast offers to bring it back."""
    row = actions.delete_task.run(request.actor, {"task": pk})
    return done_with_undo(request, row.subject, _("“%s” was deleted.") % row.title, reverse("execution:list"))


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


def _back(request: Request, row: Task) -> str:
    """To the page the button was on."""
    there = request.POST.get("next", "")
    return safe_path(there) if there else reverse("execution:task", args=[row.pk])
