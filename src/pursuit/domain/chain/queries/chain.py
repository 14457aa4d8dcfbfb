"""Looking at decision chains. Only the core team and named leaders do; pages go through `open_chain`, which logs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.models import Chain, ChainEdge, ChainMember, ChainNote
from pursuit.domain.chain.rules import coverage, places, replay
from pursuit.domain.customers.models import VisitParticipant
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.domain.projects.queries.projects import projects
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.models import Event, Share, User
from pursuit.kernel.prepared import Prepared

NOT_YOURS = _("Only the core team and named leaders see the decision chain.")
CHANGES = tuple(f"chain.{what}_{how}" for what in ("member", "edge") for how in ("added", "changed", "removed"))


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person as the map and the table show them."""

    member: ChainMember
    name: str
    met_on: date | None
    days_unmet: int | None
    overdue: bool
    place: places.Place
    note: str  # the reader's own


@dataclass(frozen=True, slots=True)
class ChainView:
    """The whole chain for a reader."""

    project: Project
    members: list[MemberView]
    edges: list[ChainEdge]
    departments: list[str]
    coverage: coverage.Coverage


def may_see(actor: Actor, project: Project) -> bool:
    """Core team, owner, named leaders; where there is no chain yet, those who would begin it."""
    if _BEGUN(project=project):
        return Chain.objects.visible_to(actor).filter(project=project).exists()
    return is_core(actor, project)


def begun(actor: Actor, ids: Iterable[int]) -> set[int]:
    """Which of these projects have a chain, whoever may see it; for those who import."""
    access.require(actor, "import.history")
    return set(Chain.objects.filter(project__in=list(ids)).values_list("project_id", flat=True))


def may_write(actor: Actor, project: Project) -> bool:
    """Who may see it and does not merely read."""
    chain = Chain.objects.filter(project=project).select_related("subject").first()
    if chain is None:
        return is_core(actor, project)
    return bool(access.decide(actor, "chain.edit", chain.subject))


def readers(actor: Actor, project: int) -> list[User]:
    """The leaders who were named to see it, for those who see it themselves."""
    row = _seen_project(actor, project)
    named = Share.objects.filter(subject__chain__project=row, reason="chain.named").select_related("user")
    return [share.user for share in named.order_by("pk")]


def is_core(actor: Actor, project: Project) -> bool:
    if project.subject.owner_id == actor.user_id:
        return True
    return bool(_CORE(project=project, user=actor.user_id))


_BEGUN = Prepared(lambda project: Chain.objects.filter(project=project).values_list("pk", flat=True))
_CORE = Prepared(
    lambda project, user: TeamMember.objects.filter(project=project, user=user, active=True, core=True).values_list(
        "pk", flat=True
    )
)


def chain_of(actor: Actor, project: int) -> ChainView:
    """The chain as it is now. Does not log: see actions.looking.open_chain."""
    row = _seen_project(actor, project)
    members = list(ChainMember.objects.filter(chain__project=row, left_at=None).select_related("contact__subject"))
    met = _met(row, members)
    notes = dict(ChainNote.objects.filter(member__in=members, author=actor.user_id).values_list("member", "text"))
    nodes = [places.Node(one.pk, one.department, one.influence) for one in members]
    spots = {place.id: place for place in places.places(nodes)}
    today = clock.today()
    return ChainView(
        project=row,
        members=[_member(one, met, spots[one.pk], notes.get(one.pk, ""), today) for one in members],
        edges=list(ChainEdge.objects.filter(chain__project=row)),
        departments=places.departments(nodes),
        coverage=coverage.coverage([_seat(one, met) for one in members], today),
    )


@dataclass(frozen=True, slots=True)
class Glance:
    """The chain in small: its coverage, and where everybody stands with their support."""

    coverage: coverage.Coverage
    dots: list[tuple[places.Place, int | None]]


def glance(actor: Actor, project: Project) -> Glance | None:
    """For the project's page; None for those who may not see the chain."""
    if not may_see(actor, project):
        return None
    members = list(ChainMember.objects.filter(chain__project=project, left_at=None))
    met = _met(project, members)
    support = {one.pk: one.support for one in members}
    spots = places.places([places.Node(one.pk, one.department, one.influence) for one in members])
    return Glance(
        coverage.coverage([_seat(one, met) for one in members], clock.today()),
        [(place, support[place.id]) for place in spots],
    )


def coverage_of(actor: Actor, project: Project) -> coverage.Coverage | None:
    """The figure alone."""
    seen = glance(actor, project)
    return seen.coverage if seen else None


def chain_at(actor: Actor, project: int, moment: datetime) -> replay.Picture:
    """The chain as it was at a moment, from its events."""
    row = _seen_project(actor, project)
    happened = Event.objects.filter(subject__chain__project=row, verb__in=CHANGES, at__lte=moment)
    return replay.replay(
        replay.Happening(data["what"], data["id"], data["how"], data["values"])
        for data in happened.order_by("at", "pk").values_list("payload__data", flat=True)
    )


def moments(actor: Actor, project: int) -> list[datetime]:
    """When the chain changed: the stops of the replay's slider."""
    row = _seen_project(actor, project)
    happened = Event.objects.filter(subject__chain__project=row, verb__in=CHANGES)
    return list(happened.order_by("at").values_list("at", flat=True).distinct())


def _seen_project(actor: Actor, pk: int) -> Project:
    row = projects(actor).select_related("subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    if not may_see(actor, row):
        raise Forbidden("forbidden", NOT_YOURS)
    return row


def _met(project: Project, members: Iterable[ChainMember]) -> Mapping[int, date]:
    """The last day each contact was met at a visit made for this project."""
    contacts = [one.contact_id for one in members if one.contact_id]
    met = (
        VisitParticipant.objects.filter(
            contact__in=contacts,
            visit__project_links__project=project,
            visit__subject__deleted_at=None,
            visit__happened_at__lte=clock.now(),
        )
        .values_list("contact")
        .annotate(last=Max("visit__happened_at"))
        .order_by()
    )
    return {contact: clock.day_of(last) for contact, last in met if contact is not None}


def _seat(one: ChainMember, met: Mapping[int, date]) -> coverage.Seat:
    return coverage.Seat(one.role, one.support, _met_on(one, met), one.contact_every_days)


def _met_on(one: ChainMember, met: Mapping[int, date]) -> date | None:
    days = [day for day in (one.last_contact_on, met.get(one.contact_id or 0)) if day]
    return max(days, default=None)


def _member(one: ChainMember, met: Mapping[int, date], place: places.Place, note: str, today: date) -> MemberView:
    seat = _seat(one, met)
    return MemberView(
        member=one,
        name=one.contact.title if one.contact else one.name,
        met_on=seat.last_contact_on,
        days_unmet=coverage.days_unmet(seat, today),
        overdue=coverage.overdue(seat, today),
        place=place,
        note=note,
    )
