"""Pictures of weeks that are over, worked out from the events of an imported history."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.insight.rules import past
from pursuit.domain.insight.rules.past import Changed
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.rules import outcome
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Day, Label
from pursuit.kernel.models import Event, ExchangeRate
from pursuit.kernel.money import Money, rate_on, to_company

CHUNK = 500
EARLY = time(6)  # on the Monday, before work begins
Since = Annotated[Day, Label(_("From"))]


@action("insight.record_past_snapshots", right="import.history")
def record_past_snapshots(*, actor: Actor, since: Since) -> int:
    """The pictures of every week from a day until last week that are not there yet; returns how many weeks.

    This week's is taken by the weekly work.
    """
    mondays = list(_mondays(clock.week_of(since), clock.week_of(clock.today())))
    pile: list[ProjectSnapshot] = []
    painter = _Painter()
    for project, history in _histories().items():
        pile += [painter.paint(project, *seen) for seen in past.pictures(history, mondays)]
    for start in range(0, len(pile), CHUNK):
        ProjectSnapshot.objects.bulk_create(pile[start : start + CHUNK], ignore_conflicts=True)
    events.record(actor, "insight.past_recorded", None, since=since, count=len(pile))
    return len(mondays)


def _mondays(first: date, end: date) -> Iterator[datetime]:
    while first < end:
        yield timezone.make_aware(datetime.combine(first, EARLY))
        first += timedelta(days=7)


def _histories() -> dict[int, list[Changed]]:
    """What changed on each live project, oldest first, from its present owner and unit on backwards."""
    live = Project.objects.live()
    rows = Event.objects.filter(subject__in=live.values("pk"), payload__erased_at=None).order_by("at", "pk")
    found: dict[int, list[Changed]] = {}
    befores: dict[int, dict[str, object]] = {}
    for subject, at, changes in rows.values_list("subject_id", "at", "payload__data__changes").iterator():
        for name in {"owner", "unit"} & set(changes or ()):
            befores.setdefault(subject, {}).setdefault(name, changes[name][0])
        values = past.after(changes)
        if values:
            found.setdefault(subject, []).append(Changed(at, values))
    for subject, owner, unit in live.values_list("pk", "subject__owner", "subject__unit"):
        if history := found.get(subject):
            first = {"owner": owner, "unit": unit} | befores.get(subject, {})
            history.insert(0, Changed(history[0].at, first))
    return found


class _Painter:
    """Makes the rows; looks stages and rates up once."""

    def __init__(self) -> None:
        self.chances = dict(Stage.objects.values_list("pk", "probability"))
        self.rates: dict[tuple[str, date], ExchangeRate | None] = {}

    def paint(self, project: int, moment: datetime, values: Mapping[str, object], priced: datetime) -> ProjectSnapshot:
        stage, status = _id(values.get("stage")) or 0, str(values["status"])
        amount = _money(values.get("amount"))
        return ProjectSnapshot(
            project_id=project,
            week=clock.day_of(moment),
            taken_at=moment,
            stage_id=stage,
            status=status,
            amount=amount.minor if amount else None,
            amount_currency=amount.currency if amount else "CNY",
            amount_base=to_company(amount, self._rate(amount.currency, clock.day_of(priced))) if amount else None,
            expected_sign_on=_day(values.get("expected_sign_on")),
            probability=outcome.probability(status, self.chances.get(stage, 0)),
            owner_id=_id(values.get("owner")),
            unit_id=_id(values.get("unit")),
            next_step_on=_day(values.get("next_step_on")),
        )

    def _rate(self, currency: str, day: date) -> ExchangeRate | None:
        if (currency, day) not in self.rates:
            self.rates[currency, day] = rate_on(currency, day)
        return self.rates[currency, day]


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _money(value: object) -> Money | None:
    return Money(value["minor"], value["currency"]) if isinstance(value, dict) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
