"""What people say of a row, as its columns: one rule for each keyword, none of them asks the database."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.rules import lengths
from pursuit.domain.plans.rules.instants import instant
from pursuit.domain.plans.rules.lengths import Measure
from pursuit.engine.calendar.week import DAY
from pursuit.kernel.errors import Refused

LIMITS = ("asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt")
KINDS = ("fs", "ss", "ff", "sf")
SIDES = ("ours", "customer")
SNET, FNET, DATED = 4, 6, 2
ENDING = frozenset({"mfo", "fnet", "fnlt"})
FIRST, LAST = 5113 * DAY, 65744 * DAY  # 1984 to 2149, as in Microsoft Project
PLAIN = ("inactive", "milestone", "anchor", "weight")
Columns = dict[str, int | bool | None]


class Row(Protocol):
    """What of a row the rules look at."""

    duration: int
    elapsed: bool
    limit: int
    limit_at: int | None
    start: int | None
    finish: int | None
    begun: int | None
    ended: int | None
    fixed_start: int | None
    fixed_finish: int | None


def columns(said: Mapping[str, object], row: Row, measure: Measure, zone: tzinfo) -> Columns:
    """The columns that change. Raises Refused with the keyword at fault."""
    found: Columns = {name: said[name] for name in PLAIN if name in said}  # type: ignore[misc]
    if "duration" in said:
        found["duration"], found["elapsed"] = length(said["duration"], measure, "duration")
    if "side" in said:
        found["side"] = SIDES.index(str(said["side"]))
    if "calendar" in said:
        found["calendar_id"] = said["calendar"]  # type: ignore[assignment]
    if "only_in" in said:
        found["only_in_id"] = said["only_in"]  # type: ignore[assignment]
    if "deadline" in said:
        found["deadline"] = instant_of(said, "deadline", zone, ending=True)
    found |= _limits(said, row, zone) | _by_hand(said, row, zone) | _done(said, row, measure, zone)
    if said.get("milestone"):
        found["duration"] = 0
    return found


def length(value: object, measure: Measure, field: str) -> tuple[int, bool]:
    """Minutes, and whether the clock counts."""
    try:
        minutes, elapsed = lengths.read(str(value), measure)
    except lengths.BadLength as error:
        told = _("“%s” is no length: write 3d, 4h, 2w or 30m; 2ed counts nights and weekends too.")
        raise Refused("bad_length", told % error, field) from error
    if minutes < 0:
        raise Refused("negative", _("A duration is not negative."), field)
    return minutes, elapsed


def instant_of(said: Mapping[str, object], name: str, zone: tzinfo, *, ending: bool = False) -> int | None:
    """Of a keyword; ending: a day without an hour means its end. Raises Refused."""
    value = said[name]
    if not isinstance(value, datetime):
        return None
    at = instant(value, zone)
    at += DAY if ending and at % DAY == 0 else 0
    if not FIRST <= at <= LAST:
        raise Refused("out_of_range", _("Plans know the years from 1984 to 2149."), name)
    return at


def _limits(said: Mapping[str, object], row: Row, zone: tzinfo) -> Columns:
    """A start or finish that is wished for is a limit, unless the row is dated by hand."""
    by_hand = said.get("by_hand", row.fixed_start is not None)
    found: Columns = {}
    for name, limit in (("finish", FNET), ("start", SNET)):
        if name in said and not by_hand:
            found = {"limit": limit, "limit_at": instant_of(said, name, zone, ending=name == "finish")}
    kind = str(said.get("limit", LIMITS[row.limit]))
    if "limit" in said or "limit_at" in said:
        place = LIMITS.index(kind)
        at = instant_of(said, "limit_at", zone, ending=kind in ENDING) if "limit_at" in said else row.limit_at
        if place >= DATED and at is None:
            raise Refused("limit_without_date", _("This constraint needs a date."), "limit_at")
        found = {"limit": place, "limit_at": at if place >= DATED else None}
    return found


def _by_hand(said: Mapping[str, object], row: Row, zone: tzinfo) -> Columns:
    """Dates that links do not move."""
    if said.get("by_hand") is False:
        return {"fixed_start": None, "fixed_finish": None}
    if not said.get("by_hand") and row.fixed_start is None:
        return {}
    start = instant_of(said, "start", zone) if "start" in said else row.fixed_start
    finish = instant_of(said, "finish", zone, ending=True) if "finish" in said else row.fixed_finish
    start = row.start if start is None else start
    finish = row.finish if finish is None else finish
    if start is None or finish is None:
        raise Refused("no_dates", _("Dates by hand need a start and a finish."), "start")
    if finish < start:
        raise Refused("backward", _("The finish lies before the start."), "finish")
    return {"fixed_start": start, "fixed_finish": finish}


def _done(said: Mapping[str, object], row: Row, measure: Measure, zone: tzinfo) -> Columns:
    """Progress: a share that is done begins the row, all of it ends it."""
    found: Columns = {}
    if "percent" in said:
        share = int(str(said["percent"]))
        found["percent"] = share
        found["begun"] = None if share == 0 else row.start if row.begun is None else row.begun
        found["ended"] = (row.finish if row.ended is None else row.ended) if share == 100 else None
        found["remaining"] = None if share == 0 else round(row.duration * (100 - share) / 100)
        found["resumes"] = None
    for name in ("begun", "ended"):
        if name in said:
            found[name] = instant_of(said, name, zone, ending=name == "ended")
    if said.get("ended"):
        found |= {"percent": 100, "remaining": 0}
        found["begun"] = found.get("begun", row.begun) or row.start
    if "remaining" in said:
        given = said["remaining"]
        found["remaining"] = None if given is None else length(given, measure, "remaining")[0]
    begun, ended = found.get("begun", row.begun), found.get("ended", row.ended)
    if begun is not None and ended is not None and ended < begun:
        raise Refused("backward", _("The finish lies before the start."), "ended" if "ended" in said else "begun")
    return found
