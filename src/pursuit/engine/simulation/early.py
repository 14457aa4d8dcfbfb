"""The forward pass over a block of trials: what `schedule.early` says of a date, said of a row of them."""

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import Line, earliest, worked
from pursuit.engine.compiled import compiled
from pursuit.engine.schedule.dates import FF, FIRST, FNET, FS, MFO, MSO, SNET, SS
from pursuit.engine.schedule.order import ADDED
from pursuit.engine.simulation.draws import Flags
from pursuit.engine.simulation.prepared import (
    BEGUN,
    CALENDAR,
    DONE,
    ENDED,
    FIRST_WORK,
    GATE,
    HIGHEST,
    IN,
    IN_END,
    KIND,
    LAG,
    LAST_WORK,
    LIMIT,
    LIMIT_AT,
    LOOSE,
    LOWEST,
    MILESTONE,
    NATURE,
    OTHER,
    PART,
    PERCENT,
    SET,
    TASK,
    UNDER_WAY,
    WAY,
    WORK,
    Plan,
)
from pursuit.engine.simulation.rows import (
    AT,
    BOUND,
    LAGS,
    OTHERWISE,
    SPARE,
    Rows,
    added,
    copied,
    filled,
    moved,
    percents,
    raised,
    taken,
    to_earliest,
    to_latest,
    to_work,
)


@compiled
def length_row(tasks: Ints, k: int, target: int, m: Rows, size: int) -> None:
    """The lengths of a task the forward pass has dated."""
    if tasks[k, LOOSE] >= 0:
        copied(m, tasks[k, LOOSE] + 2, target, size)
    else:
        copied(m, 2 * k + 1, target, size)
        taken(m, 2 * k, target, size)


@compiled
def lag_row(tasks: Ints, link: Ints, before: int, m: Rows, size: int) -> None:
    """The lags of a link whose predecessor is `before`."""
    spare = len(m) - SPARE
    if link[PERCENT] == 0:
        filled(m, spare + LAGS, link[LAG], size)
    else:
        length_row(tasks, before, spare + LAGS, m, size)
        percents(m, spare + LAGS, spare + LAGS, link[PERCENT], size)


@compiled
def pushed(tasks: Ints, link: Ints, c: int, m: Rows, line: Line, size: int) -> None:
    """AT: the instants to which a link pushes its successor, whose calendar is c."""
    other, spare = link[OTHER], len(m) - SPARE
    loose, side = tasks[other, LOOSE], 1 if link[KIND] in (FS, FF) else 0
    if loose >= 0:
        copied(m, loose + side, spare + AT, size)
    elif side:
        to_earliest(m, 2 * other + 1, spare + AT, tasks[other, CALENDAR], line, size)
    else:
        to_latest(m, 2 * other, spare + AT, tasks[other, CALENDAR], line, size)
    if link[LAG] != 0 or link[PERCENT] != 0:
        lag_row(tasks, link, other, m, size)
        moved(m, spare + LAGS, spare + AT, link[WAY], c, line, size)


@compiled
def early_work(tasks: Ints, links: Ints, k: int, m: Rows, line: Line, size: int) -> None:
    """Start and finish of what takes time, in work."""
    spare, c, s, f = len(m) - SPARE, tasks[k, CALENDAR], 2 * k, 2 * k + 1
    filled(m, s, tasks[k, FIRST_WORK], size)
    bound = tasks[k, LAST_WORK] > LOWEST
    filled(m, spare + BOUND, tasks[k, LAST_WORK], size)
    kept = tasks[k, LIMIT] in (MSO, MFO)  # on its date, whatever links say
    for place in range(tasks[k, IN], tasks[k, IN] if kept else tasks[k, IN_END]):
        kind, other = links[place, KIND], links[place, OTHER]
        target = s if kind in (FS, SS) else spare + BOUND
        bound = bound or target != s
        source, lag = 2 * other + (1 if kind in (FS, FF) else 0), links[place, LAG]
        if links[place, WAY] != ADDED:
            pushed(tasks, links[place], c, m, line, size)
            to_work(m, spare + AT, spare + AT, c, line, size)
            source, lag = spare + AT, 0
        elif links[place, PERCENT] != 0:
            lag_row(tasks, links[place], other, m, size)
            added(m, source, spare + LAGS, size)
            source, lag = spare + LAGS, 0
        raised(m, source, target, lag, size)
    if bound:
        taken(m, f, spare + BOUND, size)
        for b in range(size):
            m[s, b] = max(m[s, b], m[spare + BOUND, b])
    added(m, s, f, size)


@compiled
def early_instant(tasks: Ints, links: Ints, k: int, limited: bool, begin: int, m: Rows, line: Line, size: int) -> None:
    """OTHERWISE: the instants of what takes no time."""
    spare, c = len(m) - SPARE, tasks[k, CALENDAR]
    lowest, target = tasks[k, PART] == FIRST, spare + OTHERWISE
    filled(m, target, HIGHEST if lowest else begin, size)
    kept = limited and (tasks[k, LIMIT] in (MSO, MFO))
    for place in range(tasks[k, IN], tasks[k, IN] if kept else tasks[k, IN_END]):
        pushed(tasks, links[place], c, m, line, size)
        for b in range(size):
            t, sooner = m[target, b], m[spare + AT, b]
            m[target, b] = min(t, sooner) if lowest else max(t, sooner)
    if kept:
        filled(m, target, tasks[k, LIMIT_AT], size)
    elif limited and tasks[k, LIMIT] in (SNET, FNET):
        for b in range(size):
            m[target, b] = max(m[target, b], tasks[k, LIMIT_AT])


@compiled
def early_loose(plan: Plan, k: int, first: int, size: int, m: Rows, line: Line, gates: Flags) -> None:
    """Start and finish of a task that has instants of its own, in both."""
    tasks, spare, s, f = plan.tasks, len(m) - SPARE, 2 * k, 2 * k + 1
    loose, c, nature, gate = tasks[k, LOOSE], tasks[k, CALENDAR], tasks[k, NATURE], tasks[k, GATE]
    if nature == SET:
        for row, column in ((s, FIRST_WORK), (f, LAST_WORK), (loose, BEGUN), (loose + 1, ENDED)):
            filled(m, row, tasks[k, column], size)
    elif nature == UNDER_WAY:
        filled(m, s, tasks[k, LAST_WORK], size)
        filled(m, loose, tasks[k, BEGUN], size)
        filled(m, f, tasks[k, FIRST_WORK] - tasks[k, DONE], size)
        added(m, loose + 2, f, size)
        to_earliest(m, f, loose + 1, c, line, size)
    elif nature == WORK:
        copied(m, loose + 2, f, size)
        early_work(tasks, plan.links, k, m, line, size)
        to_latest(m, s, loose, c, line, size)
        to_earliest(m, f, loose + 1, c, line, size)
    for there in (True, False):
        if (nature != MILESTONE) if there else (gate < 0):
            continue
        early_instant(tasks, plan.links, k, there, plan.begin, m, line, size)
        for b in range(size):
            if there or not gates[gate, first + b]:
                t = m[spare + OTHERWISE, b]
                m[loose, b], m[loose + 1, b] = t, t
                m[s, b] = worked(int(t), c, line)
                m[f, b] = m[s, b]


@compiled
def _finished(m: Rows, last: int, begin: int, line: Line, size: int) -> None:
    """The plan's finish from the last of each calendar; then, in their place, the work by that finish."""
    calendars = len(line.first) - 1
    ends = last - calendars
    for b in range(size):
        finish = max(int(m[last, b]), begin)
        for c in range(calendars):
            if m[ends + c, b] > LOWEST:
                finish = max(finish, earliest(int(m[ends + c, b]), c, line))
        m[last, b] = finish
    for c in range(calendars):
        to_work(m, last, ends + c, c, line, size)


@compiled
def forward(plan: Plan, first: int, size: int, m: Rows, line: Line, gates: Flags) -> None:
    """Early dates in the trials from `first` on, the plan's finish, and its work in every calendar."""
    tasks, calendars = plan.tasks, len(line.first) - 1
    last = len(m) - SPARE - 1
    ends = last - calendars
    for row in range(ends, last + 1):
        for b in range(size):
            m[row, b] = LOWEST
    for k in range(len(tasks)):
        loose, gate = tasks[k, LOOSE], tasks[k, GATE]
        if loose < 0:
            early_work(tasks, plan.links, k, m, line, size)
            if tasks[k, PART] == TASK:
                for b in range(size):
                    end = ends + tasks[k, CALENDAR]
                    m[end, b] = max(m[end, b], m[2 * k + 1, b])
            continue
        early_loose(plan, k, first, size, m, line, gates)
        if tasks[k, PART] == TASK:
            for b in range(size):
                if gate < 0 or gates[gate, first + b]:
                    m[last, b] = max(m[last, b], m[loose + 1, b])
    _finished(m, last, plan.begin, line, size)
