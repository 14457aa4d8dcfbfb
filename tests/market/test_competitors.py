"""Competitors: one card each, shared."""

import pytest

from pursuit.domain.market.actions.competitors import (
    create_competitor,
    delete_competitor,
    restore_competitor,
    update_competitor,
)
from pursuit.domain.market.queries.competitors import COMPETITORS, competitor
from pursuit.kernel import undo
from pursuit.kernel.errors import Forbidden, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event
from tests.cast import Cast


def test_a_card_per_rival(cast: Cast) -> None:
    actor = cast.actor("sr")
    row = create_competitor(actor=actor, title="恒通技术有限公司", strengths="价格低", price_level="lower")
    with pytest.raises(Refused) as no:
        create_competitor(actor=actor, title="恒通技术")
    assert no.value.field == "title"
    update_competitor(actor=cast.actor("manager"), competitor=row.pk, battlecard="比服务", version=1)
    undo.undo(cast.actor("manager"), Event.objects.filter(subject_id=row.pk).latest("pk").pk)
    assert competitor(cast.actor("stranger"), row.pk).battlecard == ""
    with pytest.raises(Forbidden):
        update_competitor(actor=cast.actor("stranger"), competitor=row.pk, note="x")
    with pytest.raises(Missing):
        competitor(cast.actor("guest"), row.pk)


def test_delete_restore_and_list(cast: Cast) -> None:
    actor = cast.actor("operations")
    row = create_competitor(actor=actor, title="恒通")
    delete_competitor(actor=actor, competitor=row.pk)
    again = create_competitor(actor=actor, title="恒通")
    with pytest.raises(Refused):
        restore_competitor(actor=actor, competitor=row.pk)
    found = page(COMPETITORS, actor, read_query(COMPETITORS, actor, {}, strict=True)).rows
    assert [one.id for one in found] == [again.pk]
