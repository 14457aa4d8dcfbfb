"""Starting an import, following it, stopping it, taking it back, giving a preparation up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.integrations.intake import jobs as work
from pursuit.interfaces.web.imports.steps import RIGHT, address, busy, frame, percent, where
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake, jobs
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import BatchState


@page(RIGHT, methods=("GET", "POST"))
def run(request: Request, pk: int) -> HttpResponse:
    """POST starts it, or goes on with one that stopped; GET follows it."""
    batch = intake.batch(request.actor, pk)
    if request.method == "POST":
        if batch.state == BatchState.DRAFT and not batch.preparation.get("checked"):
            raise Conflict("not_checked", _("Check the import first: the mapping was changed since."))
        work.begin(request.actor, pk)
        return see_other(request, address(batch, "run"))
    job = drafts.job_of(batch)
    if batch.state == BatchState.DRAFT or not busy(job):
        return see_other(request, where(batch) if batch.state != BatchState.RUNNING else address(batch, "receipt"))
    context = frame(batch, "run") | {
        "job": job, "percent": percent(job), "here": address(batch, "run"), "running": True,
        "mine": job is not None and job.actor_id == request.user.pk,
    }  # fmt: skip
    return render(request, "imports/progress.html" if request.htmx else "imports/run.html", context)


@page(RIGHT, methods=("POST",))
def cancellation(request: Request, pk: int) -> HttpResponse:
    """Stop after the rows that are being written; what was written stays until it is taken back."""
    batch = intake.batch(request.actor, pk)
    job = drafts.job_of(batch)
    if job is None:
        raise Conflict("finished", _("This has finished already."))
    jobs.cancel(request.actor, job.pk)
    drafts.settle(request.actor, pk)
    batch.refresh_from_db()
    return see_other(request, where(batch), Toast(_("It will stop in a moment."), tone="watch"))


@page(RIGHT, methods=("POST",))
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back what it wrote, in the background."""
    batch = intake.batch(request.actor, pk)
    if batch.state in (BatchState.DRAFT, BatchState.UNDONE):
        raise Conflict("undone", _("There is nothing to take back."))
    work.take_back(request.actor, pk)
    return see_other(request, address(batch, "run"))


@page(RIGHT, methods=("POST",))
def removal(request: Request, pk: int) -> HttpResponse:
    """Leave a preparation."""
    work.leave(request.actor, pk)
    return see_other(request, reverse("imports:history"), Toast(_("Nothing was imported; the files were removed.")))
