"""Words that people read in lists, filters and histories: in their language, and the right one of two meanings."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from pursuit.domain.market.actions.leads import create_lead
from pursuit.domain.market.queries.leads import STATES
from pursuit.domain.pipeline.queries.sight import sight
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.shell import formats
from pursuit.kernel import listing as lists
from tests.cast import Cast
from tests.web.making import enter, make_deal


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_stages_and_methods_are_named_in_the_readers_language(cast: Cast) -> None:
    stage = make_deal(cast).stage
    actor = cast.actor("ar")
    for language, name in (("zh-hans", stage.name), ("en", stage.name_en)):
        with override(language):
            page = lists.page(PROJECTS, actor, lists.read_query(PROJECTS, actor, {"cols": "title,stage,method"}))
            cell = page.rows[0].cell("stage")
            assert cell is not None and cell.text == name
    assert stage.name != stage.name_en


def test_a_list_of_projects_is_filtered_by_the_name_of_a_stage(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    enter(client, cast, "ar")
    sheet = shown(client, "/lists/projects/filter?path=/projects/")
    assert re.search(rf'name="f.stage_code.in"\s+value="{deal.stage.code}"', sheet) and deal.stage.name in sheet
    there = shown(client, f"/projects/?f.stage_code.in={deal.stage.code}")
    assert deal.title in there and f"阶段 {deal.stage.name}" in there
    assert deal.title not in shown(client, "/projects/?f.stage_code.in=bid")


def test_a_filter_by_a_record_names_it(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    assert deal.account is not None
    enter(client, cast, "ar")
    page = shown(client, f"/projects/?f.account.in={deal.account_id}")
    assert f"客户 {deal.account.title}" in page and f"#{deal.account_id}" not in page
    stranger = shown(enter(client, cast, "stranger"), f"/projects/?f.account.in={deal.account_id}")
    assert deal.account.title not in stranger


def test_one_word_in_english_two_in_chinese(client: Client, cast: Cast) -> None:
    lead = create_lead(actor=cast.actor("ar"), title="数采改造", company="泽垣机床")
    enter(client, cast, "ar")
    page = shown(client, f"/leads/{lead.pk}")
    assert "作废" in page and "驳回" not in page
    with override("zh-hans"):
        assert str(dict(STATES)["new"]) == "待指派" and str(dict(STATES)["rejected"]) == "已作废"


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [("zh-hans", "CNY", "12.00 万元"), ("zh-hans", "USD", "USD 12.00 万"), ("en", "CNY", "CNY 120,000")],
)
def test_an_amount_names_its_currency(language: str, currency: str, said: str) -> None:
    with override(language):
        text = formats.in_wan(12_000_000, currency) if language != "en" else "120,000"
        assert formats.named(text, currency) == said


def test_history_names_people_and_stages(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    enter(client, cast, "ar")
    page = shown(client, f"/records/{deal.pk}/history")
    assert deal.stage.name in page and str(cast.ar) in page


def test_the_figures_of_the_desk_are_those_of_the_lists(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    actor = cast.actor("ar")
    for one in sight(actor):
        query = dict(part.split("=") for part in one.query.split("&"))
        found = lists.totals(PROJECTS, actor, lists.read_query(PROJECTS, actor, query), exact=True)
        assert one.count == found.count, one.code
    page = shown(enter(client, cast, "ar"), "/desk/sight")
    assert "项目盘面" in page and "f.kind=deal" in page
    assert deal.amount_base
    assert "项目盘面" not in shown(enter(client, cast, "stranger"), "/desk/sight")
