"""Which fields each of the six sheets has besides its aim and its premise. Pure."""

COMMON = ("aim", "premise")
OWN: dict[str, tuple[str, ...]] = {
    "entry": ("segment", "entry_mode", "beachhead", "barrier"),
    "customer": ("coverage", "rhythm", "top_meeting"),
    "product": ("offer", "difference", "demonstration"),
    "price": ("target", "floor", "payment"),
    "channel": ("partner", "partner_role", "split", "protection"),
    "promotion": ("event", "event_on", "material", "budget"),
}
GUARDED = frozenset({"target", "floor"})  # only for those who may see prices


def fields_of(kind: str) -> tuple[str, ...]:
    """All fields of a sheet, in the order of its form."""
    return COMMON + OWN[kind]


def foreign(kind: str, names: set[str]) -> set[str]:
    """Those of the names that belong to other sheets."""
    return names - set(fields_of(kind))
