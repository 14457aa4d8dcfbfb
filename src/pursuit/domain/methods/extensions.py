"""What the room declares: rights, the rows that can be pointed at, the shipped methods."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.actions import methods, seed
from pursuit.domain.methods.models import Method, Stage
from pursuit.kernel import pickers, platform, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.platform import WITH_GUEST
from pursuit.kernel.rights import Right

ACTIONS = (methods,)
EDITORS = {"admin": "all", "operations": "all"}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("methods.view", _("See methods and stages"), scoped=False, defaults=WITH_GUEST),
        Right("methods.edit", _("Edit methods and stages"), scoped=False, defaults=EDITORS),
    )
    visible.row_type("stage", _stages)
    visible.row_type("method", _methods)
    pickers.named_rows("stage", Stage)
    pickers.named_rows("method", Method)
    platform.on_sync(seed.seed)


def _stages(_actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(Stage.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _methods(_actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(Method.objects.filter(pk__in=ids).values_list("pk", flat=True))
