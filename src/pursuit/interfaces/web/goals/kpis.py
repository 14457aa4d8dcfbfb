"""KPIs: the lights of a unit, the library, one KPI with its history; readings typed with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.goals.actions import kpis as actions
from pursuit.domain.goals.models.node import VIEW
from pursuit.domain.goals.queries import figures, values
from pursuit.domain.goals.queries import kpis as queries
from pursuit.domain.goals.queries.kpis import Track
from pursuit.domain.goals.rules import spans
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.goals import chart, words
from pursuit.interfaces.web.lists.views import Create, list_page
from pursuit.interfaces.web.projects.sheets import where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

NEW = Create(gettext_lazy("New KPI"), "goals:new-kpi", actions.EDIT)
FIRST = ("code", "name", "scale", "formula", "direction", "frequency")
THEN = ("target", "green", "amber", "green_top", "amber_top", "source", "note")
ORDER = {"act": 0, "watch": 1, "sound": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Lamp:
    """A KPI on the board: spark: its values as a small polyline."""

    track: Track
    spark: Sequence[str]


@page(VIEW)
def board(request: Request) -> HttpResponse:
    """?unit=: whose; the worst first."""
    actor = request.actor
    units, unit = _unit(request)
    rows = list(queries.kpis(actor).filter(active=True))
    tracks = queries.tracks(actor, rows, unit) if units else []
    lamps = [Lamp(one, _spark(one)) for one in tracks if not one.hidden]
    lamps.sort(key=lambda one: (ORDER[one.track.now.tone if one.track.now else "unknown"], one.track.now is None))
    context = {
        "nav": "goals",
        "tabs": words.sections(actor, "goals:kpis"),
        "lamps": lamps,
        "units": units,
        "unit": unit,
        "whole": actor.reach(VIEW).all,
        "may_keep": actor.may(actions.EDIT),
    }
    return render(request, "goals/kpis.html", context)


@page(VIEW)
def library(request: Request) -> HttpResponse:
    """All KPIs with their formulas."""
    tabs = words.sections(request.actor, "goals:library")
    return list_page(request, queries.KPIS, title=_("KPI library"), create=NEW, tabs=tabs)


@page(VIEW)
def kpi_page(request: Request, pk: int) -> HttpResponse:
    """What it is made of, its periods, what was typed."""
    actor = request.actor
    row = queries.kpi(actor, pk)
    units, unit = _unit(request)
    track = queries.tracks(actor, [row], unit)[0] if units else Track(row, (), hidden=True)
    drawn = chart.drawn([one.value for one in track.points], row.target)
    known = queries.formulas()
    parts = [(name, one.label) for name in sorted(queries.needs(row.code, known)) if (one := figures.find(name))]
    context = {
        "nav": "goals",
        "kpi": row,
        "track": track,
        "points": [(one, one.name(row.frequency)) for one in reversed(track.points)],
        **words.charted(drawn, row.scale, [one.name(row.frequency) for one in track.points]),
        "parts": parts,
        "units": units,
        "unit": unit,
        "whole": actor.reach(VIEW).all,
        "may_edit": actor.may(actions.EDIT),
        "may_type": actor.may(actions.READ) and not row.formula and bool(units),
    }
    return render(request, "goals/kpi.html", context)


@page(actions.EDIT, methods=("GET", "POST"))
def new_kpi(request: Request) -> HttpResponse:
    """A KPI of one's own."""
    start = {"scale": "percent", "direction": "up", "frequency": "month"}
    form = ActionForm(actions.create_kpi, request.actor, names=(*FIRST, *THEN), stored=start)
    return form_page(
        request, form, title=NEW.label, button=_("Create"), done=lambda row: reverse("goals:kpi", args=[row.pk]),
        said=_("The KPI is there."), cancel=reverse("goals:library"), context=_named(request),
        template="goals/kpi_form.html",
    )  # fmt: skip


@page(actions.EDIT, methods=("GET", "POST"))
def edit_kpi(request: Request, pk: int) -> HttpResponse:
    """Change what it is made of, or when it is well."""
    row = queries.kpi(request.actor, pk)
    names = (*FIRST[1:], *THEN)
    now = {name: getattr(row, name) for name in names}
    now |= {name: values.plain(now[name], row.scale) for name in actions.BOUNDS}
    form = ActionForm(
        actions.update_kpi, request.actor, names=names, fixed={"kpi": pk}, stored=now, version=row.version
    )
    url = reverse("goals:kpi", args=[pk])
    return form_page(
        request, form, title=row.label, button=_("Save"), done=lambda _row: url, said=_("Saved."), cancel=url,
        context=_named(request), template="goals/kpi_form.html", draft=f"kpi-{pk}",
    )  # fmt: skip


@page(actions.EDIT, methods=("POST",))
def retirement(request: Request, pk: int) -> HttpResponse:
    """No longer shown, or shown again."""
    active = request.POST.get("active") == "yes"
    row = actions.retire_kpi.run(request.actor, {"kpi": pk, "active": active})
    told = _("“%s” is shown again.") if active else _("“%s” is no longer shown.")
    return see_other(request, reverse("goals:kpi", args=[pk]), Toast(told % row.label))


@page(actions.READ, methods=("GET", "POST"))
def reading(request: Request, pk: int) -> HttpResponse:
    """The value of a typed KPI in a period."""
    row = queries.kpi(request.actor, pk)
    _units, unit = _unit(request)
    form = ActionForm(
        actions.record_reading, request.actor, names=("unit", "period", "value", "evidence"), fixed={"kpi": pk},
        stored={"unit": unit, "period": spans.period_of(clock.today(), row.frequency)},
    )  # fmt: skip
    url = where_from(request, reverse("goals:kpi", args=[pk]))
    return form_page(
        request, form, title=_("Type a reading"), button=_("Save"), done=lambda _made: url, said=_("Saved."),
        cancel=url, context={"nav": "goals", "intro": row.label}, draft=f"kpi-reading-{pk}",
    )  # fmt: skip


@page(actions.READ, methods=("POST",))
def reading_removal(request: Request, pk: int) -> HttpResponse:
    """A reading was typed by mistake."""
    sent = {name: request.POST.get(name, "") for name in ("period", "unit")}
    actions.remove_reading.run(request.actor, {"kpi": pk, "period": sent["period"], "unit": sent["unit"] or None})
    url = f"{reverse('goals:kpi', args=[pk])}?unit={sent['unit']}"
    return see_other(request, url, Toast(_("The reading was taken away.")))


def _unit(request: Request) -> tuple[list[tuple[int, str]], int | None]:
    """The units to choose from and the one asked for: without a word the company, or the first one's right reaches."""
    units = [(one.pk, one.name) for one in queries.units(request.actor)]
    said = request.GET.get("unit", "")
    asked = int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else None
    if asked in dict(units):
        return units, asked
    whole = request.actor.reach(VIEW).all
    home = request.actor.unit_id
    first = None if whole or not units else home if home in dict(units) else units[0][0]
    return units, first


def _named(request: Request) -> dict[str, object]:
    """What formulas may name."""
    names = [(one.code, one.label) for one in figures.every()]
    kpis = queries.kpis(request.actor).exclude(formula="").order_by("place", "pk")
    return {"nav": "goals", "figures": names, "kpis": [(one.code, one.label) for one in kpis]}


def _spark(one: Track) -> list[str]:
    """A polyline in a box of 120 by 28."""
    known = [point.value for point in one.points if point.value is not None]
    if len(known) < 2:
        return []
    low, high = min(known), max(known)
    wide = max(len(one.points) - 1, 1)
    parts: list[list[str]] = [[]]
    for place, point in enumerate(one.points):
        if point.value is None:
            parts.append([])
        else:
            y = 14.0 if high == low else 25 - (point.value - low) / (high - low) * 22
            parts[-1].append(f"{round(2 + place / wide * 116, 1)},{round(y, 1)}")
    return [" ".join(part) for part in parts if len(part) > 1]
