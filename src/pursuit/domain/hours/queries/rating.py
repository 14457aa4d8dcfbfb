"""What hours cost, for those who may see it: by person and day, else the average of the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from pursuit.domain.people.queries.company import company
from pursuit.domain.people.queries.planning import rates
from pursuit.kernel.actor import Actor

RIGHT = "people.rates.view"


@dataclass(slots=True)
class Rating:
    """known: {user: [(from this day on, minor units of an hour)]} in the company's currency; average: of an hour;
    guessed: minutes that were costed at the average."""

    currency: str
    known: dict[int, list[tuple[date, int]]]
    average: float
    guessed: int = field(default=0)

    def cost(self, user: int | None, day: date, minutes: float) -> float:
        """In minor units."""
        dated = self.known.get(user or 0, [])
        hourly = next((amount for since, amount in reversed(dated) if since <= day), None)
        if hourly is None:
            self.guessed += round(minutes)
        return minutes / 60 * (self.average if hourly is None else hourly)


def rating(actor: Actor, people: Collection[int], since: date, until: date) -> Rating | None:
    """None where the actor may not see costs, or nobody among the people has a rate."""
    currency = company().currency
    known = {
        user: [(day, money.minor) for day, money in dated if money.currency == currency]
        for user, dated in rates(actor, people, since, until).items()
    }
    known = {user: dated for user, dated in known.items() if dated}
    latest: Sequence[int] = [dated[-1][1] for dated in known.values()]
    return Rating(currency, known, sum(latest) / len(latest)) if latest else None
