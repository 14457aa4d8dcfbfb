"""Names of calendars as Microsoft Project takes them: never empty, no control signs, base calendars told apart."""

from collections.abc import Iterable, Mapping

from pursuit.integrations.msproject.calendars import Calendar

LONGEST = 512


def calendar_names(calendars: Iterable[Calendar], people: Mapping[int | None, str]) -> list[str]:
    """A name for each calendar, its own where that will do; people: names of resources by the UID of their calendar."""
    calendars = list(calendars)
    taken = {one.name.casefold() for one in calendars if one.is_base and one.name == _clean(one.name)}
    first: set[str] = set()
    names = []
    for one in calendars:
        name = _clean(one.name) or _clean(people.get(one.uid, "")) or f"Calendar {one.uid}"
        if one.is_base:
            if name.casefold() in first or (name != one.name and name.casefold() in taken):
                name = _free(name, taken)
            first.add(name.casefold())
            taken.add(name.casefold())
        names.append(name)
    return names


def _clean(name: str) -> str:
    shown = "".join(sign for sign in name if sign.isprintable() or sign in "\u3000\u00a0")
    return shown.strip()[:LONGEST].strip()


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})".casefold() in taken:
        number += 1
    return f"{name} ({number})"
