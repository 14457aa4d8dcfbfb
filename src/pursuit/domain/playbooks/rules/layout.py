"""A template laid out over the dates of a project: rows, links and limits for a plan, and what has no place yet.

What lies before an anchor is not given dates but tied to it: as late as possible, so many days before. So it moves when
the anchor does, and the plan itself says what then no longer fits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pursuit.domain.playbooks.rules.kinds import ANCHORS, DATED
from pursuit.engine.calendar.week import DAY
from pursuit.engine.schedule.network import Kind, LagUnit, Limit

GROUP = "@"  # key of the summary over everything, and what rows made for anchors begin with
Columns = dict[str, int | bool | None]
Add = Callable[[int, int, bool], int]  # an instant, days, whether only working ones count


@dataclass(frozen=True, slots=True)
class Spec:
    """A row of a template; fields as in its table, parent by key."""

    key: str
    title: str
    parent: str = ""
    duration: int = 480
    elapsed: bool = False
    milestone: bool = False
    side: int = 0
    role: str = ""
    percent: int = 100
    work: int | None = None
    anchor: str = ""
    before: bool = False
    offset: int = 0
    calendar_days: bool = False
    tender: str = ""
    checks: Sequence[str] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Between two rows by key; kind, lag, unit as in a plan."""

    before: str
    after: str
    kind: int = 0
    lag: int = 0
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known where a template is put. name: of the summary over it; day: minutes of work of one; anchors:
    instants by code; there: rows of the plan that are a tender date, by kind; done: those that came from this template
    before, by key; picked: keys that are wanted, None for all."""

    name: str
    add: Add
    day: int = 480
    anchors: Mapping[str, int] = field(default_factory=dict)
    there: Mapping[str, int] = field(default_factory=dict)
    done: Mapping[str, int] = field(default_factory=dict)
    picked: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A row to write. parent: key, also of a row that is there; columns: of `PlanRow`."""

    spec: Spec
    parent: str
    columns: Columns

    @property
    def key(self) -> str:
        return self.spec.key


@dataclass(frozen=True, slots=True)
class Layout:
    """rows to write, in order; links between keys; known: ids of rows that are there by key; left: rows that have no
    place, because the date they hang on is not known; there: how many came from this template before."""

    rows: list[Placed]
    links: list[Tie]
    known: Mapping[str, int]
    left: list[Spec]
    there: int


def laid(specs: Sequence[Spec], ties: Sequence[Tie], ground: Ground) -> Layout:
    """A template over its ground."""
    known = {**{one.key: ground.there[one.tender] for one in specs if one.tender in ground.there}, **ground.done}
    sums = {one.parent for one in specs}
    wanted = [one for one in specs if one.key not in known and (ground.picked is None or one.key in ground.picked)]
    left = [one for one in wanted if one.key not in sums and not _fits(one, ground)]
    out = {one.key for one in left}
    placed = _with_above([one for one in wanted if one.key not in out], specs, known)
    own = {one.tender: one.key for one in specs if one.tender and (one.key in placed or one.key in known)}
    made = _made(placed.values(), own, ground)
    where = {**{code: f"{GROUP}{code}" for code in ground.there}, **{one.anchor: one.key for one in made}, **own}
    known |= {f"{GROUP}{code}": row for code, row in ground.there.items() if code not in own}
    rows = [one for one in specs if one.key in placed]
    tied = {tie.after for tie in ties if tie.before in placed or tie.before in known}
    found = [_row(one, sums, tied, ground) for one in [*made, *rows]]
    if found and GROUP not in known:
        found.insert(0, Placed(Spec(GROUP, ground.name, duration=0), "", {"duration": 0}))
    links = [tie for tie in ties if _both(tie, placed, known)]
    links += [
        _hung(one, where[one.anchor], ground.day)
        for one in rows
        if one.anchor in where and not one.tender and one.key not in sums
    ]
    return Layout(found, links, known, left, len(ground.done.keys() & {one.key for one in specs}))


def _fits(spec: Spec, ground: Ground) -> bool:
    """Is the date it is, or hangs on, known?"""
    return all(not code or code in ground.anchors or code in ground.there for code in (spec.anchor, spec.tender))


def _with_above(rows: Sequence[Spec], specs: Sequence[Spec], known: Mapping[str, int]) -> dict[str, Spec]:
    """With the summaries over them; a summary with nothing below it is left out."""
    by_key = {one.key: one for one in specs}
    sums = {one.parent for one in specs}
    found: dict[str, Spec] = {}
    for row in rows:
        if row.key in sums:
            continue
        found[row.key] = row
        above = row.parent
        while above in by_key and above not in found and above not in known:
            found[above] = by_key[above]
            above = by_key[above].parent
    return found


def _made(rows: Iterable[Spec], own: Mapping[str, str], ground: Ground) -> list[Spec]:
    """Milestones for anchors that neither the template nor the plan has a row for."""
    asked = {one.anchor for one in rows}
    return [
        Spec(f"{GROUP}{code}", str(ANCHORS[code]), duration=0, milestone=True, side=1, anchor=code, tender=code)
        for code in ANCHORS
        if code in asked - DATED - own.keys() - ground.there.keys()
    ]


def _row(spec: Spec, sums: set[str], tied: set[str], ground: Ground) -> Placed:
    columns: Columns = {
        "duration": 0 if spec.key in sums or spec.milestone else spec.duration,
        "elapsed": spec.elapsed,
        "milestone": spec.milestone,
        "side": spec.side,
        "work": spec.work,
    }
    if spec.key not in sums:
        columns |= _limit(spec, tied, ground)
    return Placed(spec, spec.parent or GROUP, columns)


def _limit(spec: Spec, tied: set[str], ground: Ground) -> Columns:
    if spec.tender:
        return {"limit": int(Limit.MSO), "limit_at": ground.anchors[spec.tender], "anchor": True}
    if spec.anchor in DATED:
        at = ground.add(ground.anchors[spec.anchor], spec.offset, not spec.calendar_days)
        return {} if spec.key in tied and not spec.offset else {"limit": int(Limit.SNET), "limit_at": at}
    return {"limit": int(Limit.ALAP)} if spec.anchor and spec.before else {}


def _hung(spec: Spec, anchor: str, day: int) -> Tie:
    """A row and what it hangs on."""
    lag = spec.offset * (DAY if spec.calendar_days else day)
    unit = int(LagUnit.ELAPSED if spec.calendar_days else LagUnit.WORK)
    ends = (spec.key, anchor) if spec.before else (anchor, spec.key)
    return Tie(*ends, int(Kind.FS), lag, unit)


def _both(tie: Tie, placed: Mapping[str, Spec], known: Mapping[str, int]) -> bool:
    """Its rows are there, and one of them is new."""
    ends = (tie.before, tie.after)
    return all(one in placed or one in known for one in ends) and any(one in placed for one in ends)
