"""Being away and who stands in: one's own page, and the sheets that serve one's own and others' entries."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.absences import add_absence, cancel_absence, update_absence
from pursuit.domain.people.actions.deputies import end_deputy, set_deputy
from pursuit.domain.people.queries import absences, people, scope
from pursuit.domain.people.queries.absences import ABSENCES
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

ABSENT = "people.absence.edit"
STAND_IN = "people.deputy"
NEW = Create(gettext_lazy("Enter an absence"), "people:absence-new", ABSENT)


@page()
def mine(request: Request) -> HttpResponse:
    """When am I away, who stands in for me, and for whom do I stand in?"""
    actor = request.actor
    today = clock.today()
    own = absences.absences(actor).filter(user_id=actor.user_id).order_by("-since")
    context = {
        "absences": [row for row in own[:60] if row.until >= today],
        "past": [row for row in own[:60] if row.until < today],
        "deputies": people.deputies(actor, actor.user_id),
        "standing": people.standing_in(actor),
        "may_be_away": actor.may(ABSENT),
        "may_stand_in": actor.may(STAND_IN),
        "nav": "",
    }
    return render(request, "people/away.html", context)


@page("people.absence.view")
def absence_list(request: Request) -> HttpResponse:
    """Absences of the people one's right reaches."""
    empty = {
        "icon": "beach", "title": _("Nobody is away"),
        "text": _("Absences that people enter appear here, so that plans and approvals can go around them."),
    }  # fmt: skip
    quick = [Quick(_("Now and coming"), f"f.until.gte={clock.today()}"), Quick(_("Mine"), "f.user=me")]
    return list_page(
        request, ABSENCES, create=NEW, quick=quick, tabs=tabs(request.actor, "people:absences"), empty=empty
    )


@page(ABSENT, methods=("GET", "POST"))
def new_absence(request: Request) -> HttpResponse:
    """An absence of oneself, or of the person the address names."""
    whom, back = _whom(request)
    title = _("Absence of %s") % people.person(request.actor, whom) if whom else _("My absence")
    form = ActionForm(
        add_absence, request.actor, names=("kind", "since", "until", "note"), fixed={"user": whom} if whom else {}
    )
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: back, cancel=back,
        said=_("The absence was entered. Name a deputy, so that approvals do not wait."), draft=f"absence-new-{whom}",
    )  # fmt: skip


@page(ABSENT, methods=("GET", "POST"))
def absence(request: Request, pk: int) -> HttpResponse:
    """Change an absence."""
    row = absences.absence(request.actor, pk)
    scope.require(request.actor, ABSENT, row.user)
    back = _page_of(request, row.user_id)
    names: tuple[str, ...] = ("kind", "since", "until", "note")
    # A note is read by the person and by whoever keeps the absences.
    if row.user_id != request.actor.user_id and not request.actor.may("people.field.absence_note"):
        names = names[:3]
    form = ActionForm(
        update_absence, request.actor, names=names, fixed={"absence": pk}, version=row.version,
        stored={name: getattr(row, name) for name in names},
    )  # fmt: skip
    return form_page(
        request, form, title=_("Absence of %s") % row.user, button=_("Save"), done=lambda _row: back, said=_("Saved."),
        cancel=back, draft=f"absence-{pk}",
    )  # fmt: skip


@page(ABSENT, methods=("POST",))
def absence_cancellation(request: Request, pk: int) -> HttpResponse:
    """Take an absence back."""
    row = cancel_absence.run(request.actor, {"absence": pk})
    return see_other(request, _page_of(request, row.user_id), Toast(_("The absence was taken back.")))


@page(STAND_IN, methods=("GET", "POST"))
def new_deputy(request: Request) -> HttpResponse:
    """Who answers for me, or for the person the address names, between two days."""
    whom, back = _whom(request)
    title = _("Deputy for %s") % people.person(request.actor, whom) if whom else _("My deputy")
    form = ActionForm(
        set_deputy, request.actor, names=("deputy", "since", "until", "reason"), fixed={"user": whom} if whom else {},
        stored={"since": clock.today()},
    )  # fmt: skip
    form.fields[0].label = _("Deputy")
    form.fields[0].help = _("Gets and answers approvals during these days; rights to records are not lent.")
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: back, said=_("The deputy was set."),
        cancel=back, draft=f"deputy-new-{whom}",
    )  # fmt: skip


@page(STAND_IN, methods=("POST",))
def deputy_ending(request: Request, pk: int) -> HttpResponse:
    """End an arrangement now."""
    _user, back = _whom(request)
    end_deputy.run(request.actor, {"deputy": pk})
    return see_other(request, back, Toast(_("The arrangement has ended.")))


def _whom(request: Request) -> tuple[int | None, str]:
    """The person a sheet is about (None: oneself) and the page to go back to."""
    asked = request.GET.get("user", "")
    if not asked.isdecimal() or int(asked) == request.actor.user_id:
        return None, reverse("people:away")
    return int(asked), reverse("people:person", args=[int(asked)])


def _page_of(request: Request, user: int) -> str:
    return reverse("people:away") if user == request.actor.user_id else reverse("people:person", args=[user])
