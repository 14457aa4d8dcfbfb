"""The KPI library: what they are made of, and readings that people type."""

from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.goals.fields import Evidence, Figure, KpiChanges, KpiId, NewKpi
from pursuit.domain.goals.models import Kpi, KpiReading
from pursuit.domain.goals.queries import figures, values
from pursuit.domain.goals.queries import kpis as queries
from pursuit.domain.goals.rules import lights, spans
from pursuit.domain.goals.rules.formula import BadFormula
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Day, Label, UnitId, Version
from pursuit.kernel.records import GONE

EDIT, READ = "goals.kpi.edit", "goals.kpi.read"
BOUNDS = ("target", "green", "amber", "green_top", "amber_top")
PLAIN = ("name", "scale", "formula", "direction", "frequency", "source", "note")
Period = Annotated[Day, Label(pgettext_lazy("KPI", "Period"), help=_("Any day of it"))]
Value = Annotated[Figure, Label(_("Value"))]
OfUnit = Annotated[UnitId, Label(_("Unit"), help=_("Empty: the whole company"))]


@action("goals.create_kpi", right=EDIT, public="kpis.create")
def create_kpi(*, actor: Actor, **fields: Unpack[NewKpi]) -> Kpi:
    """A KPI of one's own; with a formula it is computed, without one its readings are typed."""
    given: dict[str, object] = dict(fields)
    code = str(given.pop("code"))
    if Kpi.objects.filter(code=code).exists() or figures.find(code) is not None:
        raise Refused("duplicate", _("Something is called that already: choose another code."), "code")
    row = Kpi(code=code, edited=True)
    _set(row, given)
    row.save()
    events.record(actor, "goals.kpi_created", None, kpi=row.pk, name=row.name)
    return row


@action("goals.update_kpi", right=EDIT, public="kpis.update")
def update_kpi(*, actor: Actor, kpi: KpiId, version: Version | None = None, **fields: Unpack[KpiChanges]) -> Kpi:
    """Change what it is made of, or when it is well."""
    row = _loaded(actor, kpi, version)
    before = _told(row)
    _set(row, dict(fields))
    if (row.scale, row.frequency) != (before["scale"], before["frequency"]) and row.readings.exists():
        told = _("Readings have been typed or kept in the present unit and frequency: begin a new KPI instead.")
        raise Refused("has_readings", told, "scale")
    after = _told(row)
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    if changes:
        row.version += 1
        row.edited = row.edited or "name" in changes
        row.save()
        events.record(actor, "goals.kpi_updated", None, changes, kpi=row.pk)
    return row


@action("goals.retire_kpi", right=EDIT, public="kpis.retire")
def retire_kpi(*, actor: Actor, kpi: KpiId, active: Annotated[bool, Label(_("In use"))] = False) -> Kpi:
    """It is no longer shown; or it is again. Formulas may go on naming it."""
    row = _loaded(actor, kpi, None)
    if row.active != active:
        row.active = active
        row.version += 1
        row.save()
        events.record(actor, "goals.kpi_retired", None, {"active": (not active, active)}, kpi=row.pk)
    return row


@action("goals.record_reading", right=READ, public="kpis.record-reading")
def record_reading(
    *, actor: Actor, kpi: KpiId, period: Period, value: Value, evidence: Evidence, unit: OfUnit | None = None
) -> KpiReading:
    """The value of a typed KPI in a period, and where it can be seen."""
    row = queries.kpi(actor, kpi)
    queries.require_unit(actor, unit)
    if row.formula:
        raise Conflict("computed", _("This KPI is computed from the data: it takes no typed readings."))
    start = spans.period_of(period, row.frequency)
    if start > clock.today():
        raise Refused("future", _("Readings are of periods up to today."), "period")
    found = values.read(value, row.scale, "value")
    if found is None:
        raise Refused("required", _("Say the value."), "value")
    old = KpiReading.objects.select_for_update().filter(kpi=row, unit=unit, start=start).first()
    before = None if old is None else {"value": values.plain(old.value, row.scale), "evidence": old.evidence}
    made, _new = KpiReading.objects.update_or_create(
        kpi=row, unit_id=unit, start=start,
        defaults={"value": found, "evidence": evidence, "by_id": actor.user_id, "at": moment(), "computed": False},
    )  # fmt: skip
    events.record(
        actor, "goals.reading_recorded", None, kpi=row.pk, unit=unit, start=start, evidence=evidence,
        value=values.plain(found, row.scale), before=before,
    )  # fmt: skip
    return made


@action("goals.remove_reading", right=READ, public="kpis.remove-reading")
def remove_reading(*, actor: Actor, kpi: KpiId, period: Period, unit: OfUnit | None = None) -> Kpi:
    """A reading was typed by mistake."""
    row = queries.kpi(actor, kpi)
    queries.require_unit(actor, unit)
    start = spans.period_of(period, row.frequency)
    old = KpiReading.objects.filter(kpi=row, unit=unit, start=start, computed=False).first()
    if old is None:
        raise Missing("not_found", _("There is no typed reading of this period."))
    old.delete()
    events.record(
        actor, "goals.reading_removed", None, kpi=row.pk, unit=unit, start=start, evidence=old.evidence,
        value=values.plain(old.value, row.scale),
    )  # fmt: skip
    return row


def _loaded(actor: Actor, pk: int, version: int | None) -> Kpi:
    row = Kpi.objects.visible_to(actor).select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    records.check_version(row.version, version)
    return row


def _set(row: Kpi, given: dict[str, object]) -> None:
    was = row.scale
    kept = {name: values.plain(getattr(row, name), was) for name in BOUNDS}
    for name in PLAIN:
        if given.get(name) is not None:
            setattr(row, name, given[name])
    for name in BOUNDS:
        said = given.get(name, kept[name])
        setattr(row, name, values.read(None if said is None else str(said), row.scale, name))
    row.formula = row.formula.strip()
    try:
        queries.usable(row.formula, row.code)
    except BadFormula as no:
        told = _("%(why)s (character %(at)d)") % {"why": no.text, "at": no.at} if no.at else str(no.text)
        raise Refused("bad_formula", told, "formula") from no
    if not lights.orderly(queries.bounds(row)):
        raise Refused("thresholds", _("Green must lie inside amber; a band needs both ends of green."), "green")


def _told(row: Kpi) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(row, name) for name in PLAIN}
    return found | {name: values.plain(getattr(row, name), row.scale) or None for name in BOUNDS}
