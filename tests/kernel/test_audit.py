"""The audit trail: sealed in chained batches, and every kind of tampering shows."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.kernel import audit, clock
from pursuit.kernel.models import Event, EventPayload, Seal
from tests.cast import Cast


@pytest.fixture
def sealed(cast: Cast) -> Cast:
    for at in range(6):
        row = create_account(actor=cast.actor("ar"), title=f"客户 {at}")
        update_account(actor=cast.actor("ar"), account=row.pk, region=f"{at}")
    while audit.seal(5, settled_seconds=-1):
        pass
    return cast


def test_sealed_in_batches_and_clean(sealed: Cast) -> None:
    assert [seal.count for seal in Seal.objects.order_by("last")] == [5, 5, 2]
    assert not list(audit.verify())


def test_what_is_not_settled_is_not_sealed(cast: Cast) -> None:
    create_account(actor=cast.actor("ar"), title="刚写的")
    assert audit.seal() == 0


@pytest.mark.parametrize("column", ["actor_id", "verb", "at", "action", "source"])
def test_a_changed_event_is_found(sealed: Cast, column: str) -> None:
    event = Event.objects.order_by("pk")[3]
    values = {"actor_id": sealed.stranger.pk, "at": clock.now()}
    Event.objects.filter(pk=event.pk).update(**{column: values.get(column, "x")})
    assert [fault.event for fault in audit.verify()] == [event.pk]


def test_a_changed_payload_is_found(sealed: Cast) -> None:
    payload = EventPayload.objects.order_by("pk")[4]
    EventPayload.objects.filter(pk=payload.pk).update(data={"changes": {}})
    assert [fault.event for fault in audit.verify()] == [payload.pk]


def test_a_changed_event_with_a_recomputed_digest_is_found(sealed: Cast) -> None:
    from pursuit.kernel.events import event_digest

    event = Event.objects.order_by("pk")[3]
    event.actor_id = sealed.stranger.pk
    event.digest = event_digest(event)
    event.save()
    assert list(audit.verify())


def test_a_removed_event_is_found(sealed: Cast) -> None:
    event = Event.objects.order_by("pk")[3]
    EventPayload.objects.filter(pk=event.pk).delete()
    Event.objects.filter(pk=event.pk).delete()
    assert list(audit.verify())


def test_a_removed_seal_is_found(sealed: Cast) -> None:
    Seal.objects.order_by("last")[1].delete()
    assert list(audit.verify())


def test_personal_data_can_be_erased_without_a_break(sealed: Cast) -> None:
    EventPayload.objects.update(data={}, erased_at=clock.now())
    assert not list(audit.verify())
