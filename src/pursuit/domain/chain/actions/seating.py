"""The people other systems name on their deals: each deal's decision chain begins with them, many deals at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.chain.actions import members as ordinary
from pursuit.domain.chain.actions.access import CORE
from pursuit.domain.chain.models import Chain, ChainMember
from pursuit.domain.chain.queries.chain import begun
from pursuit.domain.chain.rules.coverage import forbidden
from pursuit.domain.customers.models import Contact
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.kernel import access, blank, collecting, events, imported, inserting, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Label, Moment, UserId
from pursuit.kernel.models import Level, Share


class Seats(BaseModel):
    """A project and the people named on it: contacts, some with a buying role, and names nobody here bears; when, and
    who wrote it down."""

    model_config = ConfigDict(extra="forbid")

    project: int
    at: Moment
    by: UserId
    contacts: list[int] = []
    roles: dict[int, Annotated[str, Field(max_length=60)]] = {}
    names: list[Annotated[str, Field(min_length=1, max_length=80)]] = []


Rows = Annotated[list[Seats], Label(_("People"), widget="hidden")]


@action("chain.import_people", right="import.history")
def import_people(*, actor: Actor, rows: Rows) -> list[tuple[int, int | None]]:
    """Begin the chains of projects that have none, or go on with those the same import began; others are left alone.
    Returns project and contact of each person added, or whose role is told now. Members of an evaluation committee are
    never recorded."""
    access.require(actor, ordinary.EDIT)
    ids = [one.project for one in rows]
    projects = Project.objects.visible_to(actor).live().select_related("subject").in_bulk(ids)
    imported.require(actor, ordinary.EDIT, (row.subject for row in projects.values()))
    chains, there = _own(projects)
    roles = [(one, member) for one in rows for member in _roles(one, there.get(one.project, {}))]
    fresh = projects.keys() - begun(actor, projects)
    named = [pk for one in rows for pk in one.contacts]
    contacts = Contact.objects.visible_to(actor).select_related("subject").in_bulk(named)
    wanted = []
    for one in rows:
        if one.project in fresh or one.project in chains:
            members = _members(one, contacts, there.get(one.project, {}))
            wanted += [(projects[one.project], one, members)] if members else []
    core = _core(project.pk for project, _one, _members in wanted)
    with collecting.collected(actor, new=len(wanted)):
        keys = iter(inserting.keys(ChainMember, sum(len(members) for _project, _one, members in wanted)))
        for project, one, members in wanted:
            with surroundings.told(actor, one.at, one.by):
                chain = chains.get(project.pk) or _begin(actor, project)
                for member in members:
                    member.pk, member.chain_id = next(keys), chain.pk
                    _told(actor, chain, member, contacts)
            collecting.beside(members)
            if project.pk in fresh:
                collecting.beside(_shares(chain, project, core.get(project.pk, [])))
        for one, member in roles:
            with surroundings.told(actor, one.at, one.by):
                _told(actor, chains[one.project], member, {}, "changed")
    ChainMember.objects.bulk_update([member for _one, member in roles], ["buying_role"])
    added = [(project.pk, member.contact_id) for project, _one, members in wanted for member in members]
    return added + [(one.project, member.contact_id) for one, member in roles]


def _own(projects: Iterable[int]) -> tuple[dict[int, Chain], dict[int, dict[int | None, ChainMember]]]:
    """Chains that the import which runs has begun, and who is in them by contact, by project."""
    batch = surroundings.get().batch
    rows = Chain.objects.filter(project__in=list(projects), subject__batch=batch) if batch else Chain.objects.none()
    chains = {row.project_id: row for row in rows.select_related("subject")}
    there: dict[int, dict[int | None, ChainMember]] = {}
    for member in ChainMember.objects.filter(chain__in=chains.values(), left_at=None).select_related("chain"):
        there.setdefault(member.chain.project_id, {})[member.contact_id] = member
    return chains, there


def _roles(one: Seats, there: Mapping[int | None, ChainMember]) -> Iterator[ChainMember]:
    """Those who have a place already, without a role that is told only now."""
    for contact, role in one.roles.items():
        member = there.get(contact)
        if member is not None and role and not member.buying_role:
            member.buying_role = role
            yield member


def _members(one: Seats, contacts: Mapping[int, Contact], there: Collection[int | None]) -> list[ChainMember]:
    known = [contacts[pk] for pk in dict.fromkeys(one.contacts) if pk in contacts and pk not in there]
    seats = [
        ChainMember(contact_id=row.pk, buying_role=one.roles.get(row.pk, ""))
        for row in known
        if not forbidden(row.title, row.job_title)
    ]
    return seats + [ChainMember(name=name) for name in dict.fromkeys(one.names) if not forbidden(name)]


def _told(actor: Actor, chain: Chain, member: ChainMember, contacts: Mapping[int, Contact], how: str = "added") -> None:
    values: dict[str, object] = {}
    if how == "added":
        values = {"contact": member.contact_id, "name": _name(member, contacts)}
    if member.buying_role:
        values["buying_role"] = member.buying_role
    events.record(actor, f"chain.member_{how}", chain.subject, what="member", id=member.pk, how=how, values=values)


def _name(member: ChainMember, contacts: Mapping[int, Contact]) -> str:
    return contacts[member.contact_id].title if member.contact_id else member.name


def _begin(actor: Actor, project: Project) -> Chain:
    """An empty chain, nobody's in particular."""
    chain, changes = records.draft(Chain, actor, fields={"title": project.title}, project=project.pk)
    chain.subject.owner_id = chain.subject.unit_id = None
    collecting.defer(chain)
    records.announce(chain, actor, changes)
    return chain


def _core(projects: Iterable[int]) -> dict[int, list[int]]:
    """People of the core team by project."""
    found: dict[int, list[int]] = {}
    rows = TeamMember.objects.filter(project__in=list(projects), active=True, core=True)
    for project, user in rows.values_list("project_id", "user_id"):
        found.setdefault(project, []).append(user)
    return found


def _shares(chain: Chain, project: Project, core: Iterable[int]) -> list[Share]:
    people = {*core, *([project.subject.owner_id] if project.subject.owner_id else [])}
    return [
        blank.row(Share, subject_id=chain.pk, user_id=user, reason=CORE, level=Level.EDIT) for user in sorted(people)
    ]
