"""A bid of the AR's, with a tender's dates."""

from datetime import timedelta

import pytest

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.models import Bid
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.playbooks.actions.tenders import set_tender_date
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import Cast

W = 1_000_000


@pytest.fixture
def project(cast: Cast) -> Project:
    ar = cast.actor("ar")
    account = create_account(actor=ar, title="港务集团")
    return create_project(actor=ar, title="闸口智能化", account=account.pk)


@pytest.fixture
def bid(cast: Cast, project: Project) -> Bid:
    ar = cast.actor("ar")
    opening = clock.start_of(clock.today() + timedelta(days=20))
    set_tender_date(actor=ar, project=project.pk, kind="opening", at=opening)
    return create_bid(
        actor=ar, project=project.pk, title="闸口智能化 一标段", ceiling=Money(600 * W), price=Money(550 * W)
    )
