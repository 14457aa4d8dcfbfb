"""From lead to project in one step, and back."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account, Contact
from pursuit.domain.market.actions.leads import create_lead
from pursuit.domain.market.models import Lead
from pursuit.domain.projects.actions.leads import convert_lead
from pursuit.domain.projects.models import Project
from pursuit.kernel import undo
from pursuit.kernel.errors import Conflict, Invalid, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast


@pytest.fixture
def lead(cast: Cast) -> Lead:
    return create_lead(
        actor=cast.actor("ar"),
        title="园区配电改造",
        company="明州化工有限公司",
        contact_name="周工",
        phone="13800001111",
        amount=Money(5000),
    )


def test_everything_is_made_at_once(cast: Cast, lead: Lead) -> None:
    made = convert_lead(actor=cast.actor("ar"), lead=lead.pk)
    assert (made.account.title, made.contact.title, made.project.title) == ("明州化工有限公司", "周工", "园区配电改造")
    assert made.project.amount_base == 5000
    lead.refresh_from_db()
    assert (lead.state, lead.became_id, lead.account_id) == ("converted", made.project.pk, made.account.pk)
    with pytest.raises(Conflict):
        convert_lead(actor=cast.actor("ar"), lead=lead.pk)


def test_a_known_customer_is_reused(cast: Cast, lead: Lead) -> None:
    known = create_account(actor=cast.actor("ar"), title="明州化工")
    made = convert_lead(actor=cast.actor("ar"), lead=lead.pk, account=known.pk, title="配电改造一期")
    assert (made.account.pk, made.project.account_id, made.project.title) == (known.pk, known.pk, "配电改造一期")
    assert Account.objects.count() == 1


def test_all_or_nothing(cast: Cast, lead: Lead) -> None:
    Lead.objects.filter(pk=lead.pk).update(company="")
    with pytest.raises(Refused):
        convert_lead(actor=cast.actor("ar"), lead=lead.pk)
    with pytest.raises(Invalid):
        convert_lead(actor=cast.actor("stranger"), lead=lead.pk)
    assert not Project.objects.exists() and not Contact.objects.exists()


def test_undo_takes_back_what_was_made(cast: Cast, lead: Lead) -> None:
    actor = cast.actor("ar")
    convert_lead(actor=actor, lead=lead.pk)
    undo.undo(actor, Event.objects.get(verb="lead.converted").pk)
    lead.refresh_from_db()
    assert (lead.state, lead.became_id) == ("working", None)
    assert not Project.objects.visible_to(actor).exists()
    assert not Account.objects.visible_to(actor).exists()
