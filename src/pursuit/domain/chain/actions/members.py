"""Writing the decision chain: its people and their ties. Every change is an event, from which it can be replayed."""

from collections.abc import Mapping
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.actions import access
from pursuit.domain.chain.fields import (
    Assessed,
    ContactRef,
    EdgeId,
    Evidence,
    KindOfEdge,
    MemberDetails,
    MemberId,
    ProjectId,
    Strength,
    Text,
)
from pursuit.domain.chain.models import Chain, ChainEdge, ChainMember, ChainNote
from pursuit.domain.chain.queries import chain as queries
from pursuit.domain.chain.rules.coverage import forbidden
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, events, records, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.inputs import Label, Prose

EDIT = "projects.edit"  # the door; whether this chain may be written is decided by its shares
CHAIN = "chain.edit"
NoteText = Annotated[Prose, Label(_("Private note"), widget="long")]


@action("chain.add_member", right=EDIT, public="chain.add-member")
def add_chain_member(
    *, actor: Actor, project: ProjectId, contact: ContactRef | None = None, **fields: Unpack[MemberDetails]
) -> ChainMember:
    """A contact, or a name where there is no contact yet."""
    chain = chain_for_change(actor, project)
    if contact is None and not fields.get("name"):
        raise Refused("name_needed", _("Choose a contact or write a name."), "name")
    if contact and ChainMember.objects.filter(chain=chain, contact=contact, left_at=None).exists():
        raise Conflict("already_there", _("This person is in the chain already."), "contact")
    member = ChainMember(chain=chain, contact_id=contact)
    values = fill(member, fields)
    refuse_evaluators(member)
    member.save()
    name = member.contact.title if member.contact else member.name
    _happened(actor, chain, "member_added", member.pk, {"contact": contact, **values, "name": name})
    return member


@action("chain.update_member", right=EDIT, public="chain.update-member")
def update_chain_member(
    *,
    actor: Actor,
    project: ProjectId,
    member: MemberId,
    contact: ContactRef | None = None,
    **fields: Unpack[MemberDetails],
) -> ChainMember:
    """What changed about a person, with the evidence; a name may become a contact."""
    chain = chain_for_change(actor, project)
    row = _member(chain, member)
    values = fill(row, fields)
    if contact and contact != row.contact_id:
        row.contact_id = contact
        values |= {"contact": contact, "name": row.contact.title if row.contact else row.name}
    refuse_evaluators(row)
    if values:
        row.save()
        _happened(actor, chain, "member_changed", row.pk, values)
    return row


@action("chain.remove_member", right=EDIT, public="chain.remove-member")
def remove_chain_member(*, actor: Actor, project: ProjectId, member: MemberId) -> ChainMember:
    """The person no longer counts; the past keeps them."""
    chain = chain_for_change(actor, project)
    row = _member(chain, member)
    row.ties_in.all().delete()
    row.ties_out.all().delete()
    row.left_at = moment()
    row.save()
    _happened(actor, chain, "member_removed", row.pk, {})
    return row


@action("chain.put_edge", right=EDIT, public="chain.put-edge")
def put_chain_edge(
    *,
    actor: Actor,
    project: ProjectId,
    source: MemberId,
    target: MemberId,
    kind: KindOfEdge,
    strength: Strength | None = None,
    evidence: Text = "",
) -> ChainEdge:
    """A tie between two people; one of a kind."""
    chain = chain_for_change(actor, project)
    if source == target:
        raise Refused("loop", _("A tie needs two people."), "target")
    _member(chain, source), _member(chain, target)
    edge, made = ChainEdge.objects.update_or_create(
        chain=chain,
        source_id=source,
        target_id=target,
        kind=kind,
        defaults={"strength": strength, "evidence": evidence},
    )
    values: dict[str, object] = {"source": source, "target": target, "kind": kind, "strength": strength}
    _happened(actor, chain, "edge_added" if made else "edge_changed", edge.pk, {**values, "evidence": evidence})
    return edge


@action("chain.remove_edge", right=EDIT, public="chain.remove-edge")
def remove_chain_edge(*, actor: Actor, project: ProjectId, edge: EdgeId) -> None:
    """The tie is gone."""
    chain = chain_for_change(actor, project)
    if not ChainEdge.objects.filter(pk=edge, chain=chain).delete()[0]:
        raise Missing("not_found", _("There is no such tie."))
    _happened(actor, chain, "edge_removed", edge, {})


@action("chain.write_note", right="projects.view", public="chain.write-note")
def write_chain_note(*, actor: Actor, project: ProjectId, member: MemberId, text: NoteText = "") -> None:
    """A note that only its author ever reads; its text goes into no history. Empty removes it."""
    if not actor.scope_allows(CHAIN):  # whoever sees the chain may write notes, but not through a token that reads
        raise Forbidden("forbidden", _("This token's scope does not allow it."))
    view = queries.chain_of(actor, project)
    row = next((one.member for one in view.members if one.member.pk == member), None)
    if row is None:
        raise Missing("not_found", _("This person is not in the chain."))
    if not text:
        ChainNote.objects.filter(member=row, author=actor.user_id).delete()
        return
    ChainNote.objects.update_or_create(
        member=row, author=actor.user, defaults={"text": text, "updated_at": clock.now()}
    )


def chain_for_change(actor: Actor, project: int) -> Chain:
    """The project's chain, locked; the first person of the core team who writes begins it."""
    row = records.load(Project, actor, project, "projects.view")
    pk = Chain.objects.filter(project=row).values_list("pk", flat=True).first()
    if pk is None:
        if not queries.is_core(actor, row):
            raise Forbidden("forbidden", queries.NOT_YOURS)
        return begin_chain(actor, row)
    try:
        return records.load(Chain, actor, pk, CHAIN)
    except Missing as gone:
        raise Forbidden("forbidden", queries.NOT_YOURS) from gone


def begin_chain(actor: Actor, project: Project) -> Chain:
    """An empty chain for the core team of the project."""
    chain = records.create(Chain, actor, fields={"title": project.title}, project=project.pk)
    # Nobody's in particular: it follows its project, and no hand-over or closed unit has to mind it.
    chain.subject.owner = chain.subject.unit = None
    chain.subject.save()
    access.sync(chain)
    return chain


def _member(chain: Chain, pk: int) -> ChainMember:
    row = ChainMember.objects.filter(pk=pk, chain=chain, left_at=None).select_related("contact__subject").first()
    if row is None:
        raise Missing("not_found", _("This person is not in the chain."))
    return row


def fill(member: ChainMember, fields: MemberDetails) -> dict[str, object]:
    """Write the keywords; returns what really changed, as the event keeps it."""
    changed: dict[str, object] = {}
    for name, value in fields.items():
        new: object = value
        if name == "evidence":
            new = {**member.evidence, **_plain_evidence(fields["evidence"])}
        elif value is None and name in ("role", "buying_role", "response_mode"):
            new = ""
        if getattr(member, name) != new:
            setattr(member, name, new)
            changed[name] = new
    return changed


def _plain_evidence(given: Mapping[Assessed, Evidence]) -> dict[str, dict[str, str | None]]:
    return {value: one.model_dump(mode="json") for value, one in given.items()}


def refuse_evaluators(member: ChainMember) -> None:
    """Members of an evaluation committee are never recorded, under whatever name of role."""
    roles = terms.label("chain_role", member.role), terms.label("buying_role", member.buying_role)
    name = member.contact.job_title if member.contact else ""
    said = " ".join(str(one.get("text", "")) for one in member.evidence.values())
    texts = (member.name, member.department, member.job_title, name, *roles, said, member.personal_win)
    if forbidden(*texts):
        raise Refused(
            "evaluator",
            _("Members of an evaluation committee must not be recorded in a decision chain."),
            "job_title",
        )


def _happened(actor: Actor, chain: Chain, verb: str, pk: int, values: dict[str, object]) -> None:
    what, _sep, how = verb.partition("_")
    records.touch(chain)
    events.record(actor, f"chain.{verb}", chain.subject, what=what, id=pk, how=how, values=values)
