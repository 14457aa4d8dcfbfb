"""What the room declares: its rights, its rows, and that nothing of somebody who left stays open."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.sharing.actions.leaving import end_of
from pursuit.domain.sharing.queries import feeds, shares
from pursuit.kernel import extensions, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Subscriber
from pursuit.kernel.models import Event
from pursuit.kernel.platform import EVERYBODY
from pursuit.kernel.rights import Right

SHARERS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "operations": "all",
}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(feeds.OWN, _("Own calendar feeds"), scoped=False, defaults=EVERYBODY),
        Right(shares.SHARE, _("Show plans to people outside"), defaults=SHARERS),
    )
    visible.row_type("calendar_feed", feeds.among)
    visible.row_type("shared_plan", shares.among)
    extensions.register(Subscriber("people.user.deactivated", "sharing.left", _left))


def _left(actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    end_of(actor, int(str(data["user"])))
