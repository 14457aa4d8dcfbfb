"""What the room declares: rights, its list, its subject type, rows."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.actions import approval, steps
from pursuit.domain.offers.fields import COST, MARGIN, QuoteFacts
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteSection
from pursuit.domain.offers.queries.lines import QUOTE_LINES
from pursuit.domain.offers.queries.quotes import EDIT, QUOTES, VIEW, through_projects
from pursuit.domain.offers.queries.sheet import sheet
from pursuit.kernel import approvals, extensions, jobs, listing, platform, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.models import Subject
from pursuit.kernel.rights import Right

SEES = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",  # and those of the projects one sees
    "presales": "own",
    "delivery": "own",
    "finance": "all",
    "operations": "all",
}
EDITS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",
    "operations": "all",
}
COSTS = dict.fromkeys(("admin", "director", "presales", "finance", "operations"), "all")
MARGINS = COSTS | {"manager": "all"}
MAY_SET = dict.fromkeys(("admin", "operations"), "all")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See quotes"), shared="view", defaults=SEES),
        Right(EDIT, _("Edit quotes"), shared="edit", defaults=EDITS),
        Right(COST, _("See the cost of quotes"), scoped=False, defaults=COSTS),
        Right(MARGIN, _("See the margin of quotes"), scoped=False, defaults=MARGINS),
        Right(approval.LIMITS, _("Set discount limits"), scoped=False, defaults=MAY_SET),
    )
    visible.row_type("quote_line", _lines)
    visible.row_type("quote_section", _sections)
    extensions.register(
        SubjectType(
            code="quote",
            label=_("Quote"),
            model=Quote,
            view_right=VIEW,
            edit_right=EDIT,
            url_name="offers:quote",
            icon="receipt",
            fields=QuoteFacts,
            search_text=_text,
            through=through_projects,
        ),
        Panel("approval", "quote", _("The quote"), "offers/decision.html", _to_decide, 20, VIEW),
        Subscriber(approvals.DECIDED, "offers.decided", approval.on_decided),
        Subscriber(approvals.WITHDRAWN, "offers.taken_back", approval.on_withdrawn),
    )
    extensions.refer("project", Reference(Quote, "project"))
    extensions.refer("product", Reference(QuoteLine, "product"))
    extensions.refer("price_book", Reference(Quote, "book"))
    listing.register(QUOTES, QUOTE_LINES)
    jobs.declare(jobs.JobKind("offers.expire", _("End quotes that have run out"), _expire, timedelta(hours=1)))
    platform.on_sync(approval.seed)


def _expire(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    return {"expired": steps.expire_all(actor, progress)}


def _to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """What somebody who is asked for a discount wants to know; None for other records."""
    row = Quote.objects.visible_to(actor).select_related("subject", "project__subject").filter(pk=subject.pk).first()
    return None if row is None else {"quote": row, "sheet": sheet(actor, row)}


def _text(row: Quote) -> Iterable[str]:
    yield row.code
    yield row.project.title


def _lines(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(QuoteLine.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _sections(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(QuoteSection.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
