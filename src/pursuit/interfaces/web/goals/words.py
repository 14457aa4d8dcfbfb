"""Goals and KPIs as people read them: figures by their unit, letters, what happened."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.goals.actions.goals import close_goal, update_goal
from pursuit.domain.goals.models import Scale, State
from pursuit.domain.goals.models.node import VIEW
from pursuit.domain.goals.queries import figures, values
from pursuit.domain.goals.rules.smart import Letter
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.goals.chart import Chart
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell import formats
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.money import company_currency
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "goal.result": gettext_lazy("typed a result"),
    "goal.result_removed": gettext_lazy("took a result away"),
    "goal.closed": gettext_lazy("closed this goal"),
    "goal.reopened": gettext_lazy("reopened this goal"),
    "goal.parts_added": gettext_lazy("divided this goal further"),
    "goal.part_removed": gettext_lazy("took a part of this goal away"),
    "goal.figures_set": gettext_lazy("set figures of its parts"),
}
DETAILS = {"goal.result": "reached", "goal.result_removed": "reached", "goal.part_removed": "name"}
STATES = tuple((one.value, one.label) for one in State)
TONES = {"yes": "sound", "no": "act", "unknown": "unknown"}
ANSWERS: dict[str, Text] = {
    "yes": gettext_lazy("holds"),
    "no": gettext_lazy("is missing"),
    "unknown": gettext_lazy("no signal"),
}
STATE_TONES = {"open": "unknown", "reached": "sound", "missed": "act", "dropped": "unknown"}
LIGHTS: dict[str, Text] = {
    "sound": gettext_lazy("Green"),
    "watch": gettext_lazy("Amber"),
    "act": gettext_lazy("Red"),
    "unknown": gettext_lazy("No light"),
}


def history_fields() -> dict[str, Field]:
    """What history entries change that is no field of a record's own form."""
    known = update_goal.schema.fields
    names = ("scale", "scope", "baseline", "target")
    return {
        **{f"goal.{name}": known[name] for name in names},
        "goal.measure": replace(known["measure"], choices=tuple((one.code, one.label) for one in figures.every())),
        "goal.state": replace(known["scale"], choices=STATES, label=gettext_lazy("State")),
        "goal.closing_note": close_goal.schema.fields["closing_note"],
    }


def sections(actor: Actor, current: str) -> list[Tab]:
    """The faces of the room."""
    faces = ((_("Goals"), "goals:list"), (_("KPIs"), "goals:kpis"), (_("KPI library"), "goals:library"))
    return [Tab(label, reverse(name), name == current) for label, name in faces if actor.may(VIEW)]


def figure(value: int | None, scale: str, unit: str = "") -> SafeString | str:
    """123.46 万, 60%, 86.5, 12."""
    if value is None:
        return "—"
    if scale == Scale.MONEY:
        return formats.money(value, company_currency(), unit)
    text = f"{value:,}" if scale == Scale.COUNT else values.plain(value, scale)
    return format_html("{}%", text) if scale == Scale.PERCENT else text


def grouped(value: int | None, scale: str) -> str:
    """For a table: 1,200,000.5."""
    if value is None:
        return ""
    whole, point, rest = values.plain(value, scale).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "-") else f"{whole}{point}{rest}"


def charted(drawn: Chart | None, scale: str, names: Sequence[str]) -> dict[str, object]:
    """What the template of a figure over time needs; names: of the periods."""
    if drawn is None:
        return {"chart": None}
    ticks = [(figure(value, scale), y) for value, y in drawn.ticks]
    return {"chart": drawn, "ticks": ticks, "marks": [(names[place], x) for place, x in drawn.marks]}


def measured(form: ActionForm, actor: Actor) -> ActionForm:
    """The figures one may choose, in a form that asks for one."""
    for field in form.fields:
        if field.name == "measure":
            seen = [one for one in figures.every() if figures.may_see(actor, one.code)]
            field.choices = [(one.code, str(one.label)) for one in seen]
    return form


def letter_title(one: Letter) -> str:
    """Specific, holds: why."""
    return _("%(name)s %(answer)s: %(why)s") % {"name": one.name, "answer": ANSWERS[one.answer], "why": one.why}
