"""Who reaches a chain: shares kept in step with the core team and the owner of its project."""

from collections.abc import Mapping

from pursuit.domain.chain.models import Chain
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event, Level, Share

CORE, NAMED = "chain.core", "chain.named"
VERBS = (
    *("project.team_added", "project.team_changed", "project.team_removed"),
    *("project.updated", "project.deleted", "project.restored", "subject.handed_over"),
)


def sync(chain: Chain) -> None:
    """Owner and core team may write it, nobody while the project is deleted. Named leaders are left alone."""
    project = Project.objects.select_related("subject").get(pk=chain.project_id)
    wanted: set[int] = set()
    if project.subject.deleted_at is None:
        core = TeamMember.objects.filter(project=project, active=True, core=True)
        wanted = set(core.values_list("user_id", flat=True))
        wanted |= {project.subject.owner_id} if project.subject.owner_id else set()
    have = set(Share.objects.filter(subject=chain.pk, reason=CORE).values_list("user_id", flat=True))
    Share.objects.filter(subject=chain.pk, reason=CORE, user__in=have - wanted).delete()
    Share.objects.bulk_create(
        Share(subject_id=chain.pk, user_id=user, reason=CORE, level=Level.EDIT) for user in sorted(wanted - have)
    )


def on_project_changed(_actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: team, owner, name or life of a project changed."""
    if event.subject is None or event.subject.type != Project.SUBJECT_TYPE:
        return
    changes = data.get("changes")
    if event.verb == "project.updated" and not (isinstance(changes, dict) and {"owner", "title"} & set(changes)):
        return
    there = Chain.objects.filter(project=event.subject_id)
    if not there.exists():  # most projects have none
        return
    chain = there.select_related("subject").get()
    sync(chain)
    if chain.subject.title != event.subject.title:
        chain.subject.title, chain.subject.title_key = event.subject.title, event.subject.title_key
        chain.subject.save()
