"""When to stop: what the pursuit has cost against what it may bring, chance × expected margin."""

from dataclasses import dataclass
from typing import Literal

Band = Literal["sound", "watch", "act", "none"]


@dataclass(frozen=True, slots=True)
class Bands:
    """Percent of chance × margin from which one looks, and from which one acts."""

    watch: int = 50
    act: int = 100


@dataclass(frozen=True, slots=True)
class Economics:
    """What is known of a pursuit. chance: percent; source: "owner" or "stage"; minor units of the company currency."""

    amount: int | None
    margin_percent: int | None
    chance: int | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """why: what is missing where there is no signal: amount, margin or chance; "loss" where nothing can be earned.
    margin: expected; worth: chance × margin; percent: spent of worth, None without."""

    band: Band
    spent: int
    why: str = ""
    chance: int | None = None
    source: str = ""
    margin: int | None = None
    worth: int | None = None
    percent: int | None = None


def signal(spent: int, known: Economics, bands: Bands) -> Signal:
    """Act at or above the second border, watch at or above the first."""
    for name, value in (("amount", known.amount), ("margin", known.margin_percent), ("chance", known.chance)):
        if value is None:
            return Signal("none", spent, name, known.chance, known.source)
    margin = (known.amount or 0) * (known.margin_percent or 0) // 100
    worth = margin * (known.chance or 0) // 100
    if worth <= 0:
        band: Band = "act" if spent > 0 else "watch"
        return Signal(band, spent, "loss", known.chance, known.source, margin, worth)
    percent = spent * 100 // worth
    band = "act" if percent >= bands.act else "watch" if percent >= bands.watch else "sound"
    return Signal(band, spent, "", known.chance, known.source, margin, worth, percent)
