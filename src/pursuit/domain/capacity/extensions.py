"""What the room declares: the right to see what people carry."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.capacity.queries.workload import VIEW
from pursuit.kernel import rights
from pursuit.kernel.rights import Right

WATCHERS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "delivery": "team",
    "operations": "all",
}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(Right(VIEW, _("See workload"), defaults=WATCHERS))
