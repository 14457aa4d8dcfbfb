"""The backward pass over a block of trials, and in how many of them each task is critical: `schedule.late` by rows."""

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import Line
from pursuit.engine.compiled import compiled
from pursuit.engine.schedule.dates import FF, FIRST, FNLT, FS, MFO, MSO, NONE, SNLT, SS
from pursuit.engine.schedule.order import ADDED
from pursuit.engine.simulation.draws import Flags
from pursuit.engine.simulation.early import lag_row, length_row
from pursuit.engine.simulation.prepared import (
    AT_FINISH,
    AT_START,
    BY_FINISH,
    BY_START,
    CALENDAR,
    DEADLINE,
    GATE,
    HIGHEST,
    KIND,
    LAG,
    LIMIT,
    LIMIT_AT,
    LOOSE,
    MILESTONE,
    NATURE,
    OTHER,
    OUT,
    OUT_END,
    PART,
    PERCENT,
    SET,
    UNDER_WAY,
    WAY,
    Plan,
)
from pursuit.engine.simulation.rows import (
    AT,
    BOUND,
    LAGS,
    LENGTH,
    OTHERWISE,
    SPARE,
    Rows,
    added,
    copied,
    lowered,
    lowered_with,
    moved,
    negated,
    taken,
    to_earliest,
    to_latest,
    to_work,
)


@compiled
def reachable(tasks: Ints, link: Ints, k: int, m: Rows, line: Line, size: int) -> None:
    """AT: the last instants to which task k's date may go and leaves its successor's as it is."""
    other, spare = link[OTHER], len(m) - SPARE
    loose, c, start = tasks[other, LOOSE], tasks[other, CALENDAR], link[KIND] in (FS, SS)
    if loose >= 0 and (start or tasks[other, NATURE] == MILESTONE):
        copied(m, loose + (0 if start else 1), spare + AT, size)
    else:
        to_latest(m, 2 * other + (0 if start else 1), spare + AT, c, line, size)
        if loose >= 0:
            for b in range(size):
                if m[loose + 2, b] == 0:
                    m[spare + AT, b] = m[loose + 1, b]
    if link[LAG] != 0 or link[PERCENT] != 0:
        lag_row(tasks, link, k, m, size)
        negated(m, spare + LAGS, size)
        moved(m, spare + LAGS, spare + AT, link[WAY], c, line, size)


@compiled
def late_work(tasks: Ints, links: Ints, k: int, m: Rows, line: Line, size: int) -> None:
    """BOUND: the work by which what takes time must be finished. LENGTH: its lengths."""
    spare, c = len(m) - SPARE, tasks[k, CALENDAR]
    target, length = spare + BOUND, spare + LENGTH
    length_row(tasks, k, length, m, size)
    copied(m, spare - 1 - (len(line.first) - 1) + c, target, size)
    for place in range(tasks[k, OUT], tasks[k, OUT_END]):
        kind, other = links[place, KIND], links[place, OTHER]
        if tasks[other, PART] == FIRST:
            continue  # the first begin below a summary: no single task is bound by it
        source, lag = 2 * other + (0 if kind in (FS, SS) else 1), -links[place, LAG]
        if links[place, WAY] != ADDED:
            reachable(tasks, links[place], k, m, line, size)
            source, lag = spare + AT, 0
            to_work(m, source, source, c, line, size)
        elif links[place, PERCENT] != 0:
            lag_row(tasks, links[place], k, m, size)
            negated(m, spare + LAGS, size)
            added(m, source, spare + LAGS, size)
            source, lag = spare + LAGS, 0
        if kind in (FS, FF):
            lowered(m, source, target, lag, size)
        else:
            lowered_with(m, source, length, target, lag, size)
    _held(tasks[k], m, target, length, size)


@compiled
def _held(task: Ints, m: Rows, target: int, length: int, size: int) -> None:
    """The same after the task's own constraint and deadline."""
    if min(task[BY_START], task[BY_FINISH], task[AT_START], task[AT_FINISH]) == HIGHEST:
        return
    for b in range(size):
        done = int(m[target, b])
        if task[AT_START] < HIGHEST:
            done = task[AT_START] + m[length, b]
        elif task[AT_FINISH] < HIGHEST:
            done = task[AT_FINISH]
        m[target, b] = min(done, task[BY_FINISH], task[BY_START] + m[length, b])


@compiled
def late_instant(tasks: Ints, links: Ints, k: int, limited: bool, m: Rows, line: Line, size: int) -> None:
    """OTHERWISE: the instants by which what takes no time must be."""
    spare = len(m) - SPARE
    target, what, at = spare + OTHERWISE, tasks[k, LIMIT], tasks[k, LIMIT_AT]
    copied(m, spare - 1, target, size)
    for place in range(tasks[k, OUT], tasks[k, OUT_END]):
        if tasks[links[place, OTHER], PART] != FIRST:
            reachable(tasks, links[place], k, m, line, size)
            for b in range(size):
                m[target, b] = min(m[target, b], m[spare + AT, b])
    if not limited or (what < MSO and tasks[k, DEADLINE] == NONE):
        return
    for b in range(size):
        t = int(m[target, b])
        if what in (SNLT, FNLT):
            t = min(t, at)
        elif what in (MSO, MFO):
            t = at
        m[target, b] = t if tasks[k, DEADLINE] == NONE else min(t, tasks[k, DEADLINE])


@compiled
def _by_instants(plan: Plan, k: int, first: int, size: int, m: Rows, line: Line, gates: Flags) -> None:
    """OTHERWISE and BOUND: late dates of a milestone, as instants and as work. And those of what stands behind a gate,
    set at once where it does not exist and waits for nobody."""
    tasks, spare, s, f = plan.tasks, len(m) - SPARE, 2 * k, 2 * k + 1
    loose, nature, gate = tasks[k, LOOSE], tasks[k, NATURE], tasks[k, GATE]
    for there in (False, True):
        if (nature != MILESTONE) if there else (gate < 0):
            continue
        late_instant(tasks, plan.links, k, there, m, line, size)
        to_work(m, spare + OTHERWISE, spare + BOUND, tasks[k, CALENDAR], line, size)
        for b in range(size):
            if not there and not gates[gate, first + b]:
                m[loose, b], m[loose + 1, b] = m[spare + OTHERWISE, b], m[spare + OTHERWISE, b]
                m[s, b], m[f, b] = m[spare + BOUND, b], m[spare + BOUND, b]


@compiled
def late_loose(plan: Plan, k: int, first: int, size: int, m: Rows, line: Line, gates: Flags) -> int:
    """Late dates of a task that has instants of its own; in how many trials it is critical."""
    tasks, links, spare, s, f = plan.tasks, plan.links, len(m) - SPARE, 2 * k, 2 * k + 1
    loose, c, nature, gate = tasks[k, LOOSE], tasks[k, CALENDAR], tasks[k, NATURE], tasks[k, GATE]
    critical = 0
    _by_instants(plan, k, first, size, m, line, gates)
    if nature == SET:
        return 0
    if nature != MILESTONE:
        late_work(tasks, links, k, m, line, size)
        to_earliest(m, spare + BOUND, spare + OTHERWISE, c, line, size)
    for b in range(size):
        if gate >= 0 and not gates[gate, first + b]:
            continue
        critical += m[spare + BOUND, b] <= m[f, b]
        m[f, b], m[loose + 1, b] = m[spare + BOUND, b], m[spare + OTHERWISE, b]
        if nature == MILESTONE:
            m[s, b], m[loose, b] = m[f, b], m[loose + 1, b]
        elif nature != UNDER_WAY:
            m[s, b] = m[f, b] - m[spare + LENGTH, b]
    if nature not in (MILESTONE, UNDER_WAY):
        to_latest(m, s, spare + AT, c, line, size)
        for b in range(size):
            if gate < 0 or gates[gate, first + b]:
                m[loose, b] = m[spare + AT, b]
    return critical


@compiled
def backward(plan: Plan, first: int, size: int, m: Rows, line: Line, gates: Flags, critical: Ints) -> None:
    """Late dates in place of the early ones. critical: int64[n], trials in which each position is, added up."""
    spare = len(m) - SPARE
    for k in range(len(plan.tasks) - 1, -1, -1):
        if plan.tasks[k, LOOSE] >= 0:
            critical[k] += late_loose(plan, k, first, size, m, line, gates)
            continue
        late_work(plan.tasks, plan.links, k, m, line, size)
        found = 0
        for b in range(size):
            found += m[spare + BOUND, b] <= m[2 * k + 1, b]
        critical[k] += found
        copied(m, spare + BOUND, 2 * k + 1, size)
        copied(m, 2 * k + 1, 2 * k, size)
        taken(m, spare + LENGTH, 2 * k, size)
