"""Deputies and absences."""

from datetime import timedelta

import pytest

from pursuit.domain.people.actions.absences import add_absence, cancel_absence, update_absence
from pursuit.domain.people.actions.deputies import end_deputy, set_deputy
from pursuit.domain.people.queries.absences import ABSENCES, absences
from pursuit.domain.people.queries.absences import absence as one
from pursuit.domain.people.queries.planning import absences_of
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Deputy, Event
from tests.cast import Cast

DAY = timedelta(days=1)


def test_a_deputy_stands_in_between_two_days(cast: Cast) -> None:
    now = today()
    row = set_deputy(actor=cast.actor("manager"), deputy=cast.ar.pk, since=now, until=now + DAY)
    assert cast.actor("ar").stands_in_for == {cast.manager.pk}
    with pytest.raises(Conflict):
        set_deputy(actor=cast.actor("manager"), deputy=cast.ar.pk, since=now + DAY, until=now + 5 * DAY)
    end_deputy(actor=cast.actor("manager"), deputy=row.pk)
    assert not cast.actor("ar").stands_in_for


def test_who_names_a_deputy_for_whom(cast: Cast) -> None:
    span = {"since": today(), "until": today()}
    with pytest.raises(Forbidden):
        set_deputy(actor=cast.actor("ar"), user=cast.manager.pk, deputy=cast.ar.pk, **span)
    with pytest.raises(Forbidden):
        set_deputy(actor=cast.actor("guest"), deputy=cast.ar.pk, **span)
    with pytest.raises(Refused):
        set_deputy(actor=cast.actor("ar"), deputy=cast.ar.pk, **span)
    row = set_deputy(actor=cast.actor("manager"), user=cast.ar.pk, deputy=cast.teammate.pk, **span)
    with pytest.raises(Forbidden):
        end_deputy(actor=cast.actor("stranger"), deputy=row.pk)
    end_deputy(actor=cast.actor("ar"), deputy=row.pk)
    assert not Deputy.objects.exists()


def test_absences_are_seen_by_the_team(cast: Cast) -> None:
    now = today()
    row = add_absence(actor=cast.actor("ar"), kind="sick", since=now, until=now + DAY, note="发烧")
    for part, sees in (("teammate", True), ("manager", True), ("admin", True), ("stranger", False), ("guest", False)):
        assert absences(cast.actor(part)).exists() is sees
    assert absences_of([cast.ar.pk], now, now) and not absences_of([cast.ar.pk], now + 2 * DAY, now + 3 * DAY)
    columns = ABSENCES.columns_for(cast.actor("teammate"))
    assert "note" not in columns and "note" in ABSENCES.columns_for(cast.actor("admin"))
    assert page(ABSENCES, cast.actor("teammate"), read_query(ABSENCES, cast.actor("teammate"), {})).rows[0].id == row.pk
    with pytest.raises(Missing):
        one(cast.actor("stranger"), row.pk)
    assert "发烧" not in str(list(Event.objects.values_list("payload__data", flat=True)))


def test_absences_are_kept_by_oneself_and_leaders(cast: Cast) -> None:
    now = today()
    row = add_absence(actor=cast.actor("ar"), kind="annual", since=now, until=now + DAY)
    with pytest.raises(Forbidden):
        cancel_absence(actor=cast.actor("teammate"), absence=row.pk)
    with pytest.raises(Missing):
        cancel_absence(actor=cast.actor("stranger"), absence=row.pk)
    with pytest.raises(Conflict):
        add_absence(actor=cast.actor("manager"), user=cast.ar.pk, kind="trip", since=now + DAY, until=now + 9 * DAY)
    with pytest.raises(Refused):
        update_absence(actor=cast.actor("ar"), absence=row.pk, until=now - DAY)
    update_absence(actor=cast.actor("manager"), absence=row.pk, version=1, until=now)
    cancel_absence(actor=cast.actor("ar"), absence=row.pk, version=2)
    assert not absences_of([cast.ar.pk], now, now)
