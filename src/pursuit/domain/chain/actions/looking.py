"""Who may look at a decision chain, and the look itself, which is logged."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.actions.access import NAMED
from pursuit.domain.chain.actions.members import chain_for_change
from pursuit.domain.chain.fields import ProjectId, Reason
from pursuit.domain.chain.models import Chain
from pursuit.domain.chain.queries import chain as queries
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Choices, Label, UserId
from pursuit.kernel.models import Level, LoggedLook, Share

EDIT = "projects.edit"
Person = Annotated[UserId, Label(_("Person"))]
What = Annotated[
    Literal["view", "export", "replay"],
    Choices((("view", _("View")), ("export", _("Export")), ("replay", _("Replay")))),
    Label(_("What for"), widget="hidden"),
]


@action("chain.open", right="projects.view", public="chain.open")
def open_chain(*, actor: Actor, project: ProjectId, what: What = "view") -> queries.ChainView:
    """Look at the chain; that one looked is written down."""
    view = queries.chain_of(actor, project)
    chain = Chain.objects.filter(project=view.project).select_related("subject").first()
    LoggedLook.objects.create(
        user=actor.user,
        subject=chain.subject if chain else view.project.subject,
        what=f"chain.{what}",
        at=clock.now(),
        interface=actor.interface,
    )
    return view


@action("chain.name_reader", right=EDIT, public="chain.name-reader")
def name_chain_reader(*, actor: Actor, project: ProjectId, user: Person, reason: Reason) -> Share:
    """Let a leader see the chain (and, for that, the project)."""
    chain = chain_for_change(actor, project)
    share, made = Share.objects.get_or_create(
        subject=chain.subject, user_id=user, reason=NAMED, defaults={"level": Level.VIEW}
    )
    Share.objects.get_or_create(subject_id=chain.project_id, user_id=user, reason=NAMED, defaults={"level": Level.VIEW})
    if made:
        records.touch(chain)
        events.record(actor, "chain.reader_named", chain.subject, user=user, reason=reason)
    return share


@action("chain.unname_reader", right=EDIT, public="chain.unname-reader")
def unname_chain_reader(*, actor: Actor, project: ProjectId, user: Person) -> None:
    """The leader no longer sees it."""
    chain = chain_for_change(actor, project)
    named = Share.objects.filter(subject__in=[chain.pk, chain.project_id], user=user, reason=NAMED)
    if not named.delete()[0]:
        raise Missing("not_found", _("This person was not named."))
    records.touch(chain)
    events.record(actor, "chain.reader_unnamed", chain.subject, user=user)
