"""Is it there already? Names, numbers, reasons, and no word about what one may not see."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.queries.duplicates import account_candidates, contact_candidates
from pursuit.domain.customers.rules import names, reach
from tests.cast import Cast

CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("远航通信（中国）有限公司", "远航通信"),
        ("远航通信股份有限公司", "远航通信"),
        ("远航 通信", "远航通信"),
        ("ＨＵＡＷＥＩ Technologies Co., Ltd.", "huaweitechnologies"),
        ("公司", "公司"),
    ],
)
def test_the_normal_form_of_a_name(name: str, bare: str) -> None:
    assert names.normalise(name) == bare


def test_core_and_likeness() -> None:
    assert names.core("上海远航智能科技有限公司") == "远航"
    assert names.core("北京科技") == "科技"
    assert names.similarity("华东电力", "华东电力") == 1
    assert 0.5 < names.similarity("华东电力检修", "华东电力") < 1
    assert names.similarity("甲", "乙") == 0
    assert names.reading("华为") == names.reading("华维")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+86 138-0000-1111", "13800001111"),
        ("008613800001111", "13800001111"),
        ("021-55667788", "2155667788"),
        ("110", ""),
    ],
)
def test_phone_numbers(text: str, digits: str) -> None:
    assert reach.phone(text) == digits


def test_hosts() -> None:
    assert reach.host("HTTPS://www.Example.com/a?b") == "example.com"
    assert reach.host("localhost") == ""


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"title": "华东电力（中国）股份有限公司"}, "name"),
        ({"title": "画东电力"}, "reading"),
        ({"title": "完全不同", "credit_code": CODE}, "credit"),
        ({"title": "完全不同", "phone": "+86 21 55667788"}, "phone"),
        ({"title": "完全不同", "website": "http://hddl.cn/x"}, "host"),
        ({"title": "华电"}, "short"),
        ({"title": "华东电力检修"}, "similar"),
        ({"title": "上海华东电力科技有限公司"}, "core"),
    ],
)
def test_an_account_is_recognised(cast: Cast, asked: dict[str, str], reason: str) -> None:
    actor = cast.actor("ar")
    row = create_account(
        actor=actor,
        title="华东电力有限公司",
        short_name="华电",
        credit_code=CODE,
        phone="021-55667788",
        website="www.hddl.cn",
    )
    create_account(actor=actor, title="毫不相干")
    if reason == "similar":
        update_account(actor=actor, account=row.pk, title="华东电力检修公司总部")
    (found,) = account_candidates(actor, **asked)
    assert found.id == row.pk
    assert reason in found.reasons
    assert found.reason_texts
    assert 50 <= found.score <= 100
    assert account_candidates(actor, **asked, exclude=row.pk) == []


def test_nothing_like_it(cast: Cast) -> None:
    create_account(actor=cast.actor("ar"), title="华东电力")
    create_account(actor=cast.actor("ar"), title="上海地铁集团有限公司")
    assert account_candidates(cast.actor("ar"), title="西南铁路") == []
    assert account_candidates(cast.actor("ar"), title="北京地铁集团有限公司") == []
    assert account_candidates(cast.actor("ar")) == []


def test_of_invisible_records_only_existence_and_whom_to_ask(cast: Cast) -> None:
    create_account(actor=cast.actor("ar"), title="华东电力", phone="021-55667788", region="秘密")
    (found,) = account_candidates(cast.actor("stranger"), title="华东电力有限公司", phone="02155667788")
    assert (found.id, found.title, found.visible) == (None, "", False)
    assert found.reasons == ("name",)
    assert found.talk_to == (cast.manager.name,)
    assert account_candidates(cast.actor("stranger"), title="华东", phone="021-55667788") == []


def test_contacts(cast: Cast) -> None:
    actor = cast.actor("ar")
    account = create_account(actor=actor, title="华东电力")
    row = create_contact(actor=actor, title="王建国", account=account.pk, mobile="138 0000 1111", email="W@x.cn")
    by_mobile = contact_candidates(actor, title="王某", mobile="+8613800001111")
    assert [(one.id, one.reasons) for one in by_mobile] == [(row.pk, ("mobile",))]
    here = contact_candidates(actor, title="王建国先生", account=account.pk)
    elsewhere = contact_candidates(actor, title="王建国")
    assert here[0].reasons == ("name_here",)
    assert here[0].score > elsewhere[0].score
    assert contact_candidates(actor, email="w@X.cn")[0].id == row.pk
    assert contact_candidates(cast.actor("stranger"), title="王建国") == []
    assert contact_candidates(cast.actor("stranger"), mobile="13800001111")[0].title == ""


def test_a_change_of_name_is_noticed(cast: Cast) -> None:
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="华东电力")
    update_account(actor=actor, account=row.pk, title="华东新能源")
    assert [one.id for one in account_candidates(actor, title="华东新能源")] == [row.pk]
    assert all("name" not in one.reasons for one in account_candidates(actor, title="华东电力"))
