"""Approval routes: which people a request of a kind goes to, by limit and grade."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Name, NameEn, Position
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Amount, Label, Version
from pursuit.kernel.models import ApprovalRoute, Approver, Role, RouteStep, User
from pursuit.kernel.money import Money, company_currency

RIGHT = "settings.edit"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is entered; role or user as the approver needs it."""

    approver: Approver
    role: int | None = None
    user: int | None = None
    everyone: bool = False


Kind = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=60), Label(_("Kind of request"))]
Floor = Annotated[Amount, Label(_("From amount"))]
Ceiling = Annotated[Amount, Label(_("Below amount"))]
Grades = Annotated[
    str,
    AfterValidator(str.lower),
    Field(pattern=r"^[A-Za-z]{0,20}$"),
    Label(_("Grades"), help=_("Letters; empty means all.")),
]
Steps = Annotated[list[Step], Field(min_length=1, max_length=10), Label(_("Steps"))]
Active = Annotated[bool, Label(_("Active"))]


@action("people.create_route", right=RIGHT, public="routes.create")
def create_route(
    *,
    actor: Actor,
    kind: Kind,
    name: Name,
    steps: Steps,
    name_en: NameEn = "",
    floor: Floor | None = None,
    ceiling: Ceiling | None = None,
    grades: Grades = "",
    position: Position = 0,
    active: Active = True,
) -> ApprovalRoute:
    """A new route; of the active ones that fit, the first by position is used."""
    row = ApprovalRoute(kind=kind, name=name, name_en=name_en, grades=grades, position=position, active=active)
    row.floor, row.ceiling = _limits(floor, ceiling)
    row.edited = True
    row.save()
    _write(row, steps)
    events.record(actor, "people.route.created", None, {"name": (None, name)}, route=row.pk, steps=_plain(steps))
    return row


@action("people.update_route", right=RIGHT, public="routes.update")
def update_route(
    *,
    actor: Actor,
    route: Annotated[int, Field(ge=1)],
    version: Version | None = None,
    name: Name | None = None,
    name_en: NameEn | None = None,
    floor: Floor | None = None,
    ceiling: Ceiling | None = None,
    no_floor: bool = False,
    no_ceiling: bool = False,
    grades: Grades | None = None,
    position: Position | None = None,
    active: Active | None = None,
    steps: Steps | None = None,
) -> ApprovalRoute:
    """Change a route. Requests that are under way keep the people they were put to."""
    row = rows.lock(ApprovalRoute, route, version)
    given = {"name": name, "name_en": name_en, "grades": grades, "position": position, "active": active}
    values: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    low, high = _limits(floor, ceiling)
    values["floor"] = None if no_floor else row.floor if low is None else low
    values["ceiling"] = None if no_ceiling else row.ceiling if high is None else high
    _refuse_empty(values["floor"], values["ceiling"])
    before = _stored(row)
    changes = rows.save(row, values)
    if steps is not None and _plain(steps) != before:
        RouteStep.objects.filter(route=row).delete()
        _write(row, steps)
        changes["steps"] = (before, _plain(steps))
        if len(changes) == 1:
            row.version += 1
    if changes:
        row.edited = True
        row.save()
        events.record(actor, "people.route.updated", None, changes, route=row.pk)
    return row


def _limits(floor: Money | None, ceiling: Money | None) -> tuple[int | None, int | None]:
    for name, money in (("floor", floor), ("ceiling", ceiling)):
        if money is not None and money.currency != company_currency():
            raise Refused("currency", _("Limits are in %s.") % company_currency(), name)
    low, high = (money.minor if money else None for money in (floor, ceiling))
    _refuse_empty(low, high)
    return low, high


def _refuse_empty(low: object, high: object) -> None:
    if isinstance(low, int) and isinstance(high, int) and low >= high:
        raise Refused("order", _("The upper limit must lie above the lower one."), "ceiling")


def _write(row: ApprovalRoute, steps: list[Step]) -> None:
    for position, step in enumerate(steps):
        role = Role.objects.filter(pk=step.role or 0).first() if step.approver == Approver.ROLE else None
        people = User.objects.filter(pk=step.user or 0, is_active=True, is_system=False)
        user = people.first() if step.approver == Approver.USER else None
        if role is None and user is None and step.approver in (Approver.ROLE, Approver.USER):
            no_one = _("Step %d names nobody: choose a role or a person.") % (position + 1)
            raise Refused("no_approver", no_one, "steps")
        RouteStep.objects.create(
            route=row, position=position, approver=step.approver, role=role, user=user, everyone=step.everyone
        )


def _plain(steps: list[Step]) -> list[list[object]]:
    return [
        [
            str(step.approver),
            step.role if step.approver == Approver.ROLE else None,
            step.user if step.approver == Approver.USER else None,
            step.everyone,
        ]
        for step in steps
    ]


def _stored(row: ApprovalRoute) -> list[list[object]]:
    return [[step.approver, step.role_id, step.user_id, step.everyone] for step in row.steps.order_by("position")]
