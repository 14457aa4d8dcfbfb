"""The library: who may, what runs out, who occupies what."""

from datetime import date, timedelta

import pytest

from pursuit.domain.credentials.actions.credentials import (
    create_credential,
    delete_credential,
    restore_credential,
    update_credential,
)
from pursuit.domain.credentials.actions.uses import occupy_credential, release_credential
from pursuit.domain.credentials.models import CredentialUse
from pursuit.domain.credentials.queries.credentials import credentials, ending, uses
from pursuit.domain.credentials.rules.expiry import ENDING, EXPIRED, LASTING, VALID, standing
from pursuit.domain.projects.actions.projects import create_project
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_paper_holds_on_its_last_day() -> None:
    day = date(2026, 3, 1)
    assert standing(None, day) == LASTING
    assert standing(day, day) == ENDING and standing(day - timedelta(days=1), day) == EXPIRED
    assert standing(day + timedelta(days=90), day) == ENDING and standing(day + timedelta(days=91), day) == VALID


def test_who_keeps_them(cast: Cast) -> None:
    row = create_credential(actor=cast.actor("operations"), kind="qualification", title="ISO 27001")
    assert credentials(cast.actor("stranger")).get() == row
    assert not credentials(cast.actor("guest")).exists()
    with pytest.raises(Forbidden):
        update_credential(actor=cast.actor("ar"), credential=row.pk, level="三级")
    with pytest.raises(Refused, match="backwards"):
        update_credential(
            actor=cast.actor("sr"), credential=row.pk, issued_on=date(2026, 2, 1), expires_on=date(2026, 1, 1)
        )
    row.refresh_from_db()
    assert row.expires_on is None


def test_what_runs_out(cast: Cast) -> None:
    actor, today = cast.actor("operations"), clock.today()
    for title, days in (("已过期", -1), ("快到期", 90), ("还早", 91)):
        create_credential(actor=actor, kind="other", title=title, expires_on=today + timedelta(days=days))
    create_credential(actor=actor, kind="other", title="长期")
    assert [one.title for one in ending(cast.actor("ar"))] == ["已过期", "快到期"]


def test_a_persons_certificate_serves_one_at_a_time(cast: Cast) -> None:
    ar = cast.actor("ar")
    first, second = (create_project(actor=ar, title=name) for name in ("甲", "乙"))
    paper = create_credential(actor=cast.actor("operations"), kind="person", title="一级建造师", holder=cast.fr.pk)
    assert paper.exclusive
    use = occupy_credential(actor=ar, credential=paper.pk, subject=first.pk)
    assert occupy_credential(actor=ar, credential=paper.pk, subject=first.pk) == use
    with pytest.raises(Conflict, match="甲"):
        occupy_credential(actor=ar, credential=paper.pk, subject=second.pk)
    with pytest.raises(Conflict):
        delete_credential(actor=cast.actor("operations"), credential=paper.pk)
    with pytest.raises(Forbidden):  # nobody frees the papers of a bid they do not even see
        release_credential(actor=cast.actor("stranger"), use=use.pk)
    release_credential(actor=ar, use=use.pk)
    occupy_credential(actor=ar, credential=paper.pk, subject=second.pk)
    shown = uses(cast.actor("stranger"), paper.pk)
    assert [one.about for one in shown] == ["", ""]  # a stranger is not told whose bid it is
    assert [one.about for one in uses(ar, paper.pk)] == ["乙", "甲"]


def test_a_company_paper_serves_many(cast: Cast) -> None:
    ar = cast.actor("ar")
    paper = create_credential(actor=cast.actor("operations"), kind="qualification", title="CMMI5")
    for name in ("甲", "乙"):
        occupy_credential(actor=ar, credential=paper.pk, subject=create_project(actor=ar, title=name).pk)
    assert CredentialUse.objects.filter(released_at=None).count() == 2


def test_undo(cast: Cast) -> None:
    actor = cast.actor("operations")
    row = create_credential(actor=actor, kind="other", title="授权书", level="甲")
    update_credential(actor=actor, credential=row.pk, level="乙")
    undo.undo(actor, Event.objects.latest("pk").pk)
    row.refresh_from_db()
    assert row.level == "甲"
    delete_credential(actor=actor, credential=row.pk)
    assert restore_credential(actor=actor, credential=row.pk) == row
