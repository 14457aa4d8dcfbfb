"""What the room declares: its right, its rows, the shipped templates, and that tender dates follow their rows."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from pursuit.domain.playbooks.actions import seed, tenders
from pursuit.domain.playbooks.models import PlanTemplate, TenderDate
from pursuit.domain.playbooks.queries.templates import EDIT
from pursuit.kernel import extensions, pickers, platform, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Subscriber
from pursuit.kernel.rights import Right

KEEPERS = {"admin": "all", "operations": "all"}
EDITORS = {
    "admin": "all",
    "operations": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",
    "delivery": "own",
}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(EDIT, _("Edit plan templates"), defaults=EDITORS),
        Right(tenders.RULES_EDIT, _("Edit the periods of tenders"), scoped=False, defaults=KEEPERS),
    )
    visible.row_type("plan_template", _templates)
    visible.row_type("tender_date", _dates)
    pickers.named_rows("plan_template", PlanTemplate)
    extensions.register(Subscriber("task.planned", "playbooks.follow", tenders.follow))
    platform.on_sync(seed.seed)


def _templates(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(PlanTemplate.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _dates(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(TenderDate.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
