"""Looking at quotes: the list of all, those of a project, one quote, two versions side by side."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pursuit.domain.offers.actions.lines import add_line
from pursuit.domain.offers.models import OPEN, Quote, QuoteState
from pursuit.domain.offers.queries import quotes as queries
from pursuit.domain.offers.queries.sheet import compared
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.lists.views import Quick, list_page
from pursuit.interfaces.web.offers.frame import head_line, table
from pursuit.interfaces.web.offers.words import sections
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines as told
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, history
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

VIEW = queries.VIEW
QUICK = (
    Quick(gettext_lazy("Newest versions"), "f.latest=true"),
    Quick(gettext_lazy("Waiting for approval"), "f.state=waiting"),
    Quick(gettext_lazy("Sent to the customer"), "f.state=issued&f.latest=true"),
    Quick(pgettext_lazy("quote", "Accepted"), "f.state=accepted"),
    Quick(gettext_lazy("Expired"), "f.state=expired&f.latest=true"),
)


@page(VIEW)
def quote_list(request: Request) -> HttpResponse:
    """The quotes of all projects."""
    empty = {
        "title": _("No quotes yet"),
        "text": _("A quote is made in a project, on its tab Quotes."),
        "icon": "receipt",
    }
    tabs = sections(request.actor, "offers:list")
    return list_page(request, queries.QUOTES, tabs=tabs, quick=QUICK, empty=empty)


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """The tab of a project: its quotes with their versions."""
    head = frame(request, pk, "offers")
    groups: dict[str, list[Quote]] = {}
    for row in queries.of_project(request.actor, pk):
        groups.setdefault(row.code, []).append(row)
    may_new = request.actor.may(queries.EDIT) and access.decide(request.actor, "projects.edit", head.row.subject)
    context = {
        **head.context,
        "groups": list(groups.values()),
        "may_new": bool(may_new),
        "sees_margin": request.actor.may(queries.MARGIN),
        "sees_needs": request.actor.may("strategy.view"),
    }
    return render(request, "offers/project.html", context)


@page(VIEW)
def quote_page(request: Request, pk: int) -> HttpResponse:
    """One version of a quote: figures, lines that are changed where they stand, terms, what happened."""
    return shown(request, queries.quote(request.actor, pk))


def shown(request: Request, row: Quote, context: dict[str, object] | None = None, status: int = 200) -> HttpResponse:
    """The whole page; `context` may hold what was typed and not taken."""
    actor = request.actor
    live = context or table(request, row)
    found = live["sheet"]
    versions = queries.versions(actor, row)
    add = ActionForm(add_line, actor, names=("product", "quantity"), fixed={"quote": row.pk}, stored={"quantity": 1})
    for field in add.fields:
        field.prefix = "add"  # the sheet of a line over this page has the same fields
    more: dict[str, object] = {
        "nav": "offers",
        "subject": row.subject,
        "head": head_line(request, row, found),  # type: ignore[arg-type]  # table() put a Sheet there
        "versions": versions,
        "newest": versions[0] if versions else row,
        "other": next((one for one in versions if one.edition < row.edition), None),
        **buttons(request, row),
        "add": add if live["open"] else None,
        "waiting": queries.question(actor, row),
        "seen_project": access.sees(actor, row.project_id, "project"),
        "sees_needs": actor.may("strategy.view"),
        "happened": told(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "offers/quote.html", {**live, **more}, status=status)


def buttons(request: Request, row: Quote) -> dict[str, object]:
    """What its buttons hang on: they change with every cell."""
    may_edit = queries.may_edit(request.actor, row)
    return {
        "may_edit": may_edit,
        "may_export": request.actor.may("export.lists"),
        "steps": _steps(row) if may_edit else [],
    }


def _steps(row: Quote) -> Sequence[str]:
    """What may be done with it now, in the order of the menu."""
    found = []
    if row.state == QuoteState.DRAFT and row.line_count:
        found += ["submission"]
    if row.state in OPEN and row.line_count:
        found += ["issue"]
    if row.state == QuoteState.ISSUED:
        found += ["acceptance"]
    if row.state in (QuoteState.ISSUED, QuoteState.EXPIRED):
        found += ["decline", "extension"]
    if row.state in (QuoteState.APPROVED, QuoteState.ISSUED, QuoteState.EXPIRED):
        found += ["withdrawal"]
    if row.state not in (QuoteState.DRAFT, QuoteState.WAITING, QuoteState.REPLACED):
        found += ["version"]
    return found


@page(VIEW)
def compare(request: Request, pk: int, other: int) -> HttpResponse:
    """What was added, removed and changed from one version to another."""
    new, old = queries.quote(request.actor, pk), queries.quote(request.actor, other)
    if new.code != old.code:
        raise Missing("not_found", GONE)
    if old.edition > new.edition:
        new, old = old, new
    pairs = compared(old, new)
    counts = {kind: sum(pair.kind == kind for pair in pairs) for kind in ("added", "removed", "changed", "same")}
    every = request.GET.get("all") == "1"
    context = {
        "nav": "offers",
        "new": new,
        "old": old,
        "old_name": f"V{old.edition}",
        "new_name": f"V{new.edition}",
        "pairs": [pair for pair in pairs if every or pair.kind != "same"],
        "counts": counts,
        "every": every,
        "differences": {name: getattr(new, name) - getattr(old, name) for name in ("total", "net", "discount_bp")},
        "versions": queries.versions(request.actor, new),
    }
    return render(request, "offers/compare.html", context)
