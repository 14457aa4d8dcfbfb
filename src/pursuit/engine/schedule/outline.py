"""A plan as people write it, rows below rows, and the network it means.

A summary is no task: it begins with the first of what is below it and ends with the last. Each row is the node of its
number; that of a summary is its end. Only summaries that links or limits ask for get more nodes: one for the first
begin below them, and a floor that holds up all below them when a link or a date holds up the summary.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.schedule.errors import BadNetwork
from pursuit.engine.schedule.network import NONE, Kind, LagUnit, Limit, Links, Network, Part, network

Flags = NDArray[np.bool_]


class Outline(NamedTuple):
    """int64[n] each. parent: number of the row above, smaller than the row's own, -1 at the top; aside: 1 for what is
    dated without moving anything else (an inactive row). The others are columns of `Network`; links are between rows.

    Of a summary limit, limit_at and deadline hold for all below it (SNET, FNLT and deadlines do), dates by hand for
    itself."""

    parent: Ints
    aside: Ints
    facts: Network

    @property
    def summary(self) -> Ints:
        """int64[n], 1 where something is below."""
        found = np.zeros(len(self.parent), np.int64)
        found[self.parent[self.parent >= 0]] = 1
        return found


class Weave(NamedTuple):
    """The network of an outline. row: int64[nodes], the row of each node; floors: int64[n], the node that holds a row
    up, -1 without; link: int64[m], the number of the row link of each network link, -1 for those of the outline."""

    net: Network
    row: Ints
    floors: Ints
    link: Ints


def outline(parent: Ints, aside: Ints, facts: Network) -> Outline:
    """Checked. Raises BadNetwork."""
    count = len(facts.duration)
    if len(parent) != count or len(aside) != count:
        raise BadNetwork(f"an outline of {count} rows")
    if count and ((parent >= np.arange(count)).any() or parent.min() < -1):
        raise BadNetwork("a row stands above the row it belongs to")
    return Outline(parent, aside, facts)


def weave(plan: Outline) -> Weave:
    """The network of a plan."""
    facts, links, count = plan.facts, plan.facts.links, len(plan.parent)
    summary = plan.summary.astype(bool)
    if not summary.any() and not plan.aside.any():
        return Weave(facts, np.arange(count), np.full(count, -1, np.int64), np.arange(len(links.before)))
    used = np.flatnonzero(plan.aside[links.before] == 0)
    links = Links(*(column[used] for column in links))
    firsts = _asked(_marked(links.before[_starting(links)], count), _filled(plan, summary), plan.parent)
    held = _marked(links.after, count) | (facts.limit == Limit.SNET)
    floors = np.flatnonzero(summary & held)
    first_node = _numbered(firsts, count, count)
    floor_node = _numbered(floors, count, count + len(firsts))
    holder = _inherited(plan.parent, floor_node)
    woven = [_moved(links, summary, first_node, floor_node)]
    woven += [_below(plan, summary, first_node), _ends(plan, summary, links), _holding(holder, floor_node, summary)]
    rows = np.concatenate([np.arange(count), firsts, floors])
    joined = Links(*(np.concatenate(columns) for columns in zip(*woven, strict=True)))
    number = np.full(len(joined.before), -1, np.int64)
    number[: len(used)] = used
    return Weave(_nodes(plan, summary, joined, rows, len(firsts)), rows, holder, number)


def _marked(rows: Ints, count: int) -> Flags:
    found = np.zeros(count, bool)
    found[rows] = True
    return found


def _starting(links: Links) -> Flags:
    """Those that hang on the predecessor's start."""
    return np.asarray(np.isin(links.kind, (Kind.SS, Kind.SF)))


def _filled(plan: Outline, summary: Flags) -> Flags:
    """Summaries with a task below; those of nothing but inactive rows have no first begin."""
    if not plan.aside.any():
        return summary
    found = np.zeros(len(summary), bool)
    for row in np.flatnonzero((plan.parent >= 0) & (plan.aside == 0))[::-1]:
        if found[row] or not summary[row]:
            found[plan.parent[row]] = True
    return found


def _asked(marked: Flags, summary: Flags, parent: Ints) -> Ints:
    """Summaries among the marked rows, and those below them: an end of a summary is made of the ends below it."""
    wanted = marked & summary
    for row in np.flatnonzero(summary & (parent >= 0)):
        wanted[row] |= wanted[parent[row]]
    return np.flatnonzero(wanted)


def _numbered(rows: Ints, count: int, first: int) -> Ints:
    found = np.full(count, -1, np.int64)
    found[rows] = first + np.arange(len(rows))
    return found


def _inherited(parent: Ints, floor_node: Ints) -> Ints:
    """The floor on which each row stands: that of the nearest summary above it that has one."""
    found = np.full(len(parent), -1, np.int64)
    for row in range(len(parent)):
        above = parent[row]
        if above >= 0:
            found[row] = floor_node[above] if floor_node[above] >= 0 else found[above]
    return found


def _moved(links: Links, summary: Flags, first_node: Ints, floor_node: Ints) -> Links:
    """Links of rows between their nodes. What is to hold up a summary's finish holds its end alone."""
    starting = _starting(links) & (first_node[links.before] >= 0)
    before = np.where(starting, first_node[links.before], links.before)
    holding = np.isin(links.kind, (Kind.FS, Kind.SS)) & summary[links.after]
    after = np.where(holding, floor_node[links.after], links.after)
    return Links(before, after, links.kind, links.lag, links.unit)


def _structural(before: Ints, after: Ints, kind: Kind) -> Links:
    count = len(before)
    zeros = np.zeros(count, np.int64)
    return Links(before, after, np.full(count, kind, np.int64), zeros, np.full(count, LagUnit.ELAPSED, np.int64))


def _below(plan: Outline, summary: Flags, first_node: Ints) -> Links:
    """From each begin to the first begin of the summary above."""
    rows = np.flatnonzero((plan.parent >= 0) & (plan.aside == 0))
    rows = rows[(first_node[plan.parent[rows]] >= 0) & (~summary[rows] | (first_node[rows] >= 0))]
    return _structural(np.where(summary[rows], first_node[rows], rows), first_node[plan.parent[rows]], Kind.SS)


def _ends(plan: Outline, summary: Flags, links: Links) -> Links:
    """From each finish to the end of the summary above, where a link or a limit asks for it."""
    facts, count = plan.facts, len(plan.parent)
    asked = _marked(links.before[~_starting(links)], count)
    asked |= (facts.limit == Limit.FNLT) | (facts.deadline != NONE)
    wanted = _marked(_asked(asked, summary, plan.parent), count)
    rows = np.flatnonzero((plan.parent >= 0) & (plan.aside == 0))
    rows = rows[wanted[plan.parent[rows]]]
    return _structural(rows, plan.parent[rows], Kind.FF)


def _holding(holder: Ints, floor_node: Ints, summary: Flags) -> Links:
    """From each floor to the rows and floors that stand on it."""
    rows = np.flatnonzero(holder >= 0)
    rows = rows[~summary[rows] | (floor_node[rows] >= 0)]
    return _structural(holder[rows], np.where(summary[rows], floor_node[rows], rows), Kind.SS)


def _nodes(plan: Outline, summary: Flags, links: Links, rows: Ints, firsts: int) -> Network:
    """The columns of all nodes: a summary's own limits belong to the node they are about."""
    facts, count = plan.facts, len(plan.parent)
    extra = np.arange(len(rows)) >= count
    floor = np.arange(len(rows)) >= count + firsts
    is_end = np.concatenate([summary, np.zeros(len(rows) - count, bool)])
    columns = {name: getattr(facts, name)[rows].copy() for name in Network._fields if name not in {"duration", "links"}}
    duration = np.where(is_end | extra, 0, facts.duration[rows])
    limit = columns["limit"]
    limit[extra & ~floor] = limit[floor & (limit != Limit.SNET)] = Limit.ASAP
    limit[is_end & (limit != Limit.FNLT)] = Limit.ASAP
    for name in ("deadline", "begun", "ended", "remaining", "resumes", "fixed_start", "fixed_finish"):
        columns[name][extra] = NONE
    for name in ("begun", "ended", "remaining", "resumes"):
        columns[name][is_end] = NONE  # what has happened is told by the rows below
    part = np.full(len(rows), Part.TASK, np.int64)
    part[is_end | extra] = Part.RELAY
    part[count : count + firsts] = Part.FIRST
    part[:count][plan.aside == 1] = Part.ASIDE
    by_hand = columns["fixed_start"][:count] != NONE
    columns["fixed_start"][:count] = np.where(
        summary & by_hand, columns["fixed_finish"][:count], columns["fixed_start"][:count]
    )
    return network(duration, links, **columns | {"part": part})
