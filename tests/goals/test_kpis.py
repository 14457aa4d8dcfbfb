"""The KPI library: shipped KPIs, formulas, lights, readings; who reads which."""

from datetime import date

import pytest

from pursuit.domain.goals.actions.keeping import keep_readings
from pursuit.domain.goals.actions.kpis import create_kpi, record_reading, remove_reading, retire_kpi, update_kpi
from pursuit.domain.goals.models import Kpi, KpiReading
from pursuit.domain.goals.queries import kpis as queries
from pursuit.domain.goals.rules.formula import parse
from pursuit.domain.goals.shipped import KPIS
from pursuit.domain.projects.actions.outcome import abandon, close_lost
from pursuit.domain.projects.actions.projects import update_project
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.goals.test_goals import TODAY, won
from tests.plumbing.days import hold
from tests.web.making import make_deal


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, TODAY)


def test_the_win_rate_of_what_was_chartered(cast: Cast) -> None:
    actor = cast.actor("ar")
    rows = [won(cast, "一"), won(cast, "二"), make_deal(cast, "三"), make_deal(cast, "四"), make_deal(cast, "五")]
    close_lost(actor=actor, project=rows[2].pk, reason="no_decision", decided_on=TODAY)
    abandon(actor=actor, project=rows[3].pk, reason="no_decision")
    for row, day in zip(rows, ("2026-10-05", "2026-11-05", "2026-10-06", "2026-11-07", "2026-11-08"), strict=True):
        update_project.run(actor, {"project": row.pk, "sales_charter_on": day})
    found = {one.kpi.code: one for one in queries.tracks(cast.actor("admin"), list(Kpi.objects.all()), None)}
    point = found["win_rate"].points[-1]
    assert (point.start, point.value, point.tone) == (date(2026, 10, 1), 6667, "sound")
    assert found["abandoned_share"].points[-1].value == 2000
    assert found["abandoned_share"].points[-1].tone == "watch"
    assert found["cancelled_share"].points[-1].value == 0
    assert found["average_deal"].points[-1].value == 300_000_000
    assert found["new_customer_count"].points[-1].value == 2
    assert found["win_rate"].points[0].value is None
    assert found["customer_satisfaction"].now is None
    north = queries.tracks(cast.actor("admin"), [found["win_rate"].kpi], cast.units["north"].pk)
    assert north[0].now is None
    east = queries.tracks(cast.actor("director"), [found["win_rate"].kpi], cast.units["east"].pk)
    assert east[0].points[-1].value == 6667


def test_what_was_computed_is_kept_when_the_period_is_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = won(cast)
    update_project.run(cast.actor("ar"), {"project": row.pk, "sales_charter_on": "2026-11-05"})
    hold(monkeypatch, date(2027, 1, 8))
    system = system_actor("system:tests")
    assert keep_readings(system) > 0
    assert keep_readings(system) == 0
    kpi = Kpi.objects.get(code="win_rate")
    kept = KpiReading.objects.get(kpi=kpi, unit=None)
    assert (kept.start, kept.value, kept.computed) == (date(2026, 10, 1), 10000, True)
    update_project.run(cast.actor("ar"), {"project": row.pk, "sales_charter_on": None})
    point = queries.tracks(cast.actor("admin"), [kpi], None)[0].points[-2]
    assert (point.value, point.kept and point.kept.value) == (None, 10000)
    with pytest.raises(Missing):
        remove_reading(actor=cast.actor("admin"), kpi=kpi.pk, period=date(2026, 11, 1))
    with pytest.raises(Refused):
        update_kpi(actor=cast.actor("admin"), kpi=kpi.pk, frequency="month")


def test_each_reads_their_units(cast: Cast) -> None:
    rows = list(Kpi.objects.all())
    for part, unit in (("manager", None), ("manager", "east"), ("stranger", "shanghai"), ("ar", None)):
        with pytest.raises(Forbidden):
            queries.tracks(cast.actor(part), rows, cast.units[unit].pk if unit else None)
    assert queries.tracks(cast.actor("ar"), rows, cast.units["shanghai"].pk)
    assert [one.name for one in queries.units(cast.actor("manager"))] == ["上海团队"]


def test_typed_readings(cast: Cast) -> None:
    manager = cast.actor("manager")
    kpi = Kpi.objects.get(code="customer_satisfaction")
    here = cast.units["shanghai"].pk
    with pytest.raises(Forbidden):
        record_reading(actor=manager, kpi=kpi.pk, unit=None, period=TODAY, value="91", evidence="问卷")
    with pytest.raises(Refused):
        record_reading.run(manager, {"kpi": kpi.pk, "unit": here, "period": TODAY, "value": "91", "evidence": ""})
    record_reading(actor=manager, kpi=kpi.pk, unit=here, period=TODAY, value="85", evidence="问卷")
    point = queries.tracks(manager, [kpi], here)[0].points[-1]
    assert (point.value, point.tone) == (8500, "watch")
    record_reading(actor=manager, kpi=kpi.pk, unit=here, period=TODAY, value="91", evidence="又收 3 份")
    assert KpiReading.objects.get().value == 9100
    remove_reading(actor=manager, kpi=kpi.pk, unit=here, period=TODAY)
    assert not KpiReading.objects.exists()
    with pytest.raises(Conflict):
        record_reading(
            actor=manager, kpi=Kpi.objects.get(code="win_rate").pk, unit=here, period=TODAY, value="1", evidence="x"
        )


def test_own_kpis_over_others(cast: Cast) -> None:
    admin = cast.actor("operations")
    with pytest.raises(Forbidden):
        create_kpi(actor=cast.actor("manager"), code="ours", name="我们的")
    made = create_kpi(
        actor=admin, code="gap_to_target", name="赢单率差距", formula="win_rate - 60", green="0", amber="-10"
    )
    for text, word in (
        ("nothing_such + 1", "nothing_such"), ("gap_to_target * 2", "互相引用"), ("1 +", "不完整"),
        ("customer_satisfaction / 2", "手工"), ("win_rate.pk", "只能包含"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=word):
            update_kpi(actor=admin, kpi=made.pk, formula=text)
    with pytest.raises(Refused, match="互相引用"):
        update_kpi(actor=admin, kpi=Kpi.objects.get(code="win_rate").pk, formula="gap_to_target + 60")
    with pytest.raises(Refused):
        update_kpi(actor=admin, kpi=made.pk, amber="10")
    for code in ("win_rate", "won_amount"):
        with pytest.raises(Refused):
            create_kpi(actor=admin, code=code, name="重复")
    retire_kpi(actor=admin, kpi=made.pk)
    assert not Kpi.objects.get(pk=made.pk).active
    assert Event.objects.filter(verb="goals.kpi_retired").exists()


@pytest.mark.django_db
def test_shipped_kpis_can_be_counted() -> None:
    assert {one["code"] for one in KPIS} == set(Kpi.objects.values_list("code", flat=True))
    for row in Kpi.objects.exclude(formula=""):
        assert queries.usable(row.formula, row.code) == parse(row.formula)
