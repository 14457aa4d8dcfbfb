"""python -m bench.plans [--plans 20] [--rows 250] [--people 200] [--seconds 10]: level a generated portfolio.

instant_s, instant_cpu_s: `level` without improvement, after the code is compiled, best of ROUNDS; rounds, gain_days:
what improvement does in so many seconds; bound_gap_percent: of the finish above its lower bound, of the time that
passes from the begin. One JSON object.
"""

import argparse
import json
import random
import resource
import time

import numpy as np

from pursuit.engine.calendar.week import DAY, STANDARD, weekdays
from pursuit.engine.leveling.answer import Leveled, Resource, Uses, uses
from pursuit.engine.leveling.ask import level
from pursuit.engine.schedule.network import NONE, links, network
from pursuit.engine.schedule.outline import Outline, outline

BEGIN = 20_000 * DAY + 480
HOURS = [STANDARD, weekdays(((540, 720), (780, 1080))), weekdays(((480, 720), (780, 1020)), range(6))]
ROUNDS = 2
Portfolio = tuple[Outline, Uses, list[Resource], dict[str, np.ndarray]]


def portfolio(plans: int, rows: int, people: int, seed: int = 1) -> Portfolio:
    """Plans that begin one week after the other: summaries of ten rows, one to three people to a row, deadlines."""
    dice = random.Random(seed)
    parent, days, ties, load, floor, weights, deadline = [], [], [], [], [], [], []
    for number in range(plans):
        first, above = len(parent), -1
        team = dice.sample(range(people), min(people, 30))
        for row in range(first, first + rows):
            head = (row - first) % 11 == 0
            above = row if head else above
            parent.append(-1 if head else above)
            days.append(0 if head else dice.choice((120, 240, 480, 480, 960, 1440, 2400)))
            floor.append(BEGIN + number * 7 * DAY)
            weights.append(dice.choice((300, 500, 800)) if row == first else weights[first] if row > first else 500)
            deadline.append(BEGIN + (number * 7 + 200) * DAY if dice.random() < 0.02 else NONE)
            if not head:
                load += [(row, one, dice.choice((500, 1000))) for one in dice.sample(team, dice.choice((1, 2, 3)))]
                befores = {row - dice.randrange(1, 12) for _ in range(dice.choice((1, 1, 2)))}
                ties += [(b, row, 0, 0, 0) for b in befores if b > first and parent[b] >= 0]
    net = network(np.array(days, np.int64), links(ties), deadline=np.array(deadline, np.int64))
    made = outline(np.array(parent, np.int64), np.zeros(len(parent), np.int64), net)
    staff = []
    for one in range(people):
        leave = sorted(dice.sample(range(10, 300), 2))
        away = (BEGIN + leave[0] * DAY, BEGIN + (leave[0] + 5) * DAY)
        staff.append(Resource(one % len(HOURS), (1000, 0, 1000), away))
    columns = {"floor": np.array(floor, np.int64), "weights": np.array(weights, np.int64)}
    return made, uses(load), staff, columns


def asked(given: Portfolio, seconds: float, seed: int = 0) -> tuple[Leveled, float, float]:
    """The answer, seconds and processor seconds."""
    made, load, staff, columns = given
    began, busy = time.perf_counter(), time.process_time()
    found = level(made, HOURS, BEGIN, load, staff, seconds=seconds, seed=seed, **columns)
    return found, time.perf_counter() - began, time.process_time() - busy


def main() -> None:
    accepted = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    for name, usual in (("plans", 20), ("rows", 250), ("people", 200), ("seed", 1)):
        accepted.add_argument(f"--{name}", type=int, default=usual)
    accepted.add_argument("--seconds", type=float, default=10)
    given = accepted.parse_args()
    asked(portfolio(1, 20, 5), 0)
    made = portfolio(given.plans, given.rows, given.people, given.seed)
    runs = [asked(made, 0) for _ in range(ROUNDS)]
    first = runs[0][0]
    later = asked(made, given.seconds)[0] if given.seconds else first
    print(
        json.dumps(
            {
                "rows": len(made[0].parent), "uses": len(made[1].row), "people": given.people,
                "instant_s": round(min(one[1] for one in runs), 3),
                "instant_cpu_s": round(min(one[2] for one in runs), 3),
                "moved": len(first.moved), "unsolved": len(first.unsolved),
                "overloads_before": first.overloads_before.count, "overloads_after": first.overloads_after.count,
                "before_days": (first.before_at - BEGIN) / DAY, "instant_days": (first.finish_at - BEGIN) / DAY,
                "late_before": first.late_before, "instant_late": first.late_after, "late": later.late_after,
                "rounds": later.rounds, "days": (later.finish_at - BEGIN) / DAY, "proved": later.proved,
                "bound_gap_percent": round(100 * (later.finish_at - later.bound_at) / (later.finish_at - BEGIN), 2),
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
