"""The fixed people of the tests: one company, an iron triangle, a director, a clerk, a guest, a stranger.

company 远航科技
  华东区            director 高
    上海团队        ar 安 (AR), sr 索, fr 付, manager 马 (head)
  华北区
    北京团队        stranger 舒
finance 钱 (head office), guest 顾, admin 关
"""

from dataclasses import dataclass

from pursuit.kernel import platform, revision
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Grant, Membership, OrgUnit, Role, User
from tests.plumbing.gates import open_points

PASSWORD = "long-enough-for-tests-7"

PEOPLE = {
    "admin": ("关宇", "admin", "company"),
    "director": ("高峻", "director", "east"),
    "manager": ("马骏", "manager", "shanghai"),
    "ar": ("安然", "seller", "shanghai"),
    "teammate": ("童谣", "seller", "shanghai"),
    "sr": ("索宁", "presales", "shanghai"),
    "fr": ("付强", "delivery", "shanghai"),
    "finance": ("钱多", "finance", "company"),
    "operations": ("云帆", "operations", "company"),
    "guest": ("顾客", "guest", "shanghai"),
    "stranger": ("舒远", "seller", "beijing"),
}


@dataclass(frozen=True)
class Cast:
    """Everybody by part, as users; `actor` reads their rights anew."""

    users: dict[str, User]
    units: dict[str, OrgUnit]

    def __getattr__(self, part: str) -> User:
        try:
            return self.users[part]
        except KeyError as error:
            raise AttributeError(part) from error

    def actor(self, part: str, interface: str = "test") -> Actor:
        return Actor.of(self.users[part], interface)


def assemble() -> Cast:
    """Write the company. These few rows come before there is anybody who could act."""
    if not Role.objects.exists():  # swept away by a test with real transactions
        platform.sync()
    roles = Role.objects.in_bulk(field_name="code")
    company = OrgUnit.objects.create(name="远航科技", code="hq")
    east = OrgUnit.objects.create(name="华东区", code="east", parent=company)
    north = OrgUnit.objects.create(name="华北区", code="north", parent=company)
    shanghai = OrgUnit.objects.create(name="上海团队", code="sh", parent=east)
    beijing = OrgUnit.objects.create(name="北京团队", code="bj", parent=north)
    units = {"company": company, "east": east, "north": north, "shanghai": shanghai, "beijing": beijing}
    users = {part: User(username=part, name=PEOPLE[part][0], email=f"{part}@example.com") for part in PEOPLE}
    User.objects.bulk_create(users.values())
    heads = {"director", "manager"}
    Membership.objects.bulk_create(
        Membership(user=users[part], unit=units[unit], is_head=part in heads)
        for part, (_name, _role, unit) in PEOPLE.items()
    )
    Grant.objects.bulk_create(
        Grant(user=users[part], role=roles[role]) for part, (_name, role, _unit) in PEOPLE.items()
    )
    open_points()
    revision.forget_all()
    return Cast(users, units)
