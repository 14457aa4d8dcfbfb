"""Who reaches a project beyond their grants: shares kept in step with team and next step."""

from django.db.models import Q

from pursuit.domain.projects.models import Project, TeamMember
from pursuit.kernel import clock
from pursuit.kernel.models import Level, Share

TEAM, STEP = "project.team", "project.step"
Wanted = dict[tuple[int, int, str], str]  # (subject, user, reason): level


def sync(project: Project, *, former_account: int | None = None, gone: bool = False, new: bool = False) -> None:
    """Write the difference between the shares that should be and those that are.

    gone: the project was deleted; new: it has no shares yet.
    """
    own = f"{TEAM}:{project.pk}"
    wanted = {} if gone else _wanted(project, own)
    places = Q(subject=project.pk, reason__in=[TEAM, STEP])
    places |= Q(subject__in=[pk for pk in (project.account_id, former_account) if pk], reason=own)
    for share in () if new else Share.objects.filter(places):
        level = wanted.pop((share.subject_id, share.user_id, share.reason), None)
        if level is None:
            share.delete()
        elif level != share.level:
            share.level = level
            share.save()
    Share.objects.bulk_create(
        Share(subject_id=subject, user_id=user, reason=reason, level=level)
        for (subject, user, reason), level in wanted.items()
    )


def _wanted(project: Project, own: str) -> Wanted:
    """Core team members edit, others look; all of them see the account; whose step it is sees the project."""
    wanted: Wanted = {}
    today = clock.today()
    team = TeamMember.objects.filter(project=project, active=True).filter(Q(until=None) | Q(until__gte=today))
    for user, core in team.values_list("user_id", "core"):
        if core or (project.pk, user, TEAM) not in wanted:
            wanted[project.pk, user, TEAM] = Level.EDIT if core else Level.VIEW
        if project.account_id:
            wanted[project.account_id, user, own] = Level.VIEW
    if project.next_step_owner_id:
        wanted[project.pk, project.next_step_owner_id, STEP] = Level.VIEW
    return wanted
