"""The portfolio: bars of what one may see, in order, page by page, at a cost that does not grow; and as a workbook."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.projects.models import Project
from pursuit.interfaces.web.portfolio.drawing import Window
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

HOME = "/projects/portfolio"


def planned(cast: Cast, title: str, days: int, million: int) -> Project:
    """A deal with a plan of a task and a milestone after so many days of work."""
    ar, deal = cast.actor("ar"), make_deal(cast, title=title, amount=Money(million * 100_000_000))
    change_plan(actor=ar, about=deal.pk, begin=clock.today().isoformat())
    add_row(actor=ar, about=deal.pk, title="方案", duration=f"{days}d", owner=cast.ar.pk)
    add_row(
        actor=ar, about=deal.pk, title=f"<b>开标</b> {title}", milestone=True, start=clock.now() + timedelta(days=days)
    )
    return deal


def shown(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.findall(r'<td class="title">\s*<a[^>]*>([^<]+)</a>', answer.content.decode())


def test_bars_in_order_and_page_by_page(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client, cast, "ar")
    assert not shown(client, HOME)
    deals = {
        name: planned(cast, name, days, million) for name, days, million in (("甲", 9, 2), ("乙", 3, 5), ("丙", 6, 1))
    }
    make_deal(cast, title="没有计划")
    page = client.get(HOME).content.decode()
    assert shown(client, HOME) == ["乙", "丙", "甲"]
    assert page.count('class="pf-span"') == 3
    assert page.count('class="pf-mark ahead"') == 3
    assert "<b>开标" not in page
    assert f"/projects/{deals['甲'].pk}/plan" in page
    assert "portfolio" in client.get("/projects/year").content.decode()
    assert shown(client, f"{HOME}?by=amount") == ["乙", "甲", "丙"]
    assert shown(client, f"{HOME}?from=2031-01") == []
    assert shown(client, f"{HOME}?f.status.in=lost") == []
    assert shown(client, f"{HOME}?f.owner.in={cast.ar.pk}&f.unit.under={cast.units['east'].pk}") == ["乙", "丙", "甲"]
    assert "problem" in client.get(f"{HOME}?f.expected_sign_on.in=2026Q9").content.decode()
    enter(client, cast, "stranger")
    assert shown(client, HOME) == []

    enter(client, cast, "ar")
    row = PlanRow.objects.get(plan__subject=deals["丙"].pk, milestone=False)
    edit_row(actor=cast.actor("ar"), row=row.pk, deadline=clock.now() + timedelta(days=1))
    assert shown(client, f"{HOME}?by=late")[0] == "丙"
    assert 'class="pf-span late"' in client.get(HOME).content.decode()

    few = cost(client, HOME)
    for number in range(5):
        planned(cast, f"丁{number}", 4, 3)
    assert cost(client, HOME) == few <= 26
    whole, address, pages = shown(client, f"{HOME}?by=amount"), f"{HOME}?by=amount", []
    monkeypatch.setattr("pursuit.interfaces.web.portfolio.views.PAGE", 3)
    for _page in range(3):
        text = client.get(address, headers={"HX-Request": "true"} if pages else {}).content.decode()
        pages.append(re.findall(r'<td class="title">\s*<a[^>]*>([^<]+)</a>', text))
        found = re.search(r'hx-get="([^"]+after=[^"]+)"', text)
        address = found[1].replace("&amp;", "&") if found else ""
    assert [len(one) for one in pages] == [3, 3, 2]
    assert not address
    assert [name for one in pages for name in one] == whole
    assert shown(client, f"{HOME}?after=x.y") == shown(client, HOME)


def test_as_a_workbook(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    deal = planned(cast, "=甲", 9, 2)
    answer = client.post(f"{HOME}/export", {"query": "by=amount"})
    rows = list(load_workbook(io.BytesIO(answer.getvalue())).worksheets[0].iter_rows(values_only=True))
    assert rows[1][1:3] == ("'=甲", deal.code)
    assert rows[1][6:8] == (2_000_000, "CNY")
    assert Event.objects.get(verb="kernel.list.exported").payload.data["rows"] == 1
    assert client.get(f"{HOME}/export").status_code == 405
    plan = Plan.objects.get()
    window = Window(clock.today() - timedelta(days=10), clock.today() + timedelta(days=20))
    assert 30 < window.at(plan.start or 0) < 40
    assert len(window.months()) in (2, 3)
