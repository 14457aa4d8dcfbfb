"""A bid bond asked for at the tender desk reaches finance, is put up once, and the desk sees it."""

import pytest
from django.test import Client

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.results import ask_bond, settle_bond
from pursuit.domain.bids.models import BondRequest
from pursuit.domain.finance.actions.bonds import create_bond, delete_bond
from pursuit.domain.finance.models import Bond
from pursuit.domain.finance.queries.asked import asked_bonds
from pursuit.kernel import clock
from pursuit.kernel.errors import Conflict
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.making import enter, make_deal


@pytest.fixture
def asked(cast: Cast) -> BondRequest:
    bid = create_bid(actor=cast.actor("ar"), project=make_deal(cast).pk, title="一标段")
    return ask_bond(
        actor=cast.actor("ar"), bid=bid.pk, amount=Money(12_345_600), due_on=clock.today(), payee="招标公司"
    )


def test_it_is_put_up_once(cast: Cast, asked: BondRequest) -> None:
    finance = cast.actor("finance")
    assert list(asked_bonds(finance)) == [asked] and not asked_bonds(cast.actor("stranger")).exists()
    made = create_bond(actor=finance, kind="bid", beneficiary="招标公司", request=asked.pk)
    assert not asked_bonds(finance).exists()
    with pytest.raises(Conflict):
        create_bond(actor=finance, kind="bid", beneficiary="招标公司", request=asked.pk)
    delete_bond(actor=finance, bond=made.pk)
    assert asked_bonds(finance).exists()
    settle_bond(actor=cast.actor("ar"), bid=asked.bid_id, bond=asked.pk, state="withdrawn")
    assert not asked_bonds(finance).exists()


def test_on_the_pages(client: Client, cast: Cast, asked: BondRequest) -> None:
    enter(client, cast, "finance")
    assert "1 笔投标保证金待办理" in client.get("/finance/").content.decode()
    page = client.get("/finance/bonds").content.decode()
    assert f"/finance/bonds/new?request={asked.pk}" in page and "12.35" in page and "招标公司" in page
    form = client.get(f"/finance/bonds/new?request={asked.pk}").content.decode()
    assert 'value="招标公司"' in form and "变电站监控系统" in form
    sent = {"kind": "bid", "form": "cash", "beneficiary": "招标公司", "amount": "123456", "amount_currency": "CNY",
            "out_on": f"{clock.today()}", "owner": cast.ar.pk, "about": asked.bid.project_id}  # fmt: skip
    assert client.post(f"/finance/bonds/new?request={asked.pk}", sent).status_code == 303
    made = Bond.objects.get()
    assert (made.request_id, made.amount, made.about_id) == (asked.pk, 12_345_600, asked.bid.project_id)
    assert "待办理" not in client.get("/finance/bonds").content.decode()
    for part, seen in (("ar", True), ("fr", False)):
        page = enter(client, cast, part).get(f"/bids/{asked.bid_id}/sealing").content.decode()
        assert (made.code in page) is seen, part
    assert "待办理" not in enter(client, cast, "stranger").get("/finance/bonds").content.decode()
    assert client.get("/finance/bonds/new?request=99999").status_code == 200
