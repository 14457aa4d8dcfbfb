"""Pages of one's background work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import jobs
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Job, JobState

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@page()
def mine(request: Request) -> HttpResponse:
    """My background work, newest first."""
    return render(request, "jobs/mine.html", {"jobs": [shown(job) for job in jobs.mine(request.actor)[:50]], "nav": ""})


@page()
def one(request: Request, pk: int) -> HttpResponse:
    """One job; the fragment asks again every second until it has ended."""
    job = jobs.mine(request.actor).filter(pk=pk).first()
    if job is None:
        raise Missing("not_found", _("There is no such task, or it is not yours."))
    template = "jobs/one.html#progress" if request.htmx else "jobs/one.html"
    return render(request, template, {"job": shown(job), "nav": ""})


@page(methods=("POST",))
def cancellation(request: Request, pk: int) -> HttpResponse:
    """Ask it to stop."""
    jobs.cancel(request.actor, pk)
    return see_other(request, reverse("jobs:one", args=[pk]), Toast(_("It will stop in a moment."), tone="watch"))


def shown(job: Job) -> dict[str, object]:
    """What a page says of a job."""
    return {
        "job": job,
        "label": jobs.kind(job.kind).label,
        "ended": job.state in ENDED,
        "percent": min(100, job.done * 100 // job.total) if job.total else None,
    }
