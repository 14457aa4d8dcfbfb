"""python -m bench.planning [--people 200] [--tasks 2000] [--rows 5000] [--json]: pages of plans on a running server.

The demo company with so many people, so many tasks assigned to them in plans of a hundred rows, and one plan of so many
rows. Gives the workload page over 26 weeks, the rows the chart asks for, and how long a change is answered that moves
one row, or all of them: p50, p95 and processor time in ms.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import datetime

from bench.web.client import Asked, Case, Person, alone
from bench.web.server import cpu_seconds, memory_mib, quiet, serving

PASSWORD = "Demo-Pursuit-88"
COMMAND = [sys.executable, "-m", "pursuit.interfaces.cli.main"]
SECONDS, HUNDRED, SEED = 6.0, 100, 1
BEGIN = datetime(2026, 11, 23, 8, 30)


def fill(people: int, tasks: int, rows: int) -> None:
    """Write people and plans; prints the project of the large plan and its first and last row. In a process of its
    own: it is the product that runs."""
    from pursuit.config import wsgi  # noqa: F401, PLC0415  Django with everything wired
    from pursuit.domain.people.actions.users import create_user  # noqa: PLC0415
    from pursuit.domain.plans.models import PlanRow  # noqa: PLC0415
    from pursuit.kernel.actor import Actor  # noqa: PLC0415
    from pursuit.kernel.models import OrgUnit, User  # noqa: PLC0415

    admin = Actor.of(User.objects.get(username="admin"))
    unit = OrgUnit.objects.get(code="delivery").pk
    users = list(User.objects.filter(is_system=False).values_list("pk", flat=True))
    for number in range(people - len(users)):
        name = f"工程师{number:03}"
        users.append(create_user(actor=admin, username=f"bench{number}", name=name, unit=unit).pk)
    dice = random.Random(SEED)
    for number in range(tasks // HUNDRED):
        _plan(admin, f"负荷 {number}", HUNDRED, dice, users, begun=dice.randint(-20, 80))
    about = _plan(admin, "五千任务", rows, dice, [], begun=0)
    ids = PlanRow.objects.filter(plan__subject=about, below=None).order_by("place").values_list("pk", flat=True)
    print(about, ids[0], ids[len(ids) - 1])


def _plan(actor: object, title: str, rows: int, dice: random.Random, users: list[int], *, begun: int) -> int:
    """Summaries of nineteen tasks one after the other, each after one of those before."""
    from pursuit.domain.plans.actions.bringing import bring_plan  # noqa: PLC0415
    from pursuit.domain.plans.rules import brought as b  # noqa: PLC0415
    from pursuit.domain.projects.actions.projects import create_project  # noqa: PLC0415
    from pursuit.engine.calendar.week import DAY, minutes  # noqa: PLC0415
    from pursuit.kernel.actor import Actor  # noqa: PLC0415

    assert isinstance(actor, Actor)
    made, links, uses = [], [], []
    for summary in range(max(rows // 20, 1)):
        made.append(b.BroughtRow(f"s{summary}", f"阶段 {summary}"))
        for task in range(19):
            key = f"s{summary}.{task}"
            columns = {"duration": 480 * dice.randint(1, 5)}
            made.append(b.BroughtRow(key, f"任务 {summary}.{task}", f"s{summary}", columns=columns))
            if task:
                links.append(b.BroughtLink(f"s{summary}.{task - 1}", key))
            elif summary:
                links.append(b.BroughtLink(f"s{max(0, summary - dice.randint(1, 8))}.18", key))
            if users:
                uses.append(b.BroughtUse(key, f"{dice.choice(users)}", dice.choice((200, 500, 1000))))
    resources = [b.BroughtResource(f"{user}", f"{user}", user) for user in users]
    begin = {"begin": minutes(BEGIN) + begun * DAY}
    about = create_project(actor=actor, title=title).pk
    bring_plan(
        actor=actor,
        about=about,
        brought=b.BroughtPlan("bench", begin, made, links=links, resources=resources, uses=uses),
    )
    return about


def change(about: int, row: int, known: int) -> Case:
    """Another length each time. known: version of the plan the chart knows; what changed since is sent."""

    def case(number: int) -> Asked:
        fields = {"duration": 480 * (2 + number % 2)}
        wish = {"op": "edit", "version": known, "row": row, "fields": fields}
        return Asked(f"/projects/{about}/plan/changes", json.dumps(wish))

    return case


def measure(people: int, tasks: int, rows: int) -> dict[str, object]:
    """The whole of it, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PURSUIT_HOME": folder}
        for command in (["migrate"], ["demo"]):
            subprocess.run([*COMMAND, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        filling = [sys.executable, "-m", "bench.planning", "--fill", f"--people={people}", f"--tasks={tasks}",
                   f"--rows={rows}"]  # fmt: skip
        told = subprocess.run(filling, env=environment, check=True, capture_output=True, text=True).stdout
        about, first, last = map(int, told.split()[-3:])
        with serving(environment) as (port, pid):
            person = Person(port)
            person.sign_in("admin", PASSWORD)
            quiet(pid)
            cases: dict[str, Case] = {
                "workload": lambda _number: Asked("/workload/?weeks=26"),
                "chart_rows": lambda _number: Asked(f"/projects/{about}/plan/rows"),
                "change_one": change(about, last, 10**9),
                "change_all": change(about, first, 0),
            }
            figures = {name: alone(person, case, SECONDS, lambda: cpu_seconds(pid)) for name, case in cases.items()}
            return {**figures, "memory_mib": memory_mib(pid), "people": people, "tasks": tasks, "rows": rows}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.planning", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one JSON object (the only form there is)")
    args = parser.parse_args(arguments)
    if args.fill:
        fill(args.people, args.tasks, args.rows)
        return 0
    print(json.dumps(measure(args.people, args.tasks, args.rows), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
