"""People: the list, one person's page, one's own profile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.users import update_profile, update_user
from pursuit.domain.people.queries import absences, levels, people, planning, scope, skills
from pursuit.domain.people.queries.hand_over import TypeCount, preview
from pursuit.domain.people.queries.invitations import pending
from pursuit.domain.people.queries.people import PEOPLE
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.shell import navigation
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User

NEW = Create(gettext_lazy("New person"), "people:new", "people.edit")
QUICK = (Quick(gettext_lazy("Active"), "f.active=1"), Quick(gettext_lazy("Deactivated"), "f.active=0"))
# Where the records of a type are listed; the list opens filtered by their owner.
LISTS = {
    "account": "customers:list",
    "contact": "contacts:list",
    "visit": "visits:list",
    "lead": "market:list",
    "project": "projects:list",
    "task": "execution:list",
}

# Rights whose reach over this person decides what stands on the page.
REACHING = (
    "people.handover", "people.deputy", "people.absence.view", "people.absence.edit", "people.skills.edit",
    "people.capacity.view", "people.capacity.edit", "people.rates.view", "people.rates.edit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owned:
    """How many records of a type a person is responsible for, and where they are listed ("" nowhere yet)."""

    count: TypeCount
    url: str


@page("people.view")
def people_list(request: Request) -> HttpResponse:
    """Everybody with an account, deactivated ones too."""
    return list_page(
        request, PEOPLE, title=_("Persons"), create=NEW, quick=QUICK, tabs=tabs(request.actor, "people:list")
    )


@page("people.view")
def person_page(request: Request, pk: int) -> HttpResponse:
    """One person: who they are, where they belong, what they may do and what they look after."""
    actor = request.actor
    row = people.person(actor, pk)
    manages = actor.may("people.edit") and levels.is_below(actor, row)
    reached = scope.reached(actor, row, *REACHING)
    hands = "people.handover" in reached
    today = clock.today()
    found = preview(actor, pk) if hands or manages else None
    context = {
        "colleague": row,
        "is_me": pk == actor.user_id,
        "memberships": [one for one in people.memberships(actor, pk) if one.until is None or one.until >= today],
        "grants": people.grants(actor, pk),
        "deputies": people.deputies(actor, pk),
        "absences": list(absences.absences(actor).filter(user_id=pk, until__gte=today).order_by("since")[:10]),
        "sees_absences": "people.absence.view" in reached,
        "found": found,
        "owned": list(owned(pk, found.counts)) if found else [],
        "invitation": pending(actor, pk) if manages else None,
        "may_manage": manages,
        "may_place": manages,
        "may_grant": actor.may("roles.edit") and levels.is_below(actor, row),
        "may_hand_over": hands,
        "may_stand_in": row.is_active and "people.deputy" in reached,
        "may_be_away": row.is_active and "people.absence.edit" in reached,
    } | _planned(actor, row, reached)
    return render(request, "people/person.html", context)


def _planned(actor: Actor, row: User, reached: Collection[str]) -> dict[str, object]:
    """What plans know of a person. Costs enter only for those who may know them."""
    pk, costs = row.pk, "people.rates.view" in reached
    own = list(planning.cost_rates(actor).filter(user_id=pk).order_by("-since")) if costs else []
    today = clock.today()
    general = {} if own or not costs else planning.rates(actor, [pk], today, today)
    return {
        "skills": skills.of_person(actor, pk),
        "may_enter_skills": row.is_active and "people.skills.edit" in reached,
        "may_confirm_skills": skills.may_confirm(actor, row),
        "capacities": list(planning.capacity_rows(actor).filter(user_id=pk).order_by("-since")[:10]),
        "sees_capacity": "people.capacity.view" in reached,
        "may_set_capacity": row.is_active and "people.capacity.edit" in reached,
        "sees_rates": costs,
        "cost_rates": own,
        "cost_of_unit": next((money for _day, money in general.get(pk, ())), None),
        "may_set_rates": costs and row.is_active and "people.rates.edit" in reached,
    }


@page("people.edit", methods=("GET", "POST"))
def edit_person(request: Request, pk: int) -> HttpResponse:
    """Account data of a person."""
    row = people.person(request.actor, pk)
    names = ("name", "username", "email", "phone", "title")
    form = ActionForm(
        update_user, request.actor, names=names, fixed={"user": pk}, stored=_stored(row, names), version=row.version
    )
    here = reverse("people:person", args=[pk])
    return form_page(
        request, form, title=row.name, button=_("Save"), done=lambda _row: here, said=_("Saved."), cancel=here,
        draft=f"person-{pk}",
    )  # fmt: skip


@page("people.profile", methods=("GET", "POST"))
def profile(request: Request) -> HttpResponse:
    """What others read about oneself."""
    me, names = request.actor.user, ("name", "phone", "title")
    form = ActionForm(update_profile, request.actor, names=names, stored=_stored(me, names), version=me.version)
    here = reverse("people:person", args=[me.pk])
    return form_page(
        request, form, title=_("My profile"), button=_("Save"), done=lambda _row: here, said=_("Saved."), cancel=here
    )


def owned(user: int, counts: Iterable[TypeCount]) -> Iterable[Owned]:
    """Counts with the address of the list that shows them."""
    for count in counts:
        url = navigation.address(LISTS.get(count.code, ""))
        yield Owned(count, f"{url}?f.owner.in={user}" if url else "")


def _stored(row: User, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
