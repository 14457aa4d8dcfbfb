"""What computed KPIs were when their period was over: kept once, whatever becomes of the data later."""

from pursuit.domain.goals.models import Kpi, KpiReading
from pursuit.domain.goals.queries import kpis as queries
from pursuit.kernel import jobs
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment


def keep_readings(actor: Actor, progress: jobs.Progress | None = None) -> int:
    """Of the company and every open unit, for the period before the present one, where nothing is kept yet."""
    rows = [row for row in queries.kpis(actor).filter(active=True) if row.formula]
    units: list[int | None] = [None, *(one.pk for one in queries.units(actor))]
    made = 0
    for done, unit in enumerate(units, 1):
        made += _keep(actor, rows, unit)
        if progress is not None:
            progress(done, len(units))
    return made


def _keep(actor: Actor, rows: list[Kpi], unit: int | None) -> int:
    before = [(one.kpi, one.points[-2]) for one in queries.tracks(actor, rows, unit, 2) if not one.hidden]
    new = [
        KpiReading(kpi=kpi, unit_id=unit, start=point.start, value=point.value, computed=True, at=moment())
        for kpi, point in before
        if point.value is not None and point.kept is None
    ]
    KpiReading.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
