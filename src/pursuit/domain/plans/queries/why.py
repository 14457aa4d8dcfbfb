"""Why a row has its dates, in words; and where a plan differs from a baseline."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.plans.models import Baseline, BaselineRow, Plan, PlanLink, PlanRow
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.rules.lengths import Measure, shown
from pursuit.engine.calendar.week import DAY, moment
from pursuit.engine.schedule.answer import Cause, Reason
from pursuit.engine.schedule.network import LagUnit, Limit
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client

REASONS = client.Question[list[Reason]]("pursuit.engine.schedule.ask:reasons")
KINDS = (
    gettext_lazy("finish to start"),
    gettext_lazy("start to start"),
    gettext_lazy("finish to finish"),
    gettext_lazy("start to finish"),
)
LIMITS: Mapping[int, str | Promise] = {
    Limit.MSO: gettext_lazy("must start on"),
    Limit.MFO: gettext_lazy("must finish on"),
    Limit.SNET: gettext_lazy("start no earlier than"),
    Limit.SNLT: gettext_lazy("start no later than"),
    Limit.FNET: gettext_lazy("finish no earlier than"),
    Limit.FNLT: gettext_lazy("finish no later than"),
}


@dataclass(frozen=True, slots=True)
class Why:
    """What holds a row where it is. row, link: ids of what does, where it is a row or a link."""

    cause: Cause
    text: str
    row: int | None = None
    link: int | None = None


def why(actor: Actor, plan: Plan, rows: Sequence[int]) -> Mapping[int, Why]:
    """By row. Raises Unavailable where the engine does not answer."""
    facts = network.facts(plan)
    number = {pk: place for place, pk in enumerate(facts.rows)}
    asked = [pk for pk in rows if pk in number]
    if not asked:
        return {}
    end = plan.end if plan.from_end else None
    places = [number[pk] for pk in asked]
    found = client.ask(
        REASONS, facts.outline, facts.calendars, plan.begin, places,
        end=end, from_end=plan.from_end, floor=facts.floor,
    )  # fmt: skip
    others = {facts.rows[place] for one in found for place in (one.row, one.through) if place is not None}
    titles = pickers.titles([*others, *asked])
    known = {one.pk: one for one in PlanRow.objects.visible_to(actor).filter(pk__in=[*others, *asked])}
    links = {
        one.pk: one
        for one in PlanLink.objects.filter(pk__in=[facts.links[one.link] for one in found if one.link is not None])
    }
    teller = _Teller(plan, titles, known, links)
    return {pk: teller.told(pk, one, facts) for pk, one in zip(asked, found, strict=True)}


@dataclass(frozen=True, slots=True)
class _Teller:
    plan: Plan
    titles: Mapping[int, str]
    rows: Mapping[int, PlanRow]
    links: Mapping[int, PlanLink]

    def told(self, pk: int, one: Reason, facts: network.Facts) -> Why:
        other = None if one.row is None else facts.rows[one.row]
        link = None if one.link is None else self.links.get(facts.links[one.link])
        through = None if one.through is None else facts.rows[one.through]
        text = self._cause(one.cause, self.rows.get(through or pk), self.titles.get(other or 0, ""), link)
        if through is not None and through != pk:
            text = _("%(why)s It holds for all of “%(summary)s”.") % {
                "why": text, "summary": self.titles.get(through, "")
            }  # fmt: skip
        if one.rest > DAY:
            rest = shown(one.rest, Measure(), elapsed=True).replace("e", "")
            text = _("%(why)s In between nobody works for %(rest)s (nights, weekend, holidays).") % {
                "why": text, "rest": rest
            }  # fmt: skip
        return Why(one.cause, text, other, None if link is None else link.pk)

    def _cause(self, cause: Cause, row: PlanRow | None, other: str, link: PlanLink | None) -> str:
        match cause:
            case Cause.LINK if link is not None:
                return _("Waits for “%(row)s” (%(link)s).") % {"row": other, "link": link_text(link, self.plan)}
            case Cause.LINK:
                return _("Waits for “%s”.") % other
            case Cause.LIMIT if row is not None and row.limit_at is not None:
                at = f"{moment(row.limit_at):%Y-%m-%d %H:%M}"
                return _("Its constraint: %(limit)s %(date)s.") % {"limit": LIMITS.get(row.limit, ""), "date": at}
            case Cause.LIMIT:
                return _("Its constraint holds it.")
            case Cause.BEGUN:
                return _("It has begun.")
            case Cause.LEVELED:
                return _("Levelled: its people have no time before.")
            case Cause.BY_HAND:
                return _("Its dates are set by hand.")
            case Cause.LATE:
                return _("As late as possible: “%s” comes after it.") % other if other else _("As late as possible.")
            case Cause.BELOW:
                return _("Begins with “%s”, the first below it.") % other
        return _("The plan begins then.")


def link_text(link: PlanLink, plan: Plan) -> str:
    """Finish to start + 2d."""
    return f"{KINDS[link.kind]}{f' {lag}' if (lag := lag_text(link, plan)) else ''}"


def lag_text(link: PlanLink, plan: Plan) -> str:
    """+2d, -50%; nothing without one."""
    if not link.lag:
        return ""
    if link.unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
        return f"{link.lag / 100:+g}{'e' if link.unit == LagUnit.PERCENT_ELAPSED else ''}%"
    measure = Measure(plan.day, plan.week, plan.month)
    text = shown(link.lag, measure, elapsed=link.unit == LagUnit.ELAPSED)
    return text if text.startswith("-") else f"+{text}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row whose dates are other than in a baseline; instants."""

    row: int
    title: str
    start: int | None
    finish: int | None
    was_start: int | None
    was_finish: int | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows without rows below: as many as are equal; apart: those whose dates are given (by hand, begun, inactive) are
    not compared."""

    equal: int
    apart: int
    differences: Sequence[Difference]


def compared(actor: Actor, plan: Plan, number: int = Baseline.IMPORTED, most: int = 500) -> Comparison:
    """The plan beside a baseline, with the reason for each of the first differences."""
    was = {one.row_id: one for one in BaselineRow.objects.filter(baseline__plan=plan, baseline__number=number)}
    live = PlanRow.objects.visible_to(actor, plan.subject).filter(plan=plan, task__subject__deleted_at=None)
    rows = list(live.select_related("task__subject").order_by("place"))
    above = {row.parent_id for row in rows}
    leaves = [row for row in rows if row.pk not in above and row.pk in was and was[row.pk].start is not None]
    free = [row for row in leaves if not row.inactive and row.fixed_start is None and row.begun is None]
    differ = [row for row in free if (row.start, row.finish) != (was[row.pk].start, was[row.pk].finish)]
    told = _reasons(actor, plan, [row.pk for row in differ[:most]])
    found = [
        Difference(row.pk, row.task.title, row.start, row.finish, was[row.pk].start, was[row.pk].finish,
                   told.get(row.pk, ""))
        for row in differ
    ]  # fmt: skip
    return Comparison(len(free) - len(differ), len(leaves) - len(free), found)


def _reasons(actor: Actor, plan: Plan, rows: Collection[int]) -> dict[int, str]:
    try:
        return {pk: one.text for pk, one in why(actor, plan, list(rows)).items()}
    except client.Unavailable:
        return {}
