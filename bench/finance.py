"""python -m bench.finance [--instalments 100000] [--database sqlite|postgresql]: pages of money on a running server.

The demo company with so many instalments, five to a contract, and receipts. Gives p50, p95 and processor time in ms of
the ageing page, the overview with the cash forecast, and the list of instalments, as finance sees them (everything) and
as a manager does (a unit and below); and of the two questions by themselves. One JSON object.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

from bench.web.client import Asked, Case, Person, alone
from bench.web.server import cpu_seconds, memory_mib, quiet, serving

PASSWORD = "Demo-Pursuit-88"
COMMAND = [sys.executable, "-m", "pursuit.interfaces.cli.main"]
SECONDS, FIVE, SEED, ROUNDS = 6.0, 5, 1, 30


def fill(count: int) -> None:
    """Rows written at once, in a process of its own: with subjects, so that what is seen is decided as always."""
    from django.db import transaction  # noqa: PLC0415

    from pursuit.config import wsgi  # noqa: F401, PLC0415  Django with everything wired
    from pursuit.domain.contracts.models import Contract  # noqa: PLC0415
    from pursuit.domain.customers.models import Account  # noqa: PLC0415
    from pursuit.domain.finance.models import Instalment  # noqa: PLC0415
    from pursuit.domain.finance.rules import money as rules  # noqa: PLC0415
    from pursuit.kernel import clock  # noqa: PLC0415
    from pursuit.kernel.models import Subject, User  # noqa: PLC0415

    dice, today, now = random.Random(SEED), clock.today(), clock.now()
    people = list(
        User.objects.filter(is_system=False, memberships__isnull=False).values_list("pk", "memberships__unit")
    )
    accounts = list(Account.objects.values_list("pk", flat=True))
    with transaction.atomic():
        for begin in range(0, count // FIVE, 2000):
            size = min(2000, count // FIVE - begin)
            whose = [dice.choice(people) for _ in range(size)]
            subjects = Subject.objects.bulk_create(
                Subject(
                    type="contract", title=f"合同 {begin + at}", title_key=f"ht{begin + at:06}", owner_id=user,
                    unit_id=unit, created_at=now, updated_at=now,
                )
                for at, (user, unit) in enumerate(whose)
            )  # fmt: skip
            abouts = [
                Contract(
                    subject=one, code=f"B-{begin + at}", account_id=dice.choice(accounts), state="signed",
                    amount=100_000_00, amount_base=100_000_00, signed_amount=100_000_00,
                    signed_on=today - timedelta(days=dice.randint(0, 900)),
                )
                for at, one in enumerate(subjects)
            ]  # fmt: skip
            Contract.objects.bulk_create(abouts)
            Instalment.objects.bulk_create(
                _row(Instalment, rules, dice, about, place, today) for about in abouts for place in range(FIVE)
            )


def _row(model: object, rules: object, dice: random.Random, about: object, place: int, today: object) -> object:
    due = about.signed_on + timedelta(days=(20, 120, 240, 330, 700)[place] + dice.randint(-20, 60))  # type: ignore[attr-defined]
    past = due < today  # type: ignore[operator]
    paid = past and dice.random() < 0.85
    state = "paid" if paid else "receivable" if past else "expected"
    open_ = 0 if paid else 20_000_00
    slip = timedelta(days=dice.choice((0, 0, 0, 30, 60)))
    return model(  # type: ignore[operator]
        contract=about, account_id=about.account_id, position=place + 1, name=f"第 {place + 1} 期",  # type: ignore[attr-defined]
        trigger="progress", share=2000, amount=20_000_00, currency="CNY", planned_on=due, due_on=due,
        agreed_on=due - slip, triggered_on=due if past else None, state=state, paid=20_000_00 - open_,
        open_amount=open_, owed_on=due if state == "receivable" else None, live=True,
        open_month=rules.month_of(due) if open_ else None, agreed_month=rules.month_of(due - slip),  # type: ignore[attr-defined]
    )  # fmt: skip


def ask() -> None:
    """The two questions by themselves, in ms, median of ROUNDS; prints JSON."""
    from pursuit.config import wsgi  # noqa: F401, PLC0415
    from pursuit.domain.finance.queries import figures  # noqa: PLC0415
    from pursuit.kernel.actor import Actor  # noqa: PLC0415
    from pursuit.kernel.models import User  # noqa: PLC0415

    found = {}
    for who in ("finance", "manager"):
        actor = Actor.of(User.objects.get(username=who))
        questions = {
            "forecast": lambda actor=actor: figures.forecast(actor),
            "ageing": lambda actor=actor: figures.ageing(actor),
            "dso": lambda actor=actor: figures.outstanding(actor, figures.by_age(actor)),
        }
        for name, question in questions.items():
            took = []
            for _round in range(ROUNDS):
                start = time.perf_counter()
                question()
                took.append((time.perf_counter() - start) * 1000)
            found[f"{name}_{who}_ms"] = round(statistics.median(took), 1)
    print(json.dumps(found))


def measure(instalments: int = 100_000, database: str = "") -> dict[str, object]:
    """The whole of it, in a folder of its own. database: an address, else SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PURSUIT_HOME": folder, "DATABASE_URL": database}
        for command in (["migrate"], ["demo"]):
            subprocess.run([*COMMAND, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        own = [sys.executable, "-m", "bench.finance"]
        subprocess.run([*own, f"--fill={instalments}"], env=environment, check=True)
        told = subprocess.run([*own, "--ask"], env=environment, check=True, capture_output=True, text=True).stdout
        figures: dict[str, object] = json.loads(told.splitlines()[-1])
        with serving(environment) as (port, pid):
            for who in ("finance", "manager"):
                person = Person(port)
                person.sign_in(who, PASSWORD)
                quiet(pid)
                cases: dict[str, Case] = {
                    "ageing_page": lambda _number: Asked("/finance/ageing"),
                    "overview_page": lambda _number: Asked("/finance/"),
                    "instalments_page": lambda _number: Asked("/finance/instalments"),
                }
                for name, case in cases.items():
                    figures[f"{name}_{who}"] = alone(person, case, SECONDS, lambda: cpu_seconds(pid))
            return {**figures, "memory_mib": memory_mib(pid), "instalments": instalments}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.finance", description=__doc__)
    parser.add_argument("--instalments", type=int, default=100_000)
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database; else SQLite")
    parser.add_argument("--fill", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.fill:
        fill(args.fill)
        return 0
    if args.ask:
        ask()
        return 0
    print(json.dumps(measure(args.instalments, args.database), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
