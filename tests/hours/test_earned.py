"""Earned value of a plan: in minutes and in money, with time that is approved and time that is not."""

from datetime import date

import pytest
from django.test import Client

from pursuit.domain.hours.actions.entries import log_time
from pursuit.domain.hours.actions.weeks import approve_week, submit_week
from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.hours.queries.earned import earned
from pursuit.domain.people.actions.planning import set_cost_rate
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.baselines import take_baseline
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import Plan
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.plumbing.days import hold
from tests.web.making import enter, make_deal, with_triangle


def test_from_no_baseline_to_money(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, date(2026, 11, 27))  # a Friday
    ar, sr = cast.actor("ar"), cast.actor("sr")
    deal = with_triangle(cast, make_deal(cast))
    url = f"/projects/{deal.pk}/plan/earned"
    enter(client, cast, "ar")
    assert "还没有基线" in client.get(url).content.decode()
    change_plan(actor=ar, about=deal.pk, begin="2026-11-16 08:30")
    design = add_row(actor=ar, about=deal.pk, title="方案", duration="10d")
    paper = add_row(actor=ar, about=deal.pk, title="标书", duration="5d")
    add_row(actor=ar, about=deal.pk, title="客户评标", duration="5d", side="customer")
    assign(actor=ar, row=design.pk, user=cast.sr.pk)
    base = take_baseline(actor=ar, about=deal.pk)
    plan = Plan.objects.get(subject=deal.pk)
    found = earned(ar, plan, base, money=True)
    assert found is not None
    # Ten and five days from the 16th: all but nothing is left to plan by today, the second Friday.
    assert (found.figures.bac, found.figures.pv, found.figures.ev, found.figures.ac) == (15 * 480, 15 * 480, 0, 0)
    assert (found.currency, found.time, found.figures.cpi) == ("", False, None)
    edit_row(actor=ar, row=design.pk, percent=50, begun="2026-11-16 08:30")
    for day, minutes in ((20, 480), (27, 240)):
        entry = log_time(actor=sr, about=design.pk, day=date(2026, 11, day), minutes=minutes)
        submit_week(actor=sr, sheet=entry.sheet_id)
        if day == 20:
            approve_week(actor=cast.actor("manager"), sheet=entry.sheet_id)
    found = earned(ar, plan, base, money=True)
    assert found is not None
    assert found.days == [date(2026, 11, 20), date(2026, 11, 27)]
    assert (list(found.planned), list(found.earned)) == ([5 * 480 + 5 * 480, 15 * 480], [1200, 2400])
    assert (list(found.spent), list(found.approved)) == ([480, 720], [480, 480])
    assert (round(found.figures.spi or 0, 3), round(found.figures.cpi or 0, 3)) == (0.333, 3.333)
    set_cost_rate(actor=cast.actor("admin"), amount=Money(100_00), since=date(2026, 1, 1), user=cast.sr.pk)
    assert earned(ar, plan, base, money=True) == found  # who may not see rates sees hours
    money = earned(cast.actor("admin"), plan, base, money=True)
    assert money is not None
    assert (money.currency, money.figures.bac, money.figures.ev) == ("CNY", 120 * 100_00, 40 * 100_00)
    assert (money.figures.ac, money.guessed) == (12 * 100_00, paper.duration)
    log_time(actor=ar, about=deal.pk, day=date(2026, 11, 26), minutes=60)
    submit_week(actor=ar, sheet=TimeSheet.objects.get(user=cast.ar).pk)
    beside, whole = (earned(ar, plan, base, money=False, whole=one) for one in (False, True))
    assert beside is not None
    assert whole is not None
    assert (beside.figures.ac, beside.beside, whole.figures.ac) == (720, 60, 780)
    add_row(actor=ar, about=deal.pk, title="后来加的")
    text = client.get(url).content.decode()
    assert "0.33" in text
    assert "CNY" not in text
    enter(client, cast, "admin")
    assert "12,000" in client.get(url).content.decode()
    assert "CNY" not in client.get(f"{url}?unit=hours").content.decode()
    enter(client, cast, "stranger")
    assert client.get(url).status_code == 404
