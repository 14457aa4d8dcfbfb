"""Bringing a decision chain over: its people and ties with their moments, written in bulk, with the usual events."""

from collections.abc import Mapping
from typing import Annotated, cast

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.chain.actions import members as ordinary
from pursuit.domain.chain.fields import ContactRef, KindOfEdge, MemberDetails, ProjectId, Strength
from pursuit.domain.chain.models import Chain, ChainEdge, ChainMember
from pursuit.domain.customers.models import Contact
from pursuit.domain.projects.models import Project
from pursuit.kernel import context as surroundings
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Moment, UserId

Place = Annotated[int, Field(ge=0)]


class Told(BaseModel):
    """When, and who wrote it down."""

    model_config = ConfigDict(extra="forbid")

    at: Moment
    by: UserId


class Person(Told):
    """A member: the contact, and the keywords of chain.add_member."""

    contact: ContactRef | None = None
    data: dict[str, object]


class Tie(Told):
    """A tie between two members, by their places in the list."""

    source: Place
    target: Place
    kind: KindOfEdge
    strength: Strength | None = None


People = Annotated[list[Person], Field(min_length=1), Label(_("People"), widget="hidden")]
Ties = Annotated[list[Tie], Label(_("Ties"), widget="hidden")]


@action("chain.import_chain", right="import.history")
def import_chain(*, actor: Actor, project: ProjectId, people: People, ties: Ties) -> list[ChainMember]:
    """A project's whole chain, where it has none yet; returns its members in order."""
    row = records.load(Project, actor, project, "projects.edit")
    if Chain.objects.filter(project=row).exists():
        raise Conflict("already_there", _("This project has a decision chain already."))
    chain = ordinary.begin_chain(actor, row)
    made = _people(actor, chain, people)
    drawn = _ties(chain, made, ties)
    for one, member, values in made:
        _happened(actor, chain, one, "member", member.pk, values)
    for tie, edge in drawn:
        values = {"source": edge.source_id, "target": edge.target_id, "kind": edge.kind, "strength": edge.strength}
        _happened(actor, chain, tie, "edge", edge.pk, values)
    chain.subject.save()
    return [member for _one, member, _values in made]


Made = list[tuple[Person, ChainMember, dict[str, object]]]


def _people(actor: Actor, chain: Chain, people: list[Person]) -> Made:
    found = Contact.objects.visible_to(actor).select_related("subject")
    contacts = found.in_bulk([one.contact for one in people if one.contact])
    read = ordinary.add_chain_member.schema
    made: Made = []
    for one in people:
        contact = contacts[one.contact] if one.contact else None
        values = read.read(actor, {"project": chain.project_id, **one.data})
        values.pop("project")
        if contact is None and not values.get("name"):
            raise Refused("name_needed", _("Choose a contact or write a name."), "name")
        member = ChainMember(chain=chain, contact=contact)
        changed = ordinary.fill(member, cast(MemberDetails, values))
        ordinary.refuse_evaluators(member)
        name = contact.title if contact else member.name
        made.append((one, member, {"contact": one.contact, **changed, "name": name}))
    ChainMember.objects.bulk_create([member for _one, member, _changed in made])
    return made


def _ties(chain: Chain, made: Made, ties: list[Tie]) -> list[tuple[Tie, ChainEdge]]:
    drawn = []
    for tie in ties:
        if tie.source == tie.target or max(tie.source, tie.target) >= len(made):
            raise Refused("loop", _("A tie needs two people."), "target")
        source, target = made[tie.source][1], made[tie.target][1]
        edge = ChainEdge(chain=chain, source=source, target=target, kind=tie.kind, strength=tie.strength)
        drawn.append((tie, edge))
    ChainEdge.objects.bulk_create([edge for _tie, edge in drawn])
    return drawn


def _happened(actor: Actor, chain: Chain, told: Told, what: str, pk: int, values: Mapping[str, object]) -> None:
    around = surroundings.get()
    subject = chain.subject
    subject.version += 1
    subject.updated_at = max(subject.updated_at, told.at)
    with surroundings.context(actor, at=told.at, original_author=told.by, source=around.source, batch=around.batch):
        events.record(actor, f"chain.{what}_added", subject, what=what, id=pk, how="added", values=values)
