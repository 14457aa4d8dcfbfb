"""Pages of people's time: a suggestion applied, work handed on, levelling over plans, a workbook."""

import html
import io
import re

import openpyxl
import pytest
from django.test import Client

from pursuit.domain.capacity.models import SkillNeed
from pursuit.domain.people.actions.skills import set_skill
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.projects.models import Project
from pursuit.kernel import terms
from tests.cast import Cast
from tests.web.making import enter, make_deal

WEEK = "2026-11-23"


@pytest.fixture
def deal(cast: Cast) -> Project:
    """Two rows side by side that nobody does."""
    made, ar = make_deal(cast), cast.actor("ar")
    change_plan(actor=ar, about=made.pk, begin=f"{WEEK} 08:30")
    for title in ("方案", "标书"):
        add_row(actor=ar, about=made.pk, title=title, duration="2d")
    return made


def part(client: Client, url: str) -> str:
    """As the page asks for it."""
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def sent(page: str, name: str) -> str:
    """A hidden value."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page
    return html.unescape(found[1])


def test_who_does_what(client: Client, cast: Cast, deal: Project) -> None:
    skill, first = terms.entries("skill")[0], PlanRow.objects.order_by("place")[0]
    set_skill(actor=cast.actor("admin"), user=cast.sr.pk, skill=skill.code, level=4)
    enter(client, cast, "director")
    home = f"/projects/{deal.pk}/plan/staffing"
    asked = client.post(f"/projects/{deal.pk}/plan/rows/{first.pk}/needs", {"skill-0": skill.code, "level-0": "3"})
    assert asked.status_code == 303 and SkillNeed.objects.get().level == 3
    alone = part(client, f"{home}?part=1&row={first.pk}")
    assert cast.sr.name in alone and skill.label in alone and cast.ar.name in alone  # who could not, and why
    stone = add_row(actor=cast.actor("ar"), about=deal.pk, title="开标", milestone=True)
    assert "不需要安排" in client.get(f"{home}?part=1&row={stone.pk}").content.decode()
    page = client.get(f"{home}?part=1").content.decode()  # without a script: the whole page
    assert "<html" in page and str(cast.sr.pk) in page
    chosen = {f"row-{first.pk}": cast.sr.pk, "version": sent(page, "version"), "role": "presales"}
    assert client.post(f"{home}/application", chosen).status_code == 303
    assert Assignment.objects.get().resource.user_id == cast.sr.pk
    assert client.post(f"{home}/application", chosen).status_code in (409, 422)


def test_handed_on_levelled_and_taken_away(client: Client, cast: Cast, deal: Project) -> None:
    for row in PlanRow.objects.all():
        assign(actor=cast.actor("ar"), row=row.pk, user=cast.ar.pk)
    enter(client, cast, "director")
    where = f"from={WEEK}&weeks=8"
    assert client.get(f"/workload/?{where}").status_code == 200
    page = part(client, f"/workload/leveling?{where}&part=1")
    assert client.get(f"/workload/leveling?{where}").status_code == 200 and "标书" in page
    assert client.post("/workload/leveling/application", {"apply": "broken"}).status_code == 422
    assert client.post("/workload/leveling/application", {"apply": sent(page, "apply")}).status_code == 303
    assert PlanRow.objects.filter(leveled__isnull=False).count() == 1
    assert 'name="apply"' not in part(client, f"/workload/leveling?{where}&part=1")

    book = client.post("/workload/export", {"query": f"{where}&over=1"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.getvalue())).worksheets[0]
    assert sheet.max_row == 1, "nobody has too much any more"
    book = client.post("/workload/export", {"query": where})
    lines = {line[1]: line[3:5] for line in openpyxl.load_workbook(io.BytesIO(book.getvalue())).worksheets[0].values}
    assert lines[cast.ar.name] == (32, 40)

    made = Assignment.objects.order_by("pk")[0]
    assert cast.sr.name in part(client, f"/workload/{cast.ar.pk}/{WEEK}")
    answer = client.post(f"/workload/assignments/{made.pk}/{WEEK}", {"to": cast.sr.pk})
    assert answer.status_code == 303 and Assignment.objects.get(pk=made.pk).resource.user_id == cast.sr.pk
