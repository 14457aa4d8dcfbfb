"""What a plan asks about people. Each function takes a fixed number of SQL statements however many people there are.

Capacities, absences and skills are plain facts about the people the caller has found before; rates need their right.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models import Absence, Capacity, CostRate, PersonSkill
from pursuit.domain.people.queries.people import people
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Membership, OrgUnit, User
from pursuit.kernel.money import Money

T = TypeVar("T")
WHOLE = 100


class Known(NamedTuple):
    """How well a person can do something (1 to 5); confirmed: by a leader, and not run out by today."""

    level: int
    confirmed: bool
    valid_until: date | None


def planners(actor: Actor) -> QuerySet[User]:
    """Active people one may plan with: those one sees."""
    return people(actor).filter(is_active=True)


def capacities(user_ids: Iterable[int], since: date, until: date) -> dict[int, list[tuple[date, int]]]:
    """{user: [(from this day on, percent of a full week)]}; the first of each is that in force on `since`."""
    users = list(user_ids)
    rows = Capacity.objects.filter(user_id__in=users, since__lte=until).order_by("since")
    dated: dict[int, list[tuple[date, int]]] = {user: [(date.min, WHOLE)] for user in users}
    for user, day, percent in rows.values_list("user_id", "since", "percent"):
        dated[user].append((day, percent))
    return {user: in_force(found, since) for user, found in dated.items()}


def absences_of(user_ids: Iterable[int], since: date, until: date) -> dict[int, list[tuple[date, date]]]:
    """{user: [(first day, last day)]} of whole days away, both included, in order; users without any are left out."""
    rows = Absence.objects.live().filter(user_id__in=list(user_ids), since__lte=until, until__gte=since)
    found: dict[int, list[tuple[date, date]]] = {}
    for user, first, last in rows.order_by("since").values_list("user_id", "since", "until"):
        found.setdefault(user, []).append((first, last))
    return found


def skills(user_ids: Iterable[int]) -> dict[int, dict[str, Known]]:
    """{user: {skill: how well}}; users without any are left out."""
    found: dict[int, dict[str, Known]] = {}
    rows = PersonSkill.objects.filter(user_id__in=list(user_ids))
    today = clock.today()
    for user, code, level, at, last in rows.values_list("user_id", "skill", "level", "confirmed_at", "valid_until"):
        good = at is not None and (last is None or last >= today)
        found.setdefault(user, {})[code] = Known(level, good, last)
    return found


def rates(actor: Actor, user_ids: Iterable[int], since: date, until: date) -> dict[int, list[tuple[date, Money]]]:
    """{user: [(from this day on, cost of an hour)]}, the first of each in force on `since` if there is one then.

    Before the first rate of their own people cost what their primary unit says, or the nearest unit above that says
    anything. Empty without the right; users without a rate are left out.
    """
    if not actor.may("people.rates.view"):
        return {}
    users = list(user_ids)
    rows = cost_rates(actor).filter(Q(user_id__in=users) | Q(user=None), since__lte=until).order_by("since")
    own: dict[tuple[int | None, int | None], list[tuple[date, Money]]] = {}
    for user, unit, day, minor, code in rows.values_list("user_id", "unit_id", "since", "amount", "amount_currency"):
        own.setdefault((user, unit), []).append((day, Money(minor, code)))
    homes = dict(Membership.objects.filter(user_id__in=users, is_primary=True).values_list("user_id", "unit_id"))
    above = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    found = {}
    for user in users:
        mine = own.get((user, None), [])
        theirs = next((own[None, unit] for unit in _upward(homes.get(user), above) if (None, unit) in own), [])
        first = mine[0][0] if mine else date.max
        if dated := in_force([one for one in theirs if one[0] < first] + mine, since):
            found[user] = dated
    return found


def in_force(dated: list[tuple[date, T]], since: date) -> list[tuple[date, T]]:
    """Of rows in order: what holds on a day, from that day on, and what comes after."""
    before = [value for day, value in dated if day <= since]
    return [(since, value) for value in before[-1:]] + [one for one in dated if one[0] > since]


def _upward(unit: int | None, above: dict[int, int | None]) -> Iterator[int]:
    while unit is not None:
        yield unit
        unit = above.get(unit)


def capacity_rows(actor: Actor) -> QuerySet[Capacity]:
    """From when on who works which share of a week."""
    return Capacity.objects.visible_to(actor)


def cost_rates(actor: Actor) -> QuerySet[CostRate]:
    """Rates that were not withdrawn."""
    return CostRate.objects.visible_to(actor).live().annotate(whose=Coalesce("user__name", "unit__name"))


CAPACITIES = Listing(
    code="capacities",
    label=_("Capacity"),
    subject_type="capacity",
    base=capacity_rows,
    view_right="people.capacity.view",
    spine="",
    searchable=False,
    sort="-since",
    columns=(
        Column("user", _("Person"), "user", source="user_id", shown="user__name", default=True),
        Column("since", _("From"), "date", default=True),
        Column("percent", _("Share of a full week"), "percent", default=True),
        Column("reason", _("Reason"), right="people.capacity.edit", sortable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
COST_RATES = Listing(
    code="cost-rates",
    label=_("Cost rates"),
    subject_type="cost_rate",
    base=cost_rates,
    view_right="people.rates.view",
    spine="",
    searchable=False,
    sort="-since",
    columns=(
        Column("whose", _("Person or unit"), default=True, sortable=False),
        Column("user", _("Person"), "user", source="user_id", shown="user__name"),
        Column("unit", _("Unit"), "unit", source="unit_id", shown="unit__name"),
        Column("since", _("From"), "date", default=True),
        Column("amount", _("Cost of an hour"), "money", currency="amount_currency", default=True),
        Column("entered_by", _("Entered by"), "user", source="entered_by_id", shown="entered_by__name"),
        Column("entered", _("Entered"), "moment", source="entered_at"),
    ),
)
