"""Why somebody fits, does not fit or comes after others: codes with values that others put into words, and points.

Points are counted against a person: the fewer, the better. What somebody's reasons count adds up to the whole, so a
ranking holds nothing that is not said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """In brackets: the values."""

    # somebody is out
    NO_SKILL = "no_skill"  # (skill, needed)
    LEVEL_LOW = "level_low"  # (skill, needed, has)
    ABSENT = "absent"  # (working, absent: minutes in the window), where being there would do, or nothing is left
    NO_TIME = "no_time"  # (free, effort, short: minutes)
    # somebody is in
    LEVEL = "level"  # (skill, needed, has)
    FREE = "free"  # (free, effort: minutes)
    LOAD = "load"  # (before, after: per mille of the hours in the window)
    COST = "cost"  # (cost, cheapest: minor units)
    KNOWS_PURSUIT = "knows_pursuit"  # (pursuit)
    KNOWS_CUSTOMER = "knows_customer"  # (customer)
    OTHER_TEAM = "other_team"  # (team, asking)
    FAIRNESS = "fairness"  # (before, after, mean: per mille of the hours of all periods)
    NEEDED_ELSEWHERE = "needed_elsewhere"  # (items that at most one other could do)
    # an item is left
    NOBODY_SKILLED = "nobody_skilled"  # (skill, needed, best: the highest level there is, -1 where none)
    NOBODY_FREE = "nobody_free"  # (effort, most: the most free minutes of anybody with the skills)
    NOBODY_AT_ALL = "nobody_at_all"  # (people: how many hold some of the skills, but nobody all)
    CROWDED_OUT = "crowded_out"  # (candidates: who all got other items, and have not enough time beside)


@dataclass(frozen=True, slots=True)
class Reason:
    code: Why
    values: Mapping[str, int | str] = field(default_factory=dict)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """Points: cost, the whole price of the dearest candidate · load, 100% of the hours in the window · surplus, each
    level above the need (experts are kept for what needs them) · pursuit, customer: taken off where known · team, of
    another home team · fairness, 100% of all hours more than people carry on average · scarce, each item that at most
    one other could do."""

    cost: int = 4000
    load: int = 3000
    surplus: int = 500
    pursuit: int = 2000
    customer: int = 1000
    team: int = 500
    fairness: int = 6000
    scarce: int = 400
