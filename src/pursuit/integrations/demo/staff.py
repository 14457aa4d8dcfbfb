"""Our people as the stories know them."""

from dataclasses import dataclass, field

from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User


@dataclass(slots=True, eq=False)
class Person:
    """One of ours. `user` is there once the company has been founded."""

    username: str
    name: str
    title: str
    role: str
    unit: str
    head: bool = False
    user: User | None = None

    @property
    def pk(self) -> int:
        return self.account.pk

    @property
    def account(self) -> User:
        if self.user is None:
            raise LookupError(self.username)
        return self.user

    @property
    def mention(self) -> str:
        """As a comment names a person."""
        return f"@[{self.name}](user:{self.pk})"


@dataclass(slots=True)
class Staff:
    """Everybody, by what they do and where."""

    people: list[Person]
    units: dict[str, int] = field(default_factory=dict)  # code → id
    above: dict[str, str] = field(default_factory=dict)  # code → code of the unit above
    _actors: dict[str, Actor] = field(default_factory=dict)

    def named(self, username: str) -> Person:
        return next(one for one in self.people if one.username == username)

    def of(self, role: str, unit: str = "") -> list[Person]:
        """Holders of a role, of one unit if it is named."""
        return [one for one in self.people if one.role == role and unit in ("", one.unit)]

    def head(self, unit: str) -> Person:
        """Who leads a unit."""
        return next(one for one in self.people if one.unit == unit and one.head)

    def director(self, unit: str) -> Person:
        """Who leads the region a team belongs to."""
        return self.head(self.above[unit])

    def actor(self, person: Person) -> Actor:
        """A person with their own rights, for what only they can do: answer, follow, react."""
        if person.username not in self._actors:
            self._actors[person.username] = Actor.of(person.account)
        return self._actors[person.username]
