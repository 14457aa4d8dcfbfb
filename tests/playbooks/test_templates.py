"""Templates in plans: laid out, applied, applied again, taken back, moved with their anchors, made from a plan."""

from datetime import date

import pytest

from pursuit.domain.execution.models import CheckItem
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row, remove_rows
from pursuit.domain.plans.models import Assignment, Plan, PlanLink, PlanResource, PlanRow
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.playbooks.actions.applying import apply_template
from pursuit.domain.playbooks.actions.saving import save_template
from pursuit.domain.playbooks.actions.templates import copy_template, create_template, edit_template, retire_template
from pursuit.domain.playbooks.actions.tenders import set_tender_date
from pursuit.domain.playbooks.fields import LinkSpec, RowSpec
from pursuit.domain.playbooks.models import AppliedRow, PlanTemplate, TenderDate
from pursuit.domain.playbooks.queries import ground, templates
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.making import make_deal


def shipped(code: str) -> PlanTemplate:
    return PlanTemplate.objects.get(code=code)


def rows(about: Project) -> dict[str, PlanRow]:
    live = PlanRow.objects.filter(plan__subject=about.pk, task__subject__deleted_at=None)
    return {one.task.title: one for one in live.select_related("task__subject").order_by("place")}


def at(row: PlanRow, end: str = "start") -> str:
    return f"{aware(getattr(row, end) or 0, clock.zone()):%m-%d %H:%M}"


@pytest.fixture
def deal(cast: Cast) -> Project:
    """With its plan beginning on Monday 23 November 2026, and the iron triangle but for a bid manager."""
    made = make_deal(cast)
    for part in ("sr", "fr"):
        add_member(actor=cast.actor("ar"), project=made.pk, user=cast.users[part].pk, role=part)
    change_plan(actor=cast.actor("ar"), about=made.pk, begin="2026-11-23 08:30")
    return made


def small(cast: Cast) -> PlanTemplate:
    """编制 five days, done three days before the opening; 解读 before it; 小结 two days after."""
    return create_template(
        actor=cast.actor("ar"),
        name="小投标",
        stage="bid",
        rows=[
            RowSpec(key="opening", title="开标", milestone=True, side=1, tender="opening", duration="0"),
            RowSpec(key="work", title="标书"),
            RowSpec(key="read", parent="work", title="解读", duration="1d", role="ar", anchor="begin"),
            RowSpec(
                key="write", parent="work", title="编制", duration="5d", role="sr", anchor="opening", before=True,
                offset=3, checks=["目录", "偏离表"], evidence="标书",
            ),
            RowSpec(key="review", title="小结", duration="4h", role="bid_manager", anchor="opening", offset=2),
        ],
        links=[LinkSpec(before="read", after="write")],
    )  # fmt: skip


def apply(cast: Cast, deal: Project, row: PlanTemplate, **more: object) -> None:
    apply_template.run(cast.actor("ar"), {"project": deal.pk, "template": row.pk, **more})


OPENING = {"opening": "2026-12-18 09:30"}


def test_applied_again_and_taken_back(cast: Cast, deal: Project) -> None:
    template = small(cast)
    seen = ground.preview(cast.actor("ar"), deal, template)
    assert [title for title, _anchor in seen.left] == ["开标", "编制", "小结"]
    seen = ground.preview(cast.actor("ar"), deal, template, {"opening": _minutes(OPENING["opening"])})
    assert (seen.left, seen.nobody, not seen.plan or PlanRow.objects.count()) == ([], ["bid_manager"], 0)
    apply(cast, deal, template, anchors=OPENING)
    found = rows(deal)
    assert list(found) == ["小投标", "开标", "标书", "解读", "编制", "小结"]
    # Friday 18 December at half past nine; three working days before is Tuesday at half past nine.
    assert (at(found["开标"]), at(found["编制"], "finish")) == ("12-18 09:30", "12-15 09:30")
    assert (
        at(found["编制"]) == "12-08 09:30" and at(found["小结"]) == "12-22 09:30" and at(found["解读"]) == "11-23 08:30"
    )
    dated = {one.title: (one.start, one.finish) for one in seen.lines if not one.summary}
    assert dated == {title: (one.start, one.finish) for title, one in found.items() if title in dated}
    assert found["编制"].parent == found["标书"] and found["标书"].parent == found["小投标"]
    assert set(Assignment.objects.values_list("row__task__subject__title", "resource__user")) == {
        ("解读", cast.ar.pk), ("编制", cast.sr.pk),
    }  # fmt: skip
    assert found["编制"].task.subject.owner_id == cast.sr.pk and "标书" in found["编制"].task.note
    assert list(CheckItem.objects.order_by("place").values_list("title", flat=True)) == ["目录", "偏离表"]
    assert TenderDate.objects.get().row_id == found["开标"].pk
    applied = Event.objects.get(verb="playbooks.template.applied")

    with pytest.raises(Conflict):
        apply(cast, deal, template)
    assert not templates.used_in(deal.pk, [0]) and templates.used_in(deal.pk, [template.pk])
    undo.undo(cast.actor("ar"), applied.pk)
    assert (list(rows(deal)), TenderDate.objects.count(), Plan.objects.get().start) == ([], 0, None)
    apply(cast, deal, template, anchors=OPENING)
    assert len(rows(deal)) == 6

    remove_rows(actor=cast.actor("ar"), rows=[rows(deal)["编制"].pk])
    (missing,) = ground.preview(cast.actor("ar"), deal, template).lines
    assert (missing.title, missing.finish) == ("编制", found["编制"].finish)
    apply(cast, deal, template)
    again = rows(deal)
    assert len(again) == 6 and again["编制"].parent == again["标书"]
    assert (again["编制"].start, again["编制"].finish) == (found["编制"].start, found["编制"].finish)
    assert PlanLink.objects.filter(before=again["解读"], after=again["编制"]).exists()


def _minutes(text: str) -> int:
    day, hour = text.split()
    hours, minutes = hour.split(":")
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 1440 + int(hours) * 60 + int(minutes)


def test_what_lies_before_moves_with_its_anchor(cast: Cast, deal: Project) -> None:
    apply(cast, deal, small(cast), anchors=OPENING)
    ar = cast.actor("ar")
    set_tender_date(actor=ar, project=deal.pk, kind="opening", at="2026-12-25 09:30")
    found = rows(deal)
    assert (at(found["开标"]), at(found["编制"], "finish")) == ("12-25 09:30", "12-22 09:30")
    undo.undo(ar, Event.objects.filter(verb="playbooks.tender_date.moved").latest("pk").pk)
    assert at(rows(deal)["编制"], "finish") == "12-15 09:30"

    edit_row(actor=ar, row=found["开标"].pk, start="2026-12-11 14:00")  # as a drag in the chart does
    found = rows(deal)
    assert (at(found["开标"]), at(found["编制"], "finish")) == ("12-11 14:00", "12-08 14:00")
    assert aware(TenderDate.objects.get().at, clock.zone()).strftime("%m-%d %H:%M") == "12-11 14:00"
    undo.undo(ar, Event.objects.filter(verb="task.planned").latest("pk").pk)
    assert aware(TenderDate.objects.get().at, clock.zone()).strftime("%m-%d %H:%M") == "12-18 09:30"

    set_tender_date(actor=ar, project=deal.pk, kind="opening", at="2026-11-27 09:30")
    found = rows(deal)
    assert at(found["开标"]) == "11-27 09:30" and (found["编制"].total_float or 0) < 0
    assert Plan.objects.get().misses, "the plan says that it no longer fits"


def test_one_opening_for_two_templates_and_picked_rows(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    set_tender_date(actor=ar, project=deal.pk, kind="opening", at="2026-12-18 09:30")
    assign(actor=ar, row=add_row(actor=ar, about=deal.pk, title="交流").pk, user=cast.sr.pk)
    apply(cast, deal, small(cast))
    assert PlanResource.objects.filter(user=cast.sr).count() == 1
    assert Assignment.objects.filter(resource__user=cast.sr).count() == 2
    other = create_template(
        actor=ar, name="保函", rows=[RowSpec(key="bond", title="开保函", anchor="opening", before=True, offset=2)]
    )
    apply(cast, deal, other)
    found = rows(deal)
    assert sum(one.anchor for one in found.values()) == 1 and at(found["开保函"], "finish") == "12-16 09:30"
    two = [RowSpec(key="a", title="签前谈判", anchor="contract", before=True), RowSpec(key="b", title="归档")]
    third = create_template(actor=ar, name="谈判", rows=two)
    apply(cast, deal, third, anchors={"contract": "2027-01-15 10:00"}, picked=["a"])
    found = rows(deal)
    assert "归档" not in found and "签前谈判" in found
    assert TenderDate.objects.get(kind="contract").row_id is not None


def test_every_shipped_template_lies_down(cast: Cast, deal: Project) -> None:
    bid = shipped("bid")
    seen = ground.preview(cast.actor("ar"), deal, bid)
    assert {"opening", "documents_from"} <= {one.code for one in seen.anchors if one.at is None}
    days = {"documents_from": "2026-11-25 09:00", "questions": "2026-12-04 17:00", "opening": "2026-12-22 09:30"}
    apply(cast, deal, bid, anchors=days)
    found = rows(deal)
    assert at(found["封标或加密上传（双人复核）"], "finish") == "12-21 09:30"
    assert not Plan.objects.get().misses
    left = ground.preview(cast.actor("ar"), deal, bid)
    assert "中标通知书" in {title for title, _anchor in left.left} and not left.lines
    for one in PlanTemplate.objects.exclude(code__in=["", "bid", "shortlist"]):
        known = {"contract": "2027-01-15 10:00", "bond_back": "2027-01-20"}
        apply(cast, deal, one, anchors=known)
    assert AppliedRow.objects.filter(row__plan__subject=deal.pk).values("template").distinct().count() >= 7


def test_a_plan_becomes_a_template(cast: Cast, deal: Project) -> None:
    apply(cast, deal, small(cast), anchors=OPENING)
    ar = cast.actor("ar")
    made = save_template(actor=ar, project=deal.pk, name="我的打法", stage="bid")
    specs, ties = templates.specs(made)
    by_title = {one.title: one for one in specs}
    write, read = by_title["编制"], by_title["解读"]
    assert "小投标" not in by_title
    assert (write.anchor, write.before, write.offset, write.role) == ("opening", True, 3, "sr")
    assert (write.duration, list(write.checks), by_title["开标"].tender) == (2400, ["目录", "偏离表"], "opening")
    assert (by_title["小结"].anchor, by_title["小结"].before, by_title["小结"].offset) == ("opening", False, 2)
    assert [(tie.before, tie.after) for tie in ties] == [(read.key, write.key)]
    other = make_deal(cast, "另一个项目")
    apply(cast, other, made, anchors={**OPENING, "begin": "2026-11-23 08:30"})
    assert at(rows(other)["编制"], "finish") == "12-15 09:30"


def test_who_changes_templates_and_what_is_refused(cast: Cast, deal: Project) -> None:
    mine = small(cast)
    with pytest.raises(Forbidden):
        edit_template(actor=cast.actor("ar"), template=shipped("bid").pk, name="x")
    with pytest.raises(Forbidden):
        retire_template(actor=cast.actor("stranger"), template=mine.pk)
    copy = copy_template(actor=cast.actor("sr"), template=shipped("bid").pk)
    assert len(templates.specs(copy)[0]) == len(templates.specs(shipped("bid"))[0])
    assert templates.specs(copy)[0][1:] == templates.specs(shipped("bid"))[0][1:] and copy.unit_id
    edit_template(actor=cast.actor("manager"), template=mine.pk, name="小标", stage="bid", version=1)
    retire_template(actor=cast.actor("ar"), template=mine.pk)
    assert mine.pk not in {one.pk for one in templates.fitting(cast.actor("ar"), deal)}
    proposed = [one.code for one in templates.proposed(cast.actor("ar"), deal)]
    assert proposed == ["qualify"]
    row = RowSpec(key="a", title="A")
    bad: list[tuple[list[RowSpec], list[LinkSpec], str]] = [
        ([row, row], [], "duplicate_key"),
        ([RowSpec(key="b", parent="z", title="B")], [], "bad_parent"),
        ([RowSpec(key="b", title="B", anchor="never")], [], "unknown_anchor"),
        ([RowSpec(key="b", title="B", role="king")], [], "unknown_term"),
        ([RowSpec(key="b", title="B", duration="lang")], [], "bad_length"),
        ([row], [LinkSpec(before="a", after="a")], "bad_link"),
        ([row, RowSpec(key="b", title="B")],
         [LinkSpec(before="a", after="b"), LinkSpec(before="b", after="a")], "cycle"),
    ]  # fmt: skip
    for specs, links, code in bad:
        with pytest.raises(Refused) as no:
            create_template(actor=cast.actor("ar"), name="x", rows=specs, links=links)
        assert no.value.code == code
