"""Three deals with pictures of last week, and a review of them."""

from datetime import timedelta

from pursuit.domain.insight.actions.meetings import start_meeting
from pursuit.domain.insight.actions.snapshots import take_snapshots
from pursuit.domain.insight.models import AgendaRow, ProjectSnapshot, ReviewMeeting
from pursuit.domain.projects.actions.outcome import abandon
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel.actor import system_actor
from pursuit.kernel.clock import now, today, week_of
from pursuit.kernel.money import Money
from tests.cast import Cast

LAST_MONDAY = timedelta(days=7)


def three(cast: Cast) -> list[Project]:
    """甲 is later and smaller than last week, 乙 is given up, 丙 is silent."""
    ar = cast.actor("ar")
    soon = today() + timedelta(days=40)
    rows = [
        create_project(
            actor=ar, title=title, amount=Money(amount), expected_sign_on=soon, next_step="拜访总工",
            next_step_on=week_of(today()) - timedelta(days=3),
        )
        for title, amount in (("甲", 100_000), ("乙", 50_000), ("丙", 70_000))
    ]  # fmt: skip
    take_snapshots(actor=system_actor())
    ProjectSnapshot.objects.update(week=week_of(today()) - LAST_MONDAY, taken_at=now() - LAST_MONDAY)
    later = {"amount": Money(60_000), "expected_sign_on": soon + timedelta(days=30)}
    update_project.run(ar, {"project": rows[0].pk, **later, "next_step": "递交方案", "next_step_on": soon})
    abandon(actor=ar, project=rows[1].pk, reason="no_bid")
    silent = Project.objects.get(pk=rows[2].pk).subject
    silent.updated_at = now() - timedelta(days=20)
    silent.created_at = now() - timedelta(days=30)
    silent.save()
    return [Project.objects.get(pk=row.pk) for row in rows]


def begun(cast: Cast, part: str = "manager", **more: object) -> ReviewMeeting:
    three(cast)
    return start_meeting.run(cast.actor(part), more)


def agenda(row: ReviewMeeting) -> list[AgendaRow]:
    return list(AgendaRow.objects.filter(meeting=row).select_related("project__subject"))
