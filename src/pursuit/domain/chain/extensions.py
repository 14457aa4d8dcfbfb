"""What the room declares. Nobody's role reaches a chain: rights come by shares alone."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain import terms as lists
from pursuit.domain.chain.actions import access
from pursuit.domain.chain.fields import MemberDetails
from pursuit.domain.chain.models import Chain, ChainMember
from pursuit.kernel import extensions, rights, terms
from pursuit.kernel.extensions import Reference, SubjectType, Subscriber
from pursuit.kernel.rights import Right


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("chain.view", _("See decision chains of others"), shared="view"),
        Right("chain.edit", _("Edit decision chains of others"), shared="edit"),
    )
    terms.declare(*lists.ALL)
    extensions.register(
        SubjectType(
            code="chain",
            label=_("Decision chain"),
            model=Chain,
            view_right="chain.view",
            edit_right="chain.edit",
            icon="sitemap",
            fields=MemberDetails,
        ),
        *(Subscriber(verb, "chain.access", access.on_project_changed) for verb in access.VERBS),
    )
    extensions.refer("contact", Reference(ChainMember, "contact", unique=("chain",)))
