"""What people can do: the matrix of people and skills, the rows that wait for confirmation, and the sheets."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.skills import confirm_skill, remove_skill, set_skill
from pursuit.domain.people.queries import people, scope
from pursuit.domain.people.queries import skills as look
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists import filterbar
from pursuit.interfaces.web.lists.look import params
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import terms
from pursuit.kernel.listing import read_query
from pursuit.kernel.models import User

EDIT = "people.skills.edit"
NEW = Create(gettext_lazy("Enter a skill"), "people:skill-new", EDIT)
QUICK = (
    Quick(gettext_lazy("To be confirmed"), "f.standing=claimed"),
    Quick(gettext_lazy("Expired"), "f.standing=expired"),
    Quick(gettext_lazy("Mine"), "f.user=me"),
)
FACTS = ("level", "evidence_kind", "evidence", "valid_until")


@page(look.VIEW)
def skill_matrix(request: Request) -> HttpResponse:
    """Who can do what, how well: people in rows, skills in columns; found by one skill and the least level."""
    asked, least = request.GET.get("skill", ""), request.GET.get("least", "")
    if asked and terms.known("skill", asked):
        marks = look.at_least(int(least) if least in dict(look.LEVELS) else 1)
        column = f"skill.{asked}"
        shown = [one.code for one in read_query(look.MATRIX, request.actor, params(request, look.MATRIX)).columns]
        cols = "" if column in shown else f"&cols={','.join([*shown[:2], column, *shown[2:]])}"
        return see_other(request, f"{request.path}?f.{column}={marks}&sort=-{column}{cols}")
    empty = {"icon": "certificate", "title": _("Nobody is here yet"), "text": _("People with an account appear here.")}
    context = {"skills": terms.entries("skill"), "levels": look.LEVELS, **_found(request)}
    return list_page(
        request, look.MATRIX, title=_("Skill matrix"), create=NEW, tabs=tabs(request.actor, "people:skills"),
        empty=empty, template="people/skill_matrix.html", context=context,
    )  # fmt: skip


def _found(request: Request) -> Mapping[str, object]:
    """What the two selects say, in short words among the filters; on a phone the asked skill beside the unit."""
    query = read_query(look.MATRIX, request.actor, request.GET)
    chips, levels = filterbar.chips(request, query), dict(look.LEVELS)
    found: dict[str, object] = {"chips": chips, "cards": ("unit",)}
    for place, one in enumerate(query.filters):
        marks = ",".join(one.values)
        least = marks[:1]
        if one.column.source.startswith("skill_") and least in levels and marks == look.at_least(int(least)):
            words = f"{one.column.label} ≥ {levels[least]}"
            chips[place] = replace(chips[place], text=words)
            found |= {"asked": one.column.code.removeprefix("skill."), "least": least}
            found["cards"] = ("unit", one.column.code)
    return found


@page(look.VIEW)
def skill_list(request: Request) -> HttpResponse:
    """Row by row: what it rests on, who confirmed it, what has run out."""
    empty = {
        "icon": "certificate", "title": _("No skill was entered yet"),
        "text": _("People enter what they can do, their leaders confirm it; plans then suggest who fits a task."),
    }  # fmt: skip
    shown = tabs(request.actor, "people:skill-list")
    title = _("Skill records")
    return list_page(request, look.SKILLS, title=title, create=NEW, quick=QUICK, tabs=shown, empty=empty)


@page(EDIT, methods=("GET", "POST"))
def new_skill(request: Request) -> HttpResponse:
    """A skill of oneself, or of the person the address names."""
    asked = request.GET.get("user", "")
    person = people.person(request.actor, int(asked)) if asked.isdecimal() else request.actor.user
    scope.require(request.actor, EDIT, person)
    form = ActionForm(set_skill, request.actor, names=("skill", *FACTS), fixed={"user": person.pk})
    return _sheet(request, form, person, _("What %s can do") % person, f"skill-new-{person.pk}")


@page(look.VIEW, methods=("GET", "POST"))
def skill(request: Request, pk: int) -> HttpResponse:
    """Change a row; whoever may not is led to the person."""
    row = look.skill(request.actor, pk)
    if request.method == "GET" and not scope.reaches(request.actor, EDIT, row.user):
        return see_other(request, _page_of(row.user_id))
    scope.require(request.actor, EDIT, row.user)
    stored = {name: getattr(row, name) for name in FACTS} | {"level": str(row.level)}
    fixed = {"user": row.user_id, "skill": row.skill}
    form = ActionForm(set_skill, request.actor, names=FACTS, fixed=fixed, stored=stored, version=row.version)
    title = f"{row.user} · {terms.label('skill', row.skill)}"
    return _sheet(request, form, row.user, title, f"skill-{pk}")


@page(EDIT, methods=("POST",))
def skill_confirmation(request: Request, pk: int) -> HttpResponse:
    """Confirm what somebody claims."""
    row = confirm_skill.run(request.actor, {"person_skill": pk})
    return see_other(request, _page_of(row.user_id), Toast(_("Confirmed.")))


@page(EDIT, methods=("POST",))
def skill_removal(request: Request, pk: int) -> HttpResponse:
    """Take a skill off a person."""
    back = _page_of(look.skill(request.actor, pk).user_id)
    remove_skill.run(request.actor, {"person_skill": pk})
    return see_other(request, back, Toast(_("The skill was taken off.")))


def _sheet(request: Request, form: ActionForm, person: User, title: str, draft: str) -> HttpResponse:
    """Both forms: whose it is decides what saving means."""
    sure = look.may_confirm(request.actor, person)
    back = _page_of(person.pk)
    intro = _("What you enter is confirmed.") if sure else _("A leader confirms it; until then it counts as a claim.")
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: back, said=_("Saved."), cancel=back,
        draft=draft, context={"intro": intro},
    )  # fmt: skip


def _page_of(user: int) -> str:
    return reverse("people:person", args=[user])
