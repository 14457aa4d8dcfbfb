"""Handing records over: look at what would move, order it, follow it, see what became of each record."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.hand_over import close_hand_over, resume_hand_over, start_hand_over
from pursuit.domain.people.queries import hand_over as look
from pursuit.domain.people.queries import people
from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.jobs.views import ENDED
from pursuit.interfaces.web.lists.bulk import bulk_page
from pursuit.interfaces.web.lists.views import Create, list_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing

RIGHT = "people.handover"
NEW = Create(gettext_lazy("Hand over"), "people:hand-over-new", RIGHT)


@page(RIGHT)
def hand_over_list(request: Request) -> HttpResponse:
    """Hand-overs one ordered or takes part in."""
    empty = {
        "icon": "transfer",
        "title": _("Nothing was handed over yet"),
        "text": _("When somebody leaves or changes their job, everything they look after goes to a successor here."),
    }
    return list_page(request, look.HAND_OVERS, create=NEW, tabs=tabs(request.actor, "people:hand-overs"), empty=empty)


@page(RIGHT, methods=("GET", "POST"))
def new_hand_over(request: Request) -> HttpResponse:
    """First from whom; then what would move, to whom, and start."""
    giver = request.GET.get("from", "")
    if not giver.isdecimal():
        field = FormField("from", _("From"), "ref", required=True, lookup_url=reverse("lookup", args=["user"]))
        return render(request, "people/hand_over_from.html", {"field": field})
    person = people.person(request.actor, int(giver))
    picked = [int(value) for value in request.GET.getlist("pick") if value.isdecimal()][:500]
    found = look.preview(request.actor, person.pk, subjects=picked)
    names = ("to_user", "move_unit", "reason") if picked else ("to_user", "types", "move_unit", "reason")
    fixed: dict[str, object] = {"from_user": person.pk} | ({"subjects": picked} if picked else {})
    form = ActionForm(start_hand_over, request.actor, names=names, fixed=fixed)
    for field in form.fields:
        if field.name == "to_user":
            field.label = _("Successor")
        if field.name == "types":
            field.kind, field.value = "terms", field.value or []
            field.choices = [(one.code, f"{one.label} {one.count}") for one in found.counts]
            field.label = _("Only these kinds of records")
            field.help = _("Nothing ticked: everything, and the approvals that wait for this person.")
    back = reverse("people:person", args=[person.pk])
    return form_page(
        request, form, title=_("Hand over from %s") % person, button=_("Start the hand-over"),
        done=lambda row: reverse("people:hand-over", args=[row.pk]), cancel=back, draft=f"hand-over-{person.pk}",
        template="people/hand_over_start.html", context={"found": found, "colleague": person, "picked": picked},
    )  # fmt: skip


@page(RIGHT, methods=("GET", "POST"))
def picked(request: Request) -> HttpResponse:
    """Records ticked in a list go to a successor: one hand-over for each of their owners."""
    return bulk_page(
        request,
        start_hand_over,
        runs=_by_owner,
        names=("to_user", "move_unit", "reason"),
        labels={"to_user": _("Successor")},
        title=_("Hand over"),
        button=_("Start the hand-over"),
        back=reverse("people:hand-overs"),
        follow=(_("The records move in the background: follow it"), reverse("people:hand-overs")),
    )


def _by_owner(actor: Actor, picks: Sequence[int]) -> list[tuple[str, dict[str, object]]]:
    """Owners with their picked records; what the reader cannot see is left out."""
    return [
        (_("%(who)s: %(count)s records") % {"who": giver, "count": len(ids)}, {"from_user": giver.pk, "subjects": ids})
        for giver, ids in look.by_owner(actor, picks)
    ]


@page(RIGHT)
def hand_over_page(request: Request, pk: int) -> HttpResponse:
    """Progress while it runs, results afterwards; the fragment asks again by itself."""
    row = look.hand_over(request.actor, pk)
    outcome = look.outcome(row)
    handled = sum(outcome.values())
    running = row.finished_at is None and row.job is not None and row.job.state not in ENDED
    context = {
        "order": row,
        "outcome": outcome,
        "handled": handled,
        "percent": min(100, handled * 100 // row.total) if row.total else None,
        "running": running,
        "stopped": row.finished_at is None and not running,
        "mine": row.requested_by_id == request.actor.user_id,
        "results_url": f"{reverse('people:hand-over-lines')}?f.hand_over.eq={pk}",
    }
    return render(request, "people/hand_over.html#progress" if request.htmx else "people/hand_over.html", context)


@page(RIGHT, methods=("POST",))
def resumption(request: Request, pk: int) -> HttpResponse:
    """Go on with what is left, and try again what was refused."""
    resume_hand_over.run(request.actor, {"hand_over": pk})
    return see_other(request, reverse("people:hand-over", args=[pk]), Toast(_("The hand-over goes on.")))


@page(RIGHT, methods=("POST",))
def closing(request: Request, pk: int) -> HttpResponse:
    """Stop, and leave the rest where it is."""
    close_hand_over.run(request.actor, {"hand_over": pk})
    said = _("The hand-over was closed. Records not yet moved stay where they are.")
    return see_other(request, reverse("people:hand-over", args=[pk]), Toast(said, tone="watch"))


@page(RIGHT)
def results(request: Request) -> HttpResponse:
    """What became of each record."""
    return list_page(request, look.HAND_OVER_LINES, tabs=tabs(request.actor, "people:hand-overs"))


@page(RIGHT)
def result(request: Request, pk: int) -> HttpResponse:
    """To the record of a result."""
    row = look.lines(request.actor).filter(pk=pk).select_related("subject").first()
    if row is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    return see_other(request, subject_url(row.subject) or reverse("people:hand-over", args=[row.hand_over_id]))
