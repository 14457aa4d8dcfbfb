"""What the room declares: rights, its list of kinds, entries and sheets as rows and lists."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from pursuit.domain.hours import terms as lists
from pursuit.domain.hours.models import TimeEntry, TimeSheet
from pursuit.domain.hours.models.sheet import APPROVE, VIEW
from pursuit.domain.hours.queries import sheets
from pursuit.kernel import extensions, listing, rights, terms, visible
from pursuit.kernel.extensions import Reference
from pursuit.kernel.platform import EVERYBODY
from pursuit.kernel.rights import Right

ADMIN = {"admin": "all"}
LEADERS = ADMIN | {"director": "subtree", "manager": "subtree"}
OWN = dict.fromkeys(EVERYBODY, "own")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See time"), defaults=OWN | LEADERS | {"operations": "all", "finance": "all"}),
        Right(sheets.LOG, _("Enter time"), defaults=OWN | ADMIN),
        Right(APPROVE, _("Approve time"), defaults=OWN | LEADERS),
    )
    terms.declare(*lists.ALL)
    visible.row_type("time_entry", partial(sheets.usable, TimeEntry))
    visible.row_type("time_sheet", partial(sheets.usable, TimeSheet))
    for code in ("account", "contact"):
        extensions.refer(code, Reference(TimeEntry, "about"), Reference(TimeEntry, "record"))
    listing.register(sheets.ENTRIES, sheets.SHEETS)
