"""How far goals are: what was reached, at what pace, and the five letters."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pursuit.domain.goals.models import Goal, GoalResult, Scope, State
from pursuit.domain.goals.queries import figures
from pursuit.domain.goals.queries.figures import Units, Where
from pursuit.domain.goals.rules import lights, smart, spans
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """achieved: up to today (or its end); percent: of the way; tone: against an even pace; hidden: the reader lacks the
    right of the figure, so nothing of it is here."""

    achieved: int | None
    as_of: date | None
    percent: int | None
    even: int | None
    tone: lights.Tone
    hidden: bool = False

    @property
    def width(self) -> int:
        """Of a bar from 0 to 100."""
        return min(max(self.percent or 0, 0), 100)


NOTHING = Standing(None, None, None, None, "unknown", hidden=True)


def where(row: Goal, units: Units | None = None) -> Where:
    """Whose results count for a goal."""
    found = Where(account=row.account_id, product=row.product_id)
    match row.scope:
        case Scope.PERSON:
            return replace(found, person=row.subject.owner_id)
        case Scope.PROJECT:
            return replace(found, project=row.project_id)
        case Scope.UNIT if row.subject.unit_id is not None:
            return replace(found, units=(units or Units()).within(row.subject.unit_id))
    return found


def achieved(row: Goal, units: Units | None = None) -> tuple[int | None, date | None]:
    """What was reached and up to which day: computed, or the newest result somebody typed."""
    if not row.measure:
        last = GoalResult.objects.filter(goal=row.pk).order_by("-day").values_list("value", "day").first()
        return last or (None, None)
    if row.begins_on is None or row.due_on is None:
        return None, None
    until = min(clock.today(), row.due_on)
    if until < row.begins_on:
        return None, None
    return figures.total(row.measure, where(row, units), row.begins_on, until), until


def before(row: Goal, units: Units | None = None) -> int | None:
    """What was reached in the same length of time before it; None without a figure or without any history."""
    if not row.measure or row.begins_on is None or row.due_on is None or row.due_on < row.begins_on:
        return None
    last = row.begins_on - timedelta(days=1)
    first = row.begins_on - (row.due_on - row.begins_on) - timedelta(days=1)
    return figures.total(row.measure, where(row, units), first, last) or None


def course(actor: Actor, row: Goal, units: Units | None = None) -> list[tuple[str, int]]:
    """How it came about: (when, all that was reached until then), by month where it is computed, else by result."""
    if not figures.may_see(actor, row.measure):
        return []
    if not row.measure:
        typed = GoalResult.objects.visible_to(actor).filter(goal=row).order_by("-day")[:24]
        return [(f"{one.day:%m-%d}", one.value) for one in reversed(typed)]
    if row.begins_on is None or row.due_on is None:
        return []
    last = min(clock.today(), row.due_on)
    by = figures.by_month(row.measure, where(row, units), row.begins_on, last).get(None, {})
    found, whole = [], 0
    for month in spans.months(row.begins_on, last):
        whole += by.get(month, 0)
        found.append((f"{month:%Y-%m}", whole))
    return found


def standing(actor: Actor, row: Goal, units: Units | None = None) -> Standing:
    """How far it is, for this reader."""
    if not figures.may_see(actor, row.measure):
        return NOTHING
    reached, day = achieved(row, units)
    return judged(row, reached, day)


def judged(row: Goal, reached: int | None, day: date | None) -> Standing:
    """A result against target and time."""
    done = lights.reached(reached, row.baseline, row.target, adds_up=row.adds_up)
    passed, whole = (0, 0)
    if row.begins_on and row.due_on and row.due_on >= row.begins_on:
        passed, whole = spans.elapsed(row.begins_on, row.due_on, clock.today())
    tone = lights.pace(done, passed, whole)
    if row.state != State.OPEN:
        tone = {State.REACHED: "sound", State.MISSED: "act"}.get(State(row.state), "unknown")  # type: ignore[assignment]
    return Standing(reached, day, lights.percent(done), passed * 100 // whole if whole else None, tone)


def letters(actor: Actor, row: Goal, units: Units | None = None) -> list[smart.Letter]:
    """The five letters of a goal, as this reader may know them."""
    seen = figures.may_see(actor, row.measure)
    above = row.parent
    alike = above is not None and (above.scale, above.measure) == (row.scale, row.measure)
    return smart.check(
        smart.Facts(
            statement=row.title,
            owner=row.subject.owner_id is not None,
            measured=bool(row.scale),
            baseline=row.baseline,
            target=row.target,
            adds_up=row.adds_up,
            before=before(row, units) if seen else None,
            parent=above is not None,
            project=row.project_id is not None,
            top=row.project_id is None and _is_top(row),
            objective=bool(row.project is not None and row.project.objective),
            begins_on=row.begins_on,
            due_on=row.due_on,
            parent_begins_on=above.begins_on if above else None,
            parent_due_on=above.due_on if above else None,
            parent_target=above.target if above is not None and alike else None,
            today=min(clock.today(), row.closed_on or clock.today()),
        )
    )


def _is_top(row: Goal) -> bool:
    unit = row.subject.unit
    return row.scope == Scope.COMPANY or (row.scope == Scope.UNIT and unit is not None and unit.parent_id is None)


def refresh(row: Goal, units: Units | None = None) -> None:
    """Keep the newest result on the goal, for lists. No event: nobody changed anything."""
    reached, day = achieved(row, units)
    found = judged(row, reached, day)
    Goal.objects.filter(pk=row.pk).update(achieved=reached, achieved_on=day, reached_percent=found.percent)
