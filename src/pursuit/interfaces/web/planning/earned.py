"""Earned value of a plan: the three lines, what the figures say in one sentence each, and the weeks."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.hours.queries import earned as queries
from pursuit.domain.hours.queries.rating import RIGHT
from pursuit.domain.plans.models import Baseline
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.interfaces.web.planning.earnedcurve import drawn
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.money import Money

SHOWN = 30  # weeks of the table at most, up to a few after today; the chart shows all
AFTER = 4
HOURS = "hours"


@page("tasks.view")
def earned(request: Request, pk: int) -> HttpResponse:
    """?baseline= its number; ?unit=hours instead of money, which only those see who may see what hours cost; ?time=all
    counts time beside the plan too."""
    head = frame(request, pk, "plan")
    plan = plan_of(request.actor, pk)
    known = (
        [] if plan is None else list(Baseline.objects.visible_to(request.actor).filter(plan=plan).order_by("number"))
    )
    asked = request.GET.get("baseline", "")
    chosen = next((one for one in known if f"{one.number}" == asked), known[-1] if known else None)
    sees_cost = request.actor.may(RIGHT)
    money = sees_cost and request.GET.get("unit") != HOURS
    whole = request.GET.get("time") == "all"
    context: dict[str, object] = {
        **head.context, "plan": plan, "whole": whole, "baselines": known, "chosen": chosen, "sees_cost": sees_cost,
        "money": money,
    }  # fmt: skip
    found = queries.earned(request.actor, plan, chosen, money=money, whole=whole) if plan and chosen else None
    if found is not None:
        context |= {"found": found, **_shown(found)}
    return render(request, "planning/earned.html", context)


def _shown(found: queries.Earned) -> dict[str, object]:
    curve = drawn(found.days, found.planned, found.earned, found.spent, found.approved)
    at = found.figures.at
    first = max(min(at + AFTER, len(found.days)) - SHOWN, 0)
    weeks = []
    for place in range(first, min(at + AFTER, len(found.days))):
        past = place < at
        weeks.append(
            (
                found.days[place], place == at - 1, _amount(found, found.planned[place]),
                *(_amount(found, one[place]) if past else "" for one in (found.earned, found.spent, found.approved)),
            )
        )  # fmt: skip
    return {
        "curve": curve,
        "ticks": [(_amount(found, value), y) for value, y in curve.ticks],
        "marks": [(f"{day:%m-%d}", x) for day, x in curve.days],
        "weeks": weeks,
        "figures": _figures(found),
        "beside": _hours(found.beside) if found.beside else "",
        "guessed": _hours(found.guessed) if found.guessed else "",
    }


def _figures(found: queries.Earned) -> list[tuple[str, str, str, str]]:
    """(short name, figure, tone, what it means)."""
    one = found.figures
    lines = [
        ("BAC", _amount(found, one.bac), "", _("All the work of the baseline.")),
        ("PV", _amount(found, one.pv), "", _("Of it, what was to be done by today.")),
        ("EV", _amount(found, one.ev), "", _("What is done by today, at the price of the baseline.")),
        ("AC", _amount(found, one.ac), "", _ac(found)),
        ("SPI", _ratio(one.spi), _tone(one.spi), _spi(one.spi)),
        ("CPI", _ratio(one.cpi), _tone(one.cpi), _cpi(one.cpi)),
        ("ES", _("%.1f weeks") % one.earned_schedule, "", _es(one.sv_time)),
        ("EAC 1", _amount(found, one.eac_as_planned), "", _("In the end, if what is left costs what was planned.")),
    ]
    if one.eac_by_cost is not None:
        text = _("In the end, if it goes on as expensive as so far.")
        lines.append(("EAC 2", _amount(found, one.eac_by_cost), _tone_of(one.vac), text))
    if one.eac_by_both is not None:
        text = _("In the end, if cost and delay both go on as so far.")
        lines.append(("EAC 3", _amount(found, one.eac_by_both), "", text))
    if one.finish is not None:
        day = found.days[0] + timedelta(days=round((one.finish - 1) * 7))
        lines.append((_("Finish"), f"{day:%Y-%m-%d}", "", _("When the work of the baseline ends at today's pace.")))
    return lines


def _ac(found: queries.Earned) -> str:
    if not found.time:
        return _("No time was handed in yet, so nothing can be said about cost.")
    told = _("The time that was handed in; %s of it are approved.")
    return told % _amount(found, found.approved[-1] if found.approved else 0)


def _spi(value: float | None) -> str:
    if value is None:
        return _("EV / PV: nothing was to be done yet.")
    told = _("EV / PV: of what was to be done by today, %d%% is done.")
    return told % round(100 * value)


def _cpi(value: float | None) -> str:
    if value is None:
        return _("EV / AC: there is no time to compare with yet.")
    told = _("EV / AC: an hour of time brought %.2f hours of planned work.")
    return told % value


def _es(lead: float) -> str:
    if abs(lead) < 0.05:
        return _("Earned schedule: as much is done as was planned for today.")
    told = _("Earned schedule: %.1f weeks behind.") if lead < 0 else _("Earned schedule: %.1f weeks ahead.")
    return told % abs(lead)


def _tone(value: float | None) -> str:
    return "" if value is None else "sound" if value >= 0.95 else "watch" if value >= 0.8 else "act"


def _tone_of(left: int | None) -> str:
    return "" if left is None or left >= 0 else "watch"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _amount(found: queries.Earned, value: int) -> str:
    if not found.currency:
        return _("%s h") % _hours(value)
    return f"{Money(value, found.currency).major():,.0f}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:,.1f}".removesuffix(".0")
