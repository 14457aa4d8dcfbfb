"""How a deal goes: which stages it enters when, how it ends, how often its sign date slips. No database here.

Days count from today; the story of a deal is cut off at today, so whatever has not ended by then is open.
"""

from dataclasses import dataclass, field

from pursuit.integrations.demo.dice import Dice

# method: (stage, days in it as a rule, of a hundred how many end in it)
WAYS = {
    "tender": (
        ("qualify", 20, 10),
        ("shape", 58, 13),
        ("bid", 30, 27),
        ("negotiate", 17, 8),
        ("sign", 14, 0),
        ("deliver", 190, 0),
        ("close", 0, 0),
    ),
    "direct": (
        ("qualify", 18, 12),
        ("solution", 42, 22),
        ("negotiate", 18, 10),
        ("sign", 12, 0),
        ("deliver", 120, 0),
        ("close", 0, 0),
    ),
    "framework": (
        ("qualify", 22, 10),
        ("shortlist", 48, 32),
        ("listed", 25, 0),
        ("deliver", 210, 0),
        ("close", 0, 0),
    ),
    "renewal": (("review", 30, 14), ("negotiate", 18, 6), ("sign", 10, 0), ("deliver", 150, 0), ("close", 0, 0)),
}
SIGNED = {"sign", "listed", "deliver", "close"}  # stages behind the signature
# How a deal that does not come to a signature ends, by the stage it ends in.
ENDS = {
    "qualify": {"abandoned": 6, "cancelled": 4, "lost": 1},
    "shape": {"cancelled": 5, "abandoned": 4, "lost": 4},
    "solution": {"lost": 7, "cancelled": 3, "abandoned": 2},
    "shortlist": {"lost": 8, "abandoned": 1},
    "bid": {"lost": 9, "cancelled": 1, "abandoned": 1},
    "negotiate": {"lost": 5, "cancelled": 2},
    "review": {"lost": 4, "cancelled": 2},
}


@dataclass(slots=True)
class Course:
    """One deal's way. turns: (stage, day entered); slips: (day, sign date from then on)."""

    method: str
    turns: list[tuple[str, int]]
    first_sign: int
    end: str = ""  # won, lost, abandoned, cancelled; empty: open
    ended: int = 0
    slips: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.turns[0][1]

    @property
    def stage(self) -> str:
        """Where it stands now."""
        return self.turns[-1][0]

    @property
    def open(self) -> bool:
        return not self.end

    @property
    def sign(self) -> int:
        """The sign date as expected last."""
        return self.slips[-1][1] if self.slips else self.first_sign

    def entered(self, stage: str) -> int | None:
        return next((day for name, day in self.turns if name == stage), None)


def course(dice: Dice, method: str, start: int, size: float) -> Course:
    """Throw one. size: about 1, more for great deals, which take longer."""
    way = WAYS[method]
    planned = sum(days for stage, days, _lost in way if stage not in SIGNED) * size
    found = Course(method, [(way[0][0], start)], round(start + planned * dice.uniform(0.8, 1.15)))
    day = start
    for (stage, days, lost), following in zip(way, (*way[1:], None), strict=True):
        stay = max(round(days * size * dice.lognormvariate(0, 0.35)), 2)
        if dice.chance(lost) and day + stay * 0.8 < 0:
            found.end, found.ended = dice.weighted(ENDS[stage]), round(day + stay * 0.8)
            break
        day += stay
        if day >= 0 or following is None:
            break
        found.turns.append((following[0], day))
        if following[0] in SIGNED and not found.end:
            found.end, found.ended = "won", day - dice.between(0, 3)
    _slips(dice, found)
    return found


def _slips(dice: Dice, found: Course) -> None:
    """The expected date moves whenever it comes near and the deal has not been decided."""
    sign = found.first_sign
    until = found.ended if found.end else 0
    while sign < until + (2 if found.open else 0):
        told = max(sign - dice.between(2, 9), found.start + 3)
        if told >= min(until, -1):
            break
        sign = max(sign, told) + dice.between(18, 60)
        found.slips.append((told, sign))
    if found.open and sign <= 1:
        found.slips.append((-2, dice.between(12, 45)))
