"""Dating a plan anew after a change, in the transaction of the change: either both are there afterwards or neither."""

from collections.abc import Mapping

import numpy as np
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import Task
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.queries.network import FOUND, Facts
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import DAY, BadCalendar
from pursuit.engine.schedule.answer import Answer
from pursuit.engine.schedule.errors import BadNetwork, Cycle, NoDates, TooLong
from pursuit.engine.schedule.network import NONE
from pursuit.kernel import events, inserting
from pursuit.kernel.actor import system_actor
from pursuit.kernel.context import beside
from pursuit.kernel.engineprocess import client
from pursuit.kernel.errors import Refused

WAKE = client.Question[object]("pursuit.engine.schedule.ask:wake")
MOVED = "plans.milestones_moved"  # rows: the milestones that are on another day now
CALENDAR_FREE = _("One of the calendars has no working time where the plan needs it: give it hours.")


def wake() -> None:
    """Before the transaction of a change: what may take seconds."""
    client.wake(WAKE)


def reckon(plan: Plan) -> None:
    """Find and keep the dates of a locked plan. Refused: what cannot be dated, with the rows by name."""
    facts = network.facts(plan)
    answer = _answered(facts)
    _keep(facts, answer, plan.version + 1)
    plan.start, plan.finish = (answer.start_at, answer.finish_at) if facts.rows else (None, None)
    plan.misses = [
        [facts.rows[one.row], one.minutes, None if one.link is None else facts.links[one.link], one.deadline]
        for one in answer.conflicts
    ]
    plan.version += 1
    plan.save(update_fields=["start", "finish", "misses", "version"])
    _tell(facts, answer)


def _answered(facts: Facts) -> Answer:
    try:
        return facts.dated()
    except Cycle as cycle:
        names = network.names([facts.rows[row] for row in cycle.tasks])
        told = " → ".join([*names, names[0]])
        raise Refused("cycle", _("These tasks wait for each other: %s. Take one of the links away.") % told) from cycle
    except TooLong as error:
        raise Refused("too_long", _("The plan does not end within two hundred years.")) from error
    except BadNetwork as error:
        raise Refused("bad_plan", _("The plan cannot be dated: %s") % error) from error
    except BadCalendar as error:
        raise Refused("no_work", CALENDAR_FREE) from error
    except NoDates as error:
        raise Refused("no_dates", _("The plan cannot be dated: %s") % error) from error
    except client.Unavailable as error:
        away = _("The planning engine does not answer; nothing was changed. Try again in a minute.")
        raise Refused("engine_away", away) from error


def _keep(facts: Facts, answer: Answer, version: int) -> None:
    """Write the dates that changed, and the day on which tasks are due."""
    if not facts.rows:
        return
    ours: Mapping[str, Ints] = {name: getattr(answer, name) for name in FOUND}
    differ = np.zeros(len(facts.rows), bool)
    for name in FOUND:
        differ |= facts.found[name] != ours[name]
    places = np.flatnonzero(differ).tolist()
    columns = [ours[name][differ].tolist() for name in FOUND]
    ids = [facts.rows[place] for place in places]
    versions = [version] * len(ids)
    inserting.change(PlanRow._meta.db_table, "task_id", (*FOUND, "dated"), zip(*columns, versions, ids, strict=True))
    _due(facts, answer)


def _tell(facts: Facts, answer: Answer) -> None:
    """Other rooms hang days on milestones: an event names those that moved to another day, whatever moved them."""
    old, new = facts.found["finish"], answer.finish
    moved = (facts.outline.facts.duration == 0) & (old != NONE) & (((old - 1) // DAY) != ((new - 1) // DAY))
    rows = [facts.rows[place] for place in np.flatnonzero(moved).tolist()] if facts.rows else []
    if rows:
        with beside():
            events.record(system_actor(), MOVED, None, None, plan=facts.plan.pk, rows=rows)


def _due(facts: Facts, answer: Answer) -> None:
    """A row is due on the day of its deadline, or else of its finish; a summary is not on anybody's list."""
    deadline, summary = facts.outline.facts.deadline, facts.outline.summary
    ends = np.where(deadline == NONE, answer.finish, deadline)
    days = ((ends - 1) // DAY).astype("datetime64[D]").astype(str).tolist()  # midnight belongs to the day that ends
    wanted = [None if above else day for day, above in zip(days, summary.tolist(), strict=True)]
    changed = [(day, row) for row, old, day in zip(facts.rows, facts.due, wanted, strict=True) if day != old]
    inserting.change(Task._meta.db_table, "subject_id", ["due_on"], changed, kind="date")
