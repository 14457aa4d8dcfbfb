"""Dividing a whole into parts that add up to it exactly, by the largest remainder."""

from collections.abc import Sequence


def shared(whole: int, weights: Sequence[int]) -> list[int]:
    """whole in parts proportional to the weights (none negative). Without any weight: evenly. The units left over go
    to the largest remainders, the first of equal ones first; a negative whole is shared like its opposite."""
    if not weights:
        return []
    if any(one < 0 for one in weights):
        raise ValueError("a share has no negative weight")
    if whole < 0:
        return [-one for one in shared(-whole, weights)]
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    found = [whole * one // total for one in weights]
    left = whole - sum(found)
    places = sorted(range(len(weights)), key=lambda place: (-(whole * weights[place] % total), place))
    for place in places[:left]:
        found[place] += 1
    return found
