"""Who reaches a project beyond their grants: shares kept in step with team and next step."""

from collections.abc import Iterable

from django.db.models import Q

from pursuit.domain.projects.models import Project, TeamMember
from pursuit.kernel import blank, clock, collecting
from pursuit.kernel.models import Level, Share

TEAM, STEP = "project.team", "project.step"
Wanted = dict[tuple[int, int, str], str]  # (subject, user, reason): level


def sync(project: Project, *, former_account: int | None = None, gone: bool = False) -> None:
    """Write the difference between the shares that should be and those that are. gone: the project was deleted."""
    own = f"{TEAM}:{project.pk}"
    wanted = {} if gone else _wanted(project, TeamMember.objects.filter(project=project, active=True))
    places = Q(subject=project.pk, reason__in=[TEAM, STEP])
    places |= Q(subject__in=[pk for pk in (project.account_id, former_account) if pk], reason=own)
    for share in Share.objects.filter(places):
        level = wanted.pop((share.subject_id, share.user_id, share.reason), None)
        if level is None:
            share.delete()
        elif level != share.level:
            share.level = level
            share.save()
    Share.objects.bulk_create(_shares(wanted))


def open_new(project: Project, team: Iterable[TeamMember]) -> None:
    """The shares of a project that has none yet."""
    collecting.beside(_shares(_wanted(project, team)))


def _shares(wanted: Wanted) -> list[Share]:
    return [
        blank.row(Share, subject_id=subject, user_id=user, reason=reason, level=level)
        for (subject, user, reason), level in wanted.items()
    ]


def _wanted(project: Project, team: Iterable[TeamMember]) -> Wanted:
    """Core team members edit, others look; all of them see the account; whose step it is sees the project."""
    wanted: Wanted = {}
    today = clock.today()
    for one in team:
        if one.until is not None and one.until < today:
            continue
        if one.core or (project.pk, one.user_id, TEAM) not in wanted:
            wanted[project.pk, one.user_id, TEAM] = Level.EDIT if one.core else Level.VIEW
        if project.account_id:
            wanted[project.account_id, one.user_id, f"{TEAM}:{project.pk}"] = Level.VIEW
    if project.next_step_owner_id:
        wanted[project.pk, project.next_step_owner_id, STEP] = Level.VIEW
    return wanted
