"""Tender dates of a project: what the rules say of them, days that follow as rows, what comes near."""

from datetime import timedelta

import pytest

from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.playbooks.actions.derived import add_dues
from pursuit.domain.playbooks.actions.tenders import (
    add_date_row,
    remove_tender_date,
    set_rule,
    set_tender,
    set_tender_date,
)
from pursuit.domain.playbooks.models import Tender, TenderDate
from pursuit.domain.playbooks.queries.tenders import calendar, near
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.making import make_deal


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


def set_date(cast: Cast, deal: Project, kind: str, at: str, **more: object) -> TenderDate:
    return set_tender_date.run(cast.actor("ar"), {"project": deal.pk, "kind": kind, "at": at, **more})


def live(deal: Project) -> dict[str, PlanRow]:
    rows = PlanRow.objects.filter(plan__subject=deal.pk, task__subject__deleted_at=None)
    return {one.task.title: one for one in rows.select_related("task__subject")}


def test_dates_rules_and_days_that_follow(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    change_plan(actor=ar, about=deal.pk, begin="2026-11-23 08:30")
    set_tender.run(ar, {"project": deal.pk, "procedure": "open", "budget": "1000000", "bond": "30000"})
    set_date(cast, deal, "documents_from", "2026-12-01")
    opening = set_date(cast, deal, "opening", "2026-12-18 09:30")
    found = calendar(ar, deal)
    assert [one.code for one in found.findings] == ["bond_share", "law_prepare"]
    set_rule(actor=cast.actor("operations"), code="law_prepare", days=15)
    set_rule(actor=cast.actor("operations"), code="bond_share", active=False)
    assert calendar(ar, deal).findings == []
    with pytest.raises(Forbidden):
        set_rule(actor=ar, code="law_prepare")

    add_date_row(actor=ar, date=opening.pk)
    with pytest.raises(Refused):
        add_date_row(actor=ar, date=opening.pk)
    add_dues(actor=ar, project=deal.pk, codes=["law_object_documents", "law_sign_by"])
    (title,) = [one for one in live(deal) if one != str(calendar(ar, deal).dates[7].kind.label)]
    assert day_of(live(deal)[title].start or 0).isoformat() == "2026-12-08"
    (due,) = [one for one in calendar(ar, deal).dues if one.row]
    assert due.due.code == "law_object_documents"
    with pytest.raises(Conflict):
        add_dues(actor=ar, project=deal.pk, codes=["law_object_documents"])
    set_date(cast, deal, "opening", "2026-12-25 09:30")
    assert day_of(live(deal)[title].start or 0).isoformat() == "2026-12-15"
    undo.undo(ar, Event.objects.filter(verb="playbooks.tender_date.moved").latest("pk").pk)
    undo.undo(ar, Event.objects.get(verb="playbooks.dues.added").pk)
    assert len(live(deal)) == 1 and Plan.objects.get().start is not None

    set_tender.run(ar, {"project": deal.pk, "procedure": "gov_open"})
    undo.undo(ar, Event.objects.filter(verb="playbooks.tender.set").latest("pk").pk)
    row = Tender.objects.get()
    assert (row.procedure, row.budget, row.bond) == ("open", 1_000_000_00, 30_000_00)


def test_ties_and_refusals(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    long = add_row(actor=ar, about=deal.pk, title="编制")
    stone = add_row(actor=ar, about=deal.pk, title="开标", milestone=True)
    other = add_row(actor=ar, about=make_deal(cast, "另一个").pk, title="开标", milestone=True)
    for row in (long, other):
        with pytest.raises(Refused):
            set_date(cast, deal, "opening", "2026-12-18 09:30", row=row.pk)
    with pytest.raises(Refused):
        set_date(cast, deal, "party", "2026-12-18 09:30")
    made = set_date(cast, deal, "opening", "2026-12-18 09:30", row=stone.pk)
    stone.refresh_from_db()
    assert stone.anchor and stone.start == made.at
    remove_tender_date(actor=ar, date=made.pk)
    assert not TenderDate.objects.exists() and PlanRow.objects.filter(pk=stone.pk).exists()
    undo.undo(ar, Event.objects.filter(verb="playbooks.tender_date.removed").latest("pk").pk)
    assert TenderDate.objects.get().row_id == stone.pk
    for part in ("stranger", "teammate"):
        with pytest.raises(Refused):
            set_tender_date(actor=cast.actor(part), project=deal.pk, kind="opening", at="2026-12-20")


def test_what_comes_near(cast: Cast, deal: Project) -> None:
    today = clock.today()
    for kind, days in (("questions", 2), ("opening", 20), ("bond_back", -4), ("documents_to", -1), ("bond_due", 4)):
        set_date(cast, deal, kind, f"{today + timedelta(days=days)}")
    found = [(one.kind.code, one.left) for one in near(cast.actor("ar"))]
    assert found == [("bond_back", -4), ("questions", 2)]
    assert near(cast.actor("teammate")) == [] == near(cast.actor("stranger"))
