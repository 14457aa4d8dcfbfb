"""Every file in ../shared/samples/mspdi opens, counts as an independent reader counts it, and comes back the same."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pursuit.integrations.msproject.counts import count, loose_ends, rows, summaries
from pursuit.integrations.msproject.order import ORDER
from pursuit.integrations.msproject.plan import Constraint, Plan, Task
from pursuit.integrations.msproject.reader import UNUSED, read_plan
from pursuit.integrations.msproject.recurrence import days
from pursuit.integrations.msproject.stream import records
from pursuit.integrations.msproject.writer import save_plan, write_plan

SAMPLES = Path(__file__).parents[4] / "shared/samples/mspdi"
FILES = sorted(path.stem for path in SAMPLES.glob("*.xml")) or ["none"]
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/mspdi is not here: NOT TESTED")

# name there: name here
SAME = {
    "tasks_excluding_row0_and_null": "rows",
    "null_rows": "null_rows",
    "summary_tasks": "summaries",
    "leaf_tasks": "leaves",
    "milestones": "milestones",
    "recurring": "recurring",
    "manual": "manual",
    "max_outline_level": "deepest",
    "links": "links",
    "links_by_type": "links_by_type",
    "links_with_lag": "links_with_lag",
    "calendars": "calendars",
    "calendar_exceptions": "calendar_exceptions",
    "constraints_non_asap": "constraints",
    "deadlines": "deadlines",
    "resources_named": "resources",
    "assignments": "assignments",
    "critical_tasks_as_read": "critical",
    "critical_leaf_tasks_as_read": "critical_leaves",
}
# Minutes of a unit in which the other reader shows durations, by the settings of the plan.
CLOCK = {"em": 1, "eh": 60, "ed": 1440, "ew": 10080, "emo": 43200, "m": 1, "h": 60}
# Elements that say how Microsoft Project's window looked: no part of a plan.
WINDOW = {"Views", "Filters", "Groups", "Tables", "Maps", "Reports", "Drawings", "DataLinks", "VBAProjects"}


def minutes(shown: str, plan: Plan) -> float:
    """ "2.0ed" """
    units = {
        **CLOCK,
        "d": plan.minutes_per_day,
        "w": plan.minutes_per_week,
        "mo": plan.minutes_per_day * plan.days_per_month,
    }
    number = shown.rstrip("abcdefghijklmnopqrstuvwxyz")
    return float(number) * units[shown[len(number) :]]


def told(task: Task, above: set[int | None]) -> dict[str, object]:
    """What the other reader says of a task, except durations."""
    return {
        "id": task.id,
        "uid": task.uid,
        "name": task.name,
        "wbs": task.wbs,
        "level": task.outline_level,
        "summary": task.uid in above,
        "milestone": task.milestone,
        "start": task.start and task.start.isoformat(timespec="minutes"),
        "finish": task.finish and task.finish.isoformat(timespec="minutes"),
        "percent_complete": None if task.percent_complete is None else float(task.percent_complete),
        "critical": bool(task.critical),
    }


@pytest.mark.parametrize("name", FILES)
def test_a_file_opens_and_counts(name: str) -> None:
    plan = read_plan(SAMPLES / f"{name}.xml")
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    counts = count(plan)
    assert {there: getattr(counts, here) for there, here in SAME.items()} == {there: expected[there] for there in SAME}
    assert counts.resources_by_type == {kind.lower(): n for kind, n in expected["resources_by_type"].items()}
    assert (plan.currency_symbol or "$") == expected["currency_symbol"]  # "$" is the other reader's own default
    assert [plan.minutes_per_day, plan.minutes_per_week, plan.days_per_month] == [
        int(expected[key]) for key in ("minutes_per_day", "minutes_per_week", "days_per_month")
    ]
    for moment, key in [
        (plan.start, "project_start"),
        (plan.finish, "project_finish"),
        (min((t.start for t in rows(plan) if t.start), default=None), "earliest_task_start"),
        (max((t.finish for t in rows(plan) if t.finish), default=None), "latest_task_finish"),
    ]:
        assert (moment and moment.isoformat(timespec="minutes")) == expected[key], key
    assert not list(loose_ends(plan))
    assert {path.split("/")[1] for path, _n in plan.unknown if path != UNUSED} <= WINDOW


@pytest.mark.parametrize("name", FILES)
def test_each_task_is_read_alike(name: str) -> None:
    plan = read_plan(SAMPLES / f"{name}.xml")
    above = summaries(plan)
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))["tasks"]
    tasks = rows(plan)
    keys = told(tasks[0], above) if tasks else {}
    assert [told(task, above) for task in tasks] == [{key: each[key] for key in keys} for each in expected]
    for task, each in zip(tasks, expected, strict=True):
        assert task.duration == pytest.approx(minutes(each["duration"], plan)), task
        if each["total_slack"] is not None and task.total_slack is not None:
            assert task.total_slack == pytest.approx(minutes(each["total_slack"], plan)), task
        links = [(link.predecessor, link.type.name, link.lag) for link in task.links]
        assert sorted(links) == sorted(
            (link["uid"], link["type"], pytest.approx(minutes(link["lag"], plan))) for link in each["predecessors"]
        )


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_is_read_as_the_same_plan(name: str, tmp_path: Path) -> None:
    plan = read_plan(SAMPLES / f"{name}.xml")
    written = write_plan(plan)
    again = read_plan(written)
    assert again == plan
    assert again.unknown == ()
    assert write_plan(again) == written
    save_plan(plan, tmp_path / "plan.xml")
    assert (tmp_path / "plan.xml").read_bytes() == written
    for _container, node in records((tmp_path / "plan.xml").open("rb")):
        if (order := ORDER.get(node.name)) and node.children:
            places = [order.index(child.name) for child in node.children]
            assert places == sorted(places), node.name


def test_recurring_exceptions_mean_the_days_project_wrote_out() -> None:
    """The file has 27 rules, and beside them, for programs of 2003, each day they mean."""
    (calendar,) = read_plan(SAMPLES / "mpxj-calendar-recurring-2016.xml").calendars
    by_rule = {day for rule in calendar.rules for day in days(rule)}
    assert by_rule == {day for dated in calendar.dated for day in days(dated)}
    assert len(by_rule) == 140
    working = next(rule for rule in calendar.rules if rule.working)
    assert [(span.start, span.end) for span in working.spans] == [(540, 780), (840, 1020)]


def test_money_baselines_and_rates_of_real_files() -> None:
    rates = read_plan(SAMPLES / "mpxj-cost-rates.xml").resources
    assert {rate.cost_per_use for one in rates for rate in one.rates} >= {Decimal(15), Decimal(30), Decimal(90)}
    task = next(task for task in read_plan(SAMPLES / "mpxj-baselines.xml").tasks if task.baselines)
    assert sorted(line.number for line in task.baselines) == list(range(1, 11))
    assert next(line for line in task.baselines if line.number == 1).cost == Decimal(1)
    product = read_plan(SAMPLES / "new-product.xml")
    assert {task.constraint for task in product.tasks} == {Constraint.AS_SOON_AS_POSSIBLE}
    assert sum(len(one.timephased) for one in product.assignments) == 905
    assert read_plan(SAMPLES / "mpxj-enterprise.xml").definitions
