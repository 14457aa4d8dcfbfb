"""Team, parties, products, competitors and visits of a project: each added and changed in a side sheet."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.projects.actions import lines as actions
from pursuit.domain.projects.actions import team
from pursuit.domain.projects.queries import parts
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.projects.sheets import done_with_undo, project_sheet
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing
from pursuit.kernel.money import Money

GONE = gettext_lazy("There is no such line.")


def _team_url(pk: int) -> str:
    return reverse("projects:team", args=[pk])


@page("projects.edit", methods=("GET", "POST"))
def member_new(request: Request, pk: int) -> HttpResponse:
    """Give a person a role."""
    names = ("user", "role", "core", "allocation", "since", "until")
    role = request.GET.get("role", "")
    return project_sheet(
        request, pk, team.add_member, title=_("Add to the team"), button=_("Add"), names=names,
        stored={"role": role}, said=_("Added to the team."), back=_team_url(pk),
    )  # fmt: skip


@page("projects.edit", methods=("GET", "POST"))
def member(request: Request, pk: int, member: int) -> HttpResponse:
    """Change a person's place."""
    found = next((one for one in parts.standing(project(request.actor, pk)).team if one.pk == member), None)
    if found is None:
        raise Missing("not_found", GONE)
    return project_sheet(
        request, pk, team.update_member, title=str(found.user), names=("core", "allocation", "until"),
        fixed={"member": member}, stored={"core": found.core, "allocation": found.allocation, "until": found.until},
        back=_team_url(pk), draft=f"-{member}",
    )  # fmt: skip


@page("projects.edit", methods=("POST",))
def member_removal(request: Request, pk: int, member: int) -> HttpResponse:
    """End a person's place today."""
    row = team.remove_member.run(request.actor, {"project": pk, "member": member})
    text = _("%s is no longer on the team.") % row.user
    return done_with_undo(request, row.project.subject, text, _team_url(pk))


@page("projects.edit", methods=("GET", "POST"))
def party_new(request: Request, pk: int) -> HttpResponse:
    """A company that takes part."""
    return project_sheet(
        request, pk, actions.add_party, title=_("Add a party"), button=_("Add"), said=_("The party was added."),
        names=("role", "account", "name", "note"), back=_team_url(pk),
    )  # fmt: skip


@page("projects.edit", methods=("GET", "POST"))
def line(request: Request, pk: int, line: int = 0) -> HttpResponse:
    """A product with its quantity and price; without an id a new one."""
    found = next((one for one in parts.lines(project(request.actor, pk)) if one.row.pk == line), None)
    if line and found is None:
        raise Missing("not_found", GONE)
    held: dict[str, object] = {}
    if found:
        quantity = int(found.quantity) if found.quantity == int(found.quantity) else found.quantity
        held = {"product": found.row.product_id, "quantity": quantity, "price": found.price, "note": found.row.note}
    return project_sheet(
        request, pk, actions.put_line, title=_("Product"), names=("product", "quantity", "price", "note"),
        fixed={"line": line} if line else {}, stored=held, back=_team_url(pk), draft=f"-{line}",
    )  # fmt: skip


@page("projects.edit", methods=("GET", "POST"))
def rival(request: Request, pk: int, competitor: int = 0) -> HttpResponse:
    """A competitor's position; without an id a new one."""
    found = next((one for one in parts.rivals(project(request.actor, pk)) if one.competitor_id == competitor), None)
    if competitor and found is None:
        raise Missing("not_found", GONE)
    names = ("competitor", "stage", "strengths", "weaknesses", "price", "price_source", "price_estimated")
    held: dict[str, object] = {}
    if found:
        held = {name: getattr(found, name) for name in names[1:]}
        held["price"] = None if found.price is None else Money(found.price, found.price_currency)
    return project_sheet(
        request, pk, actions.put_rival, title=found.competitor.title if found else _("Competitor"),
        names=names[1:] if found else names, fixed={"competitor": competitor} if found else {}, stored=held,
        back=_team_url(pk), draft=f"-{competitor}",
    )  # fmt: skip


@page("projects.edit", methods=("GET", "POST"))
def visit_new(request: Request, pk: int) -> HttpResponse:
    """Name a visit that was made for this project."""
    return project_sheet(
        request, pk, actions.link_visit, title=_("Link a visit"), button=_("Link"), names=("visit",),
        said=_("The visit was linked."), back=_team_url(pk),
    )  # fmt: skip


REMOVALS: dict[str, tuple[AnyAction, str]] = {
    "parties": (actions.remove_party, "party"),
    "lines": (actions.remove_line, "line"),
    "rivals": (actions.remove_rival, "competitor"),
    "visits": (actions.unlink_visit, "visit"),
}


@page("projects.edit", methods=("POST",))
def removal(request: Request, pk: int, what: str, one: int) -> HttpResponse:
    """Take a line off."""
    if what not in REMOVALS:
        raise Missing("not_found", GONE)
    action, keyword = REMOVALS[what]
    action.run(request.actor, {"project": pk, keyword: one})
    return see_other(request, _team_url(pk), Toast(_("Removed.")))
