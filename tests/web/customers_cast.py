"""A customer with people, a visit and promises, for the page tests of the room."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.commitments import add_commitment
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.customers.models import Account, Affiliation, Commitment, Contact, Visit
from pursuit.kernel import clock
from tests.cast import Cast


@dataclass(frozen=True)
class World:
    """What the pages show."""

    account: Account
    contact: Contact
    post: Affiliation
    visit: Visit
    promise: Commitment

    def path(self, pattern: str) -> str:
        return pattern.format(a=self.account.pk, c=self.contact.pk, p=self.post.pk, v=self.visit.pk, k=self.promise.pk)


def build(cast: Cast) -> World:
    """Made by the AR."""
    ar = cast.actor("ar")
    account = create_account(actor=ar, title="东海港口集团有限公司", region="上海", tier="a", short_name="东海港口")
    contact = create_contact(actor=ar, title="陈国栋", account=account.pk, job_title="主任", mobile="13800001111")
    visit = create_visit(
        actor=ar,
        account=account.pk,
        kind="visit",
        happened_at=clock.now() - timedelta(days=2),
        purpose="交流二期需求",
        theirs=[contact.pk],
        customer_words="高峰期经常卡",
    )
    promise = add_commitment(
        actor=ar, whose="ours", visit=visit.pk, text="提供测试报告", due_on=clock.today() - timedelta(days=1)
    )
    return World(account, contact, contact.affiliations.get(), visit, promise)


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client
