"""Who hears of reviews, conditions, and of what is about to end."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.collaboration.actions.following import unfollow
from pursuit.domain.collaboration.models import Notification
from pursuit.domain.collaboration.queries.notifications import inbox
from pursuit.domain.execution.queries import tasks
from pursuit.domain.gates.actions.conditions import add_condition
from pursuit.domain.gates.actions.evidence import set_evidence
from pursuit.domain.gates.actions.lapses import note_ending, note_lapses
from pursuit.domain.gates.actions.reviews import cancel_review, conclude_review, move_review, open_review
from pursuit.domain.gates.models import ChecklistItem, Condition, Evidence, Review
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Conflict, Forbidden
from pursuit.kernel.models import Event, User
from tests.cast import Cast
from tests.gates.test_points import passed

TODAY = clock.today()


@pytest.fixture
def review(cast: Cast, deal: Project) -> Review:
    add_member(actor=cast.actor("ar"), project=deal.pk, user=cast.fr.pk, role="fr")
    Notification.objects.all().delete()
    return open_review(
        actor=cast.actor("ar"), project=deal.pk, point="ATI", held_on=TODAY + timedelta(days=3), chair=cast.manager.pk,
        participants=[cast.sr.pk],
    )  # fmt: skip


def heard(user: User) -> list[tuple[str, str]]:
    rows = Notification.objects.filter(user=user).select_related("event").order_by("pk")
    return [(one.event.verb, one.kind) for one in rows]


def titles(cast: Cast, part: str) -> list[str]:
    return [line.title for group in inbox(cast.actor(part)).groups for line in group.lines]


def test_those_asked_to_a_review_hear_of_it_and_of_another_day(cast: Cast, review: Review, deal: Project) -> None:
    asked = ("gate.review_opened", "approval")
    assert heard(cast.manager) == heard(cast.sr) == [asked]
    assert heard(cast.ar) == heard(cast.director) == []  # who opened it knows; who has no seat is not asked
    day = TODAY + timedelta(days=3)
    assert titles(cast, "sr") == [f"ATI 销售立项 · {day.isoformat()}"]
    move_review(actor=cast.actor("ar"), review=review.pk, held_on=day)
    assert heard(cast.sr) == [asked], "the same day is no news"
    moved = move_review(actor=cast.actor("ar"), review=review.pk, held_on=day + timedelta(days=4), reason="客户推迟")
    assert moved.held_on == day + timedelta(days=4) and moved.version == 2
    assert heard(cast.manager) == heard(cast.sr) == [asked, ("gate.review_moved", "approval")]
    assert titles(cast, "manager")[0].endswith((day + timedelta(days=4)).isoformat())
    undo.undo(cast.actor("ar"), Event.objects.filter(verb="gate.review_moved").latest("pk").pk)
    assert Review.objects.get().held_on == day
    with pytest.raises(Forbidden):
        move_review(actor=cast.actor("guest"), review=review.pk, held_on=day)
    cancel_review(actor=cast.actor("ar"), review=review.pk, reason="取消")
    assert heard(cast.sr)[-1] == ("gate.review_cancelled", "change")
    with pytest.raises(Conflict):
        move_review(actor=cast.actor("ar"), review=review.pk, held_on=day)


def test_the_notice_leads_to_the_review(client: Client, cast: Cast, review: Review, deal: Project) -> None:
    client.force_login(cast.sr)
    page = client.get("/notifications").content.decode()
    assert "发起了评审" in page or "发起评审" in page
    row = Notification.objects.get(user=cast.sr)
    assert client.post(f"/notifications/{row.pk}/opening")["Location"] == f"/reviews/{review.pk}"
    assert (TODAY + timedelta(days=3)).isoformat() in page and deal.title in page


def test_a_conclusion_reaches_team_and_owners_of_conditions(cast: Cast, review: Review, deal: Project) -> None:
    Notification.objects.all().delete()
    due = TODAY + timedelta(days=2)
    conditions = [{"text": "补批复", "owner": cast.teammate.pk, "due": due}]
    values = {"review": review.pk, "conclusion": "conditional", "conditions": conditions}
    conclude_review.run(cast.actor("manager"), values)
    told = ("gate.concluded", "change")
    assert told in heard(cast.ar) and told in heard(cast.sr) and told in heard(cast.fr)
    assert heard(cast.manager) == []
    assert ("gate.concluded", "owner") in heard(cast.teammate) and ("task.created", "change") in heard(cast.teammate)
    assert "ATI 销售立项 · 有条件通过" in titles(cast, "fr")
    (mine,) = [one for one in tasks.mine(cast.actor("teammate")) if one.task.pk == Condition.objects.get().task_id]
    assert mine.task.due_on == due, "the desk and lists of tasks say when it is due"
    add_condition(actor=cast.actor("manager"), review=review.pk, text="补公函", owner=cast.sr.pk, due=due)
    assert ("gate.condition_added", "owner") in heard(cast.sr)


def test_whoever_silenced_the_project_hears_only_what_waits_for_them(cast: Cast, deal: Project) -> None:
    for part in ("sr", "fr", "ar"):
        unfollow(actor=cast.actor(part), subject=deal.pk)
    made = open_review(
        actor=cast.actor("manager"), project=deal.pk, point="ATI", held_on=TODAY, participants=[cast.sr.pk]
    )
    assert heard(cast.sr) == [("gate.review_opened", "approval")] and heard(cast.ar) == []
    conclude_review(actor=cast.actor("manager"), review=made.pk, conclusion="pass")
    assert heard(cast.sr) == [("gate.review_opened", "approval")] and heard(cast.ar) == []


def ending(cast: Cast) -> list[str]:
    return [one for one in titles(cast, "ar") if "采购时间表" in one]


def test_a_proof_that_ends_soon_is_told_once(cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    item = ChecklistItem.objects.get(code="ati-time")  # holds for 120 days
    operations = cast.actor("operations")
    set_evidence(actor=cast.actor("ar"), project=deal.pk, item=item.pk, text="六月招标")
    assert note_ending(actor=operations) == (0, 0)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=105))
    assert note_ending(actor=operations) == (0, 0)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=106))
    assert note_ending(actor=operations) == (0, 1)
    assert ending(cast) == [f"采购时间表 {(TODAY + timedelta(days=120)).isoformat()}"]
    assert heard(cast.ar)[-1] == ("gate.ending", "change")
    assert note_ending(actor=operations) == (0, 0), "once"
    until = TODAY + timedelta(days=110)
    set_evidence(actor=cast.actor("ar"), project=deal.pk, item=item.pk, text="改到七月", expires_on=until)
    assert note_ending(actor=operations) == (0, 1), "another end is news again"
    monkeypatch.setattr(clock, "today", lambda: until + timedelta(days=1))
    Evidence.objects.update(told_of=None)
    assert note_ending(actor=operations) == (0, 0), "what has ended ends no more"


def test_proofs_nobody_asks_for_any_more_are_not_told(cast: Cast, deal: Project) -> None:
    item = ChecklistItem.objects.get(code="ati-time")
    until = TODAY + timedelta(days=5)
    set_evidence(actor=cast.actor("ar"), project=deal.pk, item=item.pk, text="六月招标", expires_on=until)
    ChecklistItem.objects.filter(pk=item.pk).update(grades="ab")  # the deal is of grade C
    assert note_ending(actor=cast.actor("operations")) == (0, 0)
    ChecklistItem.objects.filter(pk=item.pk).update(grades="", active=False)
    assert note_ending(actor=cast.actor("operations")) == (0, 0)
    ChecklistItem.objects.filter(pk=item.pk).update(active=True)
    Project.objects.filter(pk=deal.pk).update(status="lost")
    assert note_ending(actor=cast.actor("operations")) == (0, 0)


def test_a_lapse_is_told_once(client: Client, cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    passed(cast, deal)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=121))
    for _twice in range(2):
        note_lapses(actor=cast.actor("operations"))
    assert heard(cast.ar).count(("gate.lapsed", "change")) == 1
    row = Notification.objects.get(user=cast.ar, event__verb="gate.lapsed")
    client.force_login(cast.ar)
    assert client.post(f"/notifications/{row.pk}/opening")["Location"] == f"/projects/{deal.pk}/points"
