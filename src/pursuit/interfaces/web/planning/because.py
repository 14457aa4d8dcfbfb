"""Reasons of staffing in words."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from pursuit.engine.staffing.reasons import Reason, Why
from pursuit.interfaces.web.shell import formats
from pursuit.kernel import terms
from pursuit.kernel.money import company_currency

Values = Mapping[str, int | str]


def told(reasons: Sequence[Reason], *, costed: bool) -> list[str]:
    """What speaks for or against somebody; costs only where they are known."""
    found = []
    for one in reasons:
        if one.code is Why.COST and not costed:
            continue
        say = SAID.get(one.code)
        if say is not None:
            found.append(say(one.values))
    return found


def hours(minutes: int | str) -> str:
    return f"{int(minutes) / 60:.1f}".removesuffix(".0")


def money(minor: int | str) -> str:
    code = company_currency()
    return formats.named(formats.exact(int(minor), code), code)


def needed(needs: Mapping[str, int]) -> str:
    """Skills asked for."""
    return "、".join(f"{terms.label('skill', skill)} ≥ {level}" for skill, level in needs.items())


def _percent(per_mille: int | str) -> str:
    return f"{int(per_mille) / 10:.0f}%"


def _skill(values: Values) -> dict[str, object]:
    return {**values, "skill": terms.label("skill", str(values["skill"]))}


def _mean(values: Values) -> str:
    return _("afterwards %(after)s of all their time, others %(mean)s on average") % {
        "after": _percent(values["after"]),
        "mean": _percent(values["mean"]),
    }


SAID: Mapping[Why, Callable[[Values], str]] = {
    Why.NO_SKILL: lambda v: _("does not have %(skill)s") % _skill(v),
    Why.LEVEL_LOW: lambda v: _("%(skill)s %(has)s, needed is %(needed)s") % _skill(v),
    Why.ABSENT: lambda v: _("away for %s h of these days") % hours(v["absent"]),
    Why.NO_TIME: lambda v: (
        _("%(free)s h free of %(effort)s h needed") % {"free": hours(v["free"]), "effort": hours(v["effort"])}
    ),
    Why.LEVEL: lambda v: _("%(skill)s %(has)s, needed is %(needed)s") % _skill(v),
    Why.FREE: lambda v: (
        _("%(free)s h free of %(effort)s h needed") % {"free": hours(v["free"]), "effort": hours(v["effort"])}
    ),
    Why.LOAD: lambda v: (
        _("%(after)s busy in these days then, now %(before)s")
        % {"after": _percent(v["after"]), "before": _percent(v["before"])}
    ),
    Why.COST: lambda v: (
        _("costs %(cost)s, the cheapest %(cheapest)s") % {"cost": money(v["cost"]), "cheapest": money(v["cheapest"])}
    ),
    Why.KNOWS_PURSUIT: lambda _v: _("is in the team"),
    Why.KNOWS_CUSTOMER: lambda _v: _("knows the customer"),
    Why.FAIRNESS: _mean,
    Why.NEEDED_ELSEWHERE: lambda v: _("one of the few for %s other rows") % v["items"],
    Why.NOBODY_SKILLED: lambda v: _("nobody has %(skill)s at level %(needed)s") % _skill(v),
    Why.NOBODY_FREE: lambda v: (
        _("of those who can, nobody has %(effort)s h in these days (at most %(most)s h)")
        % {"effort": hours(v["effort"]), "most": hours(v["most"])}
    ),
    Why.NOBODY_AT_ALL: lambda v: _("nobody has all these skills; %s have some") % v["people"],
    Why.CROWDED_OUT: lambda v: (
        _("all %s who can are suggested for other rows and have no time beside") % v["candidates"]
    ),
}
