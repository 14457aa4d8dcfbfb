"""Shares of a day in half days: what plans and visits say becomes a proposal that adds up to the day."""

from collections.abc import Sequence


def halves(free: int, visits: Sequence[int], planned: Sequence[int], half: int) -> tuple[list[int], list[int]]:
    """Half days for each visit and each planned row of a day.

    free: minutes the day has left; visits: minutes each lasted (0: not said); planned: minutes the plan gives each
    row on the day; half: minutes of a half day. Visits come first, for they took place, and take a half day at least;
    what is left is shared among the rows by largest remainder, never more than the plan says in all, rounded.
    """
    slots = max(free, 0) // half if half else 0
    taken = []
    for minutes in visits:
        wanted = max(1, round(minutes / half)) if half else 0
        taken.append(min(wanted, slots))
        slots -= taken[-1]
    return taken, _shared(min(slots, _rounded(sum(planned), half)), planned)


def _rounded(minutes: int, half: int) -> int:
    """To whole half days, from a quarter of a day upward."""
    return (2 * minutes + half) // (2 * half) if half else 0


def _shared(slots: int, planned: Sequence[int]) -> list[int]:
    whole = sum(planned)
    if not whole or not slots:
        return [0] * len(planned)
    found = [slots * one // whole for one in planned]
    left = slots - sum(found)
    order = sorted(range(len(planned)), key=lambda place: (-(slots * planned[place] % whole), place))
    for place in order[:left]:
        found[place] += 1
    return found
