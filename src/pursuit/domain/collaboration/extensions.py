"""What the room declares: rights, and the subscriber that writes notices."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.actions import comments, following, importing, notifications
from pursuit.kernel import extensions, rights
from pursuit.kernel.extensions import Subscriber
from pursuit.kernel.platform import EVERYBODY, WITH_GUEST
from pursuit.kernel.rights import Right

# Importing the actions registers them.
ACTIONS = (comments, following, importing, notifications)


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("collaboration.view", _("Read comments"), scoped=False, defaults=WITH_GUEST),
        Right("collaboration.comment", _("Comment"), scoped=False, defaults=EVERYBODY),
        Right("collaboration.moderate", _("Delete others' comments"), scoped=False, defaults={"admin": "all"}),
        Right("collaboration.follow", _("Follow records"), scoped=False, defaults=WITH_GUEST),
    )
    extensions.register(Subscriber("*", "collaboration.notify", notifications.notify))
