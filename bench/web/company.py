"""The company everything belongs to: 301 people in a tree of four levels, and who of them signs in."""

import random
from dataclasses import dataclass, field

from bench.web import words
from pursuit.domain.people.actions.company import found_company
from pursuit.domain.people.actions.grants import grant_role
from pursuit.domain.people.actions.members import assign_member
from pursuit.domain.people.actions.units import create_unit
from pursuit.domain.people.actions.users import create_user, update_user
from pursuit.kernel import operators, revision
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Role

REGIONS, BRANCHES, TEAMS, SELLERS = 4, 3, 4, 4  # each inside the one before: 48 teams, 192 sellers
STAFF = (("presales", 20), ("delivery", 15), ("finance", 4), ("operations", 4))


@dataclass(slots=True)
class Seller:
    """Somebody who owns deals, and the unit these belong to."""

    user: int
    unit: int


@dataclass(slots=True)
class Company:
    """Ids of who works here."""

    sellers: list[Seller] = field(default_factory=list)
    presales: list[int] = field(default_factory=list)
    delivery: list[int] = field(default_factory=list)


def found(actor: Actor, dice: random.Random) -> Company:
    """Write it through the ordinary actions."""
    made = _Maker(actor, dice)
    admin = made.user("admin", "管理员")
    root = found_company(actor=actor, owner=admin, name="基准测试股份有限公司", unit="总部").pk
    revision.begin()
    made.person("director", root, name=words.DIRECTOR, head=True, at=root)
    company = Company()
    for region in range(REGIONS):
        area = made.unit(f"第{region + 1}大区", root)
        made.person("director", area, head=True, at=area)
        for branch in range(BRANCHES):
            office = made.unit(f"{words.PLACES[region * 9 + branch]}分公司", area)
            made.person("manager", office, head=True)
            for team in range(TEAMS):
                unit = made.unit(f"{words.PLACES[region * 9 + branch]}{team + 1}组", office)
                company.sellers.append(Seller(made.person("manager", unit, head=True), unit))
                company.sellers += [Seller(made.person("seller", unit), unit) for _ in range(SELLERS)]
    _rename(actor, company.sellers[1].user)
    for role, count in STAFF:
        unit = made.unit(role, root)
        people = [made.person(role, unit) for _ in range(count)]
        if role in ("presales", "delivery"):
            getattr(company, role).extend(people)
    for username in (words.DIRECTOR, words.MEMBER):
        operators.reset_password(actor=actor, username=username, password=words.PASSWORD)
    return company


def _rename(actor: Actor, user: int) -> None:
    """The seller who measures signs in by a fixed name."""
    update_user(actor=actor, user=user, username=words.MEMBER)


class _Maker:
    """Numbers people and units."""

    def __init__(self, actor: Actor, dice: random.Random) -> None:
        self.actor, self.dice, self.count = actor, dice, 0
        self.roles = dict(Role.objects.values_list("code", "pk"))

    def user(self, username: str, name: str) -> int:
        return create_user(actor=self.actor, username=username, name=name).pk

    def unit(self, name: str, parent: int) -> int:
        self.count += 1
        return create_unit(actor=self.actor, name=name, parent=parent, code=f"u{self.count}").pk

    def person(self, role: str, unit: int, *, name: str = "", head: bool = False, at: int | None = None) -> int:
        self.count += 1
        user = self.user(name or f"p{self.count}", words.person(self.dice))
        assign_member(actor=self.actor, user=user, unit=unit, head=head)
        grant_role(actor=self.actor, user=user, role=self.roles[role], unit=at)
        return user
