"""The compliance matrix: filters, one clause in a sheet, many at once, taking away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.clauses import edit_clauses, remove_clauses
from pursuit.domain.bids.queries import matrix as matrices
from pursuit.domain.bids.queries.bids import EDIT, VIEW
from pursuit.domain.bids.queries.matrix import Asked, Row
from pursuit.domain.bids.rules.clauses import DEVIATIONS, KINDS, PARTS, STATUSES
from pursuit.domain.offers.queries.ties import lines_by_key
from pursuit.interfaces.web.bids.frame import bid_frame, editable
from pursuit.interfaces.web.bids.sheets import bid_sheet
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page, is_sheet
from pursuit.interfaces.web.lists.bulk import NOTHING_TYPED
from pursuit.interfaces.web.offers.ties import offer_ties
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Refused

NAMES = (
    *("response", "deviation", "page", "status", "credential", "owner", "due_on"),
    *("need", "line", "part", "kind", "proof", "number", "text"),
)
MANY = ("owner", "status", "due_on", "deviation", "credential", "need", "line", "part", "kind")
ID = ("owner", "credential", "need")
SHOW = ("red", "papers", "untied")


@page(VIEW)
def clauses(request: Request, pk: int) -> HttpResponse:
    """The matrix."""
    return shown(request, pk)


def shown(request: Request, pk: int) -> HttpResponse:
    """The matrix as asked for in the address."""
    head = bid_frame(request, pk, "clauses")
    rows = matrices.matrix(request.actor, head.row, head.known.get("opening"))
    asked = _asked(request)
    chosen = matrices.chosen(rows, asked)
    labels = {name: dict(pairs) for name, pairs in (("status", STATUSES), ("deviation", DEVIATIONS), ("part", PARTS))}
    context = head.context | {
        "rows": [
            {
                "row": one,
                "clause": one.clause,
                "status": labels["status"][one.clause.status],
                "deviation": labels["deviation"][one.clause.deviation],
                "part": labels["part"][one.clause.part],
            }
            for one in chosen
        ],
        "asked": asked,
        "filtered": asked != Asked(),
        "progress": matrices.progress_of(rows),
        "red": sum(one.red for one in rows),
        "statuses": STATUSES,
        "kinds": KINDS,
        "clause_parts": PARTS,
        "owners": _owners(rows),
        "may_export": request.actor.may("export.lists"),
        "sees_needs": request.actor.may("strategy.view"),
    }
    return render(request, "bids/clauses.html", context)


def _asked(request: Request) -> Asked:
    """Filters of the address; what is no known value is left out."""
    get = request.GET
    known: dict[str, set[str]] = {
        "status": set(dict(STATUSES)),
        "part": set(dict(PARTS)),
        "kind": set(dict(KINDS)),
        "show": set(SHOW),
    }
    found = {name: value for name, values in known.items() if (value := get.get(name, "")) in values}
    owner = get.get("owner", "")
    return Asked(**found, owner=owner if owner == "none" or owner.isdecimal() else "")


def _owners(rows: list[Row]) -> list[tuple[str, str]]:
    named = {str(one.clause.owner_id): str(one.clause.owner) for one in rows if one.clause.owner is not None}
    return [("none", _("Nobody yet")), *sorted(named.items(), key=lambda pair: pair[1])]


@page(VIEW)
def clause_of(request: Request, pk: int) -> HttpResponse:
    """The matrix a clause stands in (from the company's list of clauses)."""
    row = matrices.clauses(request.actor).filter(pk=pk).first()
    if row is None:
        return redirect("bids:list")
    return redirect(reverse("bids:clauses", args=[row.bid_id]) + f"#c-{row.pk}")


@page(EDIT, methods=("GET", "POST"))
def clause(request: Request, pk: int, clause: int) -> HttpResponse:
    """Answer one clause."""
    row = editable(request, pk)
    one = matrices.clause(request.actor, pk, clause)
    stored = {name: getattr(one, f"{name}_id" if name in ID else name) for name in NAMES if name != "line"}
    line = lines_by_key(request.actor, row.project_id, [one.line_key]).get(one.line_key or 0)
    stored["line"] = line.pk if line else None
    return bid_sheet(
        request, row, edit_clauses, title=_("Clause %s") % one.number if one.number else _("Clause"),
        names=NAMES, fixed={"clauses": [clause]}, stored=stored, intro=one.text,
        back=reverse("bids:clauses", args=[pk]), draft=f"-{clause}",
        shape=lambda form: offer_ties(form, request.actor, row.project_id, key=one.line_key),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def many(request: Request, pk: int) -> HttpResponse:
    """The same said of the picked clauses; what is left blank stays as it is in each."""
    row = editable(request, pk)
    chosen = _picked(request)
    form = ActionForm(
        edit_clauses, request.actor, names=MANY, fixed={"bid": row.pk, "clauses": chosen}, unless_blank=MANY
    )
    offer_ties(form, request.actor, row.project_id)
    form.hidden = [("pick", one) for one in chosen]
    back = where_from(request, reverse("bids:clauses", args=[pk]))
    title, count = _("Set for the picked clauses"), len(chosen)
    intro = _("%d clauses are picked. What is left blank stays as it is.") % count
    shown_form = {"form": form, "title": title, "button": _("Set"), "cancel": back, "draft": "clauses-many"}
    if request.method == "POST" and not any(request.POST.get(name) for name in MANY):
        form.say(NOTHING_TYPED)
        context = shown_form | {"nav": "projects", "intro": intro, "here": request.path}
        return render(request, "forms/sheet.html" if is_sheet(request) else "forms/page.html", context, status=422)
    return form_page(
        request, form, title=title, button=_("Set"), done=lambda _row: back, said=_("Set for %d clauses.") % count,
        cancel=back, draft="clauses-many", context={"nav": "projects", "intro": intro},
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def removal(request: Request, pk: int) -> HttpResponse:
    """Take the picked clauses away."""
    editable(request, pk)
    chosen = _picked(request)
    if not chosen:
        raise Refused("nothing_picked", _("Tick clauses first."))
    row = remove_clauses.run(request.actor, {"bid": pk, "clauses": chosen})
    text = _("%d clauses were taken away.") % len(chosen)
    return done_with_undo(request, row.subject, text, reverse("bids:clauses", args=[pk]))


def _picked(request: Request) -> list[int]:
    """Up to a thousand of them: a matrix is done at once."""
    sent = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(int(one) for one in sent.getlist("pick") if one.isdecimal() and len(one) < 18))[:1000]
