"""Who works on a project: name, change, end; the owner's place moves with the owner."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Kind
from pursuit.domain.projects.actions import access, trail
from pursuit.domain.projects.fields import ProjectId
from pursuit.domain.projects.models import TRIANGLE, Project, TeamMember
from pursuit.kernel import blank, clock, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Day, Label, Percent, TermOf, UserId
from pursuit.kernel.models import Event, User

EDIT = "projects.edit"
CORE = {*TRIANGLE, "pd", "sponsor"}
Member = Annotated[int, Label(_("Team member"), widget="hidden")]
Person = Annotated[UserId, Label(_("Person"))]
Role = Annotated[str, TermOf("team_role"), Label(_("Role"))]
Core = Annotated[bool, Label(_("Core team"), help=_("Sees the decision chain and may edit the project."))]
Allocation = Annotated[Percent, Label(_("Allocation %"), widget="percent")]
Since = Annotated[Day, Label(_("Since"))]
Until = Annotated[Day, Label(_("Until"))]


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    return remove_member(actor=actor, project=event.subject_id or 0, member=event.payload.data["member"])


@action("projects.add_member", right=EDIT, public="projects.add-member", inverse=_undo_add)
def add_member(
    *,
    actor: Actor,
    project: ProjectId,
    user: Person,
    role: Role,
    core: Core | None = None,
    allocation: Allocation | None = None,
    since: Since | None = None,
    until: Until | None = None,
) -> TeamMember:
    """Give a person a role. AR, SR and FR are one person each; one person may hold several."""
    row = records.load(Project, actor, project, EDIT)
    _refuse_taken(row, user, role)
    since = since or _today()
    _refuse_backwards(since, until)
    member = TeamMember.objects.create(
        project=row,
        user_id=user,
        role=role,
        core=role in CORE if core is None else core,
        allocation=allocation,
        since=since,
        until=until,
    )
    _changed(actor, row, "project.team_added", member)
    return member


@action("projects.update_member", right=EDIT, public="projects.update-member")
def update_member(
    *,
    actor: Actor,
    project: ProjectId,
    member: Member,
    core: Core | None = None,
    allocation: Allocation | None = None,
    until: Until | None = None,
) -> TeamMember:
    """Change what is given of a person's place."""
    row = records.load(Project, actor, project, EDIT)
    found = _member(row, member)
    given = {"core": core, "allocation": allocation, "until": until}
    before = {name: getattr(found, name) for name, value in given.items() if value is not None}
    for name in before:
        setattr(found, name, given[name])
    _refuse_backwards(found.since, found.until)
    found.save()
    _changed(actor, row, "project.team_changed", found, {name: (old, given[name]) for name, old in before.items()})
    return found


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    kept = TeamMember.objects.get(pk=data["member"])
    return add_member(
        actor=actor,
        project=happened[-1].subject_id or 0,
        user=kept.user_id,
        role=kept.role,
        core=kept.core,
        allocation=kept.allocation,
        since=kept.since,
    )


@action("projects.remove_member", right=EDIT, public="projects.remove-member", inverse=_undo_remove)
def remove_member(*, actor: Actor, project: ProjectId, member: Member) -> TeamMember:
    """End a person's place today; what they could see through it they no longer see."""
    row = records.load(Project, actor, project, EDIT)
    found = _member(row, member)
    end(found)
    _changed(actor, row, "project.team_removed", found)
    return found


def end(member: TeamMember) -> None:
    """The place ends today at the latest."""
    today = _today()
    member.active = False
    member.until = today if member.until is None else min(member.until, today)
    member.save()


def owner_moved(actor: Actor, project: Project, before: int | None, after: int | None) -> None:
    """The owner's own place (AR, or PD of an initiative) goes to the new owner, unless somebody else holds it."""
    role = owner_role(project)
    if before is not None and after is not None:
        for member in TeamMember.objects.filter(project=project, user_id=before, role=role, active=True):
            end(member)
            added = owner_place(project, after)
            added.save()
            events.record(actor, "project.team_added", project.subject, member=added.pk, user=after, role=role)
    access.sync(project)


def owner_role(project: Project) -> str:
    return "ar" if project.kind == Kind.DEAL else "pd"


def owner_place(project: Project, owner: int) -> TeamMember:
    """The owner as AR (or PD), to be saved."""
    role, since = owner_role(project), _today()
    return blank.row(TeamMember, project_id=project.pk, user_id=owner, role=role, core=True, since=since)


def on_handed_over(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: somebody's records were handed over."""
    if event.subject is None or event.subject.type != Project.SUBJECT_TYPE:
        return
    changes = data.get("changes")
    pair = changes.get("owner") if isinstance(changes, dict) else None
    if pair:
        project = Project.objects.get(pk=event.subject_id)
        project.subject = event.subject
        owner_moved(actor, project, pair[0], pair[1])


def end_expired(actor: Actor) -> int:
    """Places whose last day has passed (daily)."""
    late = TeamMember.objects.filter(active=True, until__lt=clock.today()).select_related("project__subject")
    count = 0
    for member in late[:500]:
        end(member)
        _changed(actor, member.project, "project.team_removed", member)
        count += 1
    return count


def _today() -> date:
    return clock.day_of(surroundings.moment())


def _member(project: Project, pk: int) -> TeamMember:
    found = TeamMember.objects.filter(pk=pk, project=project, active=True).first()
    if found is None:
        raise Missing("not_found", _("This person no longer has that role in the project."))
    return found


def _refuse_taken(project: Project, user: int, role: str) -> None:
    held = TeamMember.objects.filter(project=project, role=role, active=True)
    if role in TRIANGLE and (holder := held.select_related("user").first()):
        raise Conflict("role_taken", _("%s holds this role: end that first.") % holder.user, "role")
    if held.filter(user_id=user).exists():
        raise Conflict("already_member", _("This person has this role already."), "user")


def _refuse_backwards(since: object, until: object) -> None:
    if until is not None and str(until) < str(since):
        raise Refused("ends_before", _("The last day lies before the first."), "until")


def _changed(
    actor: Actor, project: Project, verb: str, member: TeamMember, changes: events.Changes | None = None
) -> None:
    access.sync(project)
    name = User.objects.get(pk=member.user_id).name
    trail.note(actor, project, verb, changes, member=member.pk, user=member.user_id, name=name, role=member.role)
