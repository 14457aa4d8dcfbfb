"""A calendar as iCalendar text. Without a METHOD, DTSTAMP is when the thing last changed (RFC 5545 3.8.7.2): the same
things give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event, Timezone, Todo

PRODUCT = "-//Pursuit//Pursuit//ZH"
REFRESH = timedelta(hours=1)
YEARS = 10  # after the last thing for which the rules of its zone are given


@dataclass(frozen=True, slots=True)
class Item:
    """One thing. begins, ends: days, the last one included, or aware moments; ends None: it takes no time; busy: it
    takes the person's time; todo: a VTODO, not a VEVENT."""

    uid: str
    title: str
    begins: date | datetime
    ends: date | datetime | None
    changed: datetime
    sequence: int
    text: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    done: bool = False
    percent: int = 0
    busy: bool = False
    todo: bool = False


def write(items: Sequence[Item], name: str, zone: str) -> bytes:
    """The calendar with its time zones. zone: the name of the one all moments are in."""
    # Imported when a feed is read: 8 MB that most processes never need.
    from icalendar import Calendar  # noqa: PLC0415

    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", zone)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    moments = [one.begins for one in items if isinstance(one.begins, datetime)]
    zones = {one.tzinfo: one for one in moments if one.tzinfo is not None}
    for own in zones:
        found.add_component(_zone(own, zone, min(moments).year - 1, max(moments).year + YEARS))
    for one in items:
        found.add_component(_todo(one) if one.todo else _event(one))
    return bytes(found.to_ical())


@lru_cache(maxsize=16)
def _zone(own: tzinfo, name: str, first: int, last: int) -> "Timezone":
    """Its rules over some years; looking for its changes takes longer than writing a hundred things."""
    from icalendar import Timezone  # noqa: PLC0415

    return Timezone.from_tzinfo(own, name, first_date=date(first, 1, 1), last_date=date(last, 1, 1))


def _event(one: Item) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    found = Event()
    found.add("uid", one.uid)
    found.add("summary", f"✓ {one.title}" if one.done else one.title)
    found.add("dtstart", one.begins)
    if isinstance(one.ends, datetime):
        found.add("dtend", one.ends)
    elif not isinstance(one.begins, datetime):
        found.add("dtend", (one.ends or one.begins) + timedelta(days=1))  # the day after the last one
    found.add("transp", "OPAQUE" if one.busy else "TRANSPARENT")
    _told(found, one)
    return found


def _todo(one: Item) -> "Todo":
    from icalendar import Todo  # noqa: PLC0415

    found = Todo()
    found.add("uid", one.uid)
    found.add("summary", one.title)
    if one.ends is not None and one.ends > one.begins:
        found.add("dtstart", one.begins)
    found.add("due", one.ends or one.begins)
    found.add("status", "COMPLETED" if one.done else "IN-PROCESS" if one.percent else "NEEDS-ACTION")
    found.add("percent-complete", 100 if one.done else one.percent)
    _told(found, one)
    return found


def _told(found: "Event | Todo", one: Item) -> None:
    found.add("dtstamp", one.changed.astimezone(UTC))
    found.add("last-modified", one.changed.astimezone(UTC))
    found.add("sequence", one.sequence)
    if one.text:
        found.add("description", one.text)
    if one.url:
        found.add("url", one.url)
    if one.categories:
        found.add("categories", list(one.categories))
