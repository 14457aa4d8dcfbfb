"""需求追溯 of a project: the page, the same as a workbook, and tying lines and clauses to needs where they stand."""

import io

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from pursuit.domain.bids.actions.clauses import edit_clauses
from pursuit.domain.bids.queries import bids, matrix
from pursuit.domain.bids.queries.tracing import Trace, TraceRow, trace
from pursuit.domain.bids.rules.tracing import GAPS, WHY
from pursuit.domain.offers.actions.ties import tie_lines
from pursuit.domain.offers.models import Option
from pursuit.domain.offers.queries import quotes
from pursuit.domain.offers.queries.ties import current, need_choices
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.strategy.rules.kinds import COMPLIANCE
from pursuit.interfaces.web.bids.sheets import refused
from pursuit.interfaces.web.lists.exports import TYPES
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.strategy.frame import VIEW, ground
from pursuit.kernel import access, clock
from pursuit.kernel.errors import Missing, Refused, Text
from pursuit.kernel.listing import Cell, Column, Row
from pursuit.kernel.listing.exports import RIGHT, export_rows
from pursuit.kernel.models import Record
from pursuit.kernel.records import GONE

SIZE = 100  # needs of one page
FEW = 5  # clauses of a need that are shown at once
GRADES: dict[str, Text] = dict(COMPLIANCE)
# What is broken, in a word; and in a sentence with how many.
SHORT: dict[str, Text] = {
    "unanswered": gettext_lazy("no answer"),
    "unoffered": gettext_lazy("no offer line"),
    "unmet": gettext_lazy("must, without compliance"),
    "contradiction": gettext_lazy("archive and clauses disagree"),
}
SAID: dict[str, tuple[str, Text]] = {
    "unanswered": ("act", ngettext_lazy("%d need has no answer of ours.", "%d needs have no answer of ours.")),
    "unoffered": ("act", ngettext_lazy("%d answered need is offered by no line.",
                                       "%d answered needs are offered by no line.")),
    "unmet": ("act", ngettext_lazy("%d need that must be met is not met yet.",
                                   "%d needs that must be met are not met yet.")),
    "contradiction": ("act", ngettext_lazy("%d need is met by the archive and not by its clauses.",
                                           "%d needs are met by the archive and not by their clauses.")),
    "idle_lines": ("watch", ngettext_lazy("%d offer line answers no need.", "%d offer lines answer no need.")),
    "idle_clauses": ("watch", ngettext_lazy("%d clause asks for no known need.", "%d clauses ask for no known need.")),
}  # fmt: skip
NEXT: dict[str, Text] = {
    "unanswered": gettext_lazy("Answer them"),
    "unoffered": gettext_lazy("See which"),
    "unmet": gettext_lazy("See which"),
    "contradiction": gettext_lazy("Look at them"),
    "idle_lines": gettext_lazy("Say which need"),
    "idle_clauses": gettext_lazy("Say which need"),
}


@page(VIEW)
def page_of(request: Request, pk: int) -> HttpResponse:
    """Need → answer → offer line → clause → compliance, and what is broken on the way."""
    head, actor = ground(request, pk, "trace"), request.actor
    found = trace(actor, head.project)
    show = request.GET.get("show", "")
    rows = found.chosen(show)
    first = _first(request)
    context = {
        **head.context,
        "rows": [(one, [SHORT[code] for code in one.gaps], WHY[one.found.why]) for one in rows[first : first + SIZE]],
        "few": FEW,
        "count": len(found.rows),
        "chosen": len(rows),
        "show": show if show == "gaps" or show in GAPS else "",
        "broken": _broken(found),
        "grades": GRADES,
        "idle_lines": found.lines,
        "idle_clauses": found.clauses,
        "sees_lines": found.lines is not None,
        "sees_clauses": found.clauses is not None,
        "may_tie_lines": bool(found.lines) and _may(request, quotes.EDIT, "projects.edit", head.project),
        "may_tie_clauses": bool(found.clauses) and _may(request, bids.EDIT, bids.EDIT, head.project),
        "needs": need_choices(actor, pk) if found.lines or found.clauses else [],
        "may_export": actor.may(RIGHT),
        "before": max(first - SIZE, 0) if first else None,
        "after": first + SIZE if first + SIZE < len(rows) else None,
    }
    return render(request, "bids/trace.html", context)


def _may(request: Request, right: str, over: str, row: Project) -> bool:
    """May the reader write in this project? What is theirs besides, they open from its own page."""
    return request.actor.may(right) and bool(access.decide(request.actor, over, row.subject))


def _broken(found: Trace) -> list[tuple[str, str, str, str, Text]]:
    """Tone, sentence, where to, and the word on the button: what is to be done, the gravest first."""
    return [
        (tone, str(said % many), f"#{code}" if code.startswith("idle") else f"?show={code}", code, NEXT[code])
        for code, (tone, said) in SAID.items()
        if (many := found.counts.get(code, 0))
    ]


@page(RIGHT, methods=("POST",))
def export(request: Request, pk: int) -> FileResponse:
    """A POST, because an export is written into the audit trail."""
    access.require(request.actor, VIEW)
    row = project(request.actor, pk)
    found, show = trace(request.actor, row, idle=False), request.POST.get("show", "")
    columns = (
        Column("number", _("Number")), Column("text", _("Need")), Column("priority", _("Priority")),
        Column("state", _("Status")), Column("answer", _("Our answer")), Column("lines", _("Offer lines")),
        Column("clauses", _("Clauses")), Column("compliance", _("Compliance")), Column("why", _("Why")),
        Column("gaps", _("Gaps of the chain")),
    )  # fmt: skip
    rows = [_row(columns, one) for one in found.chosen(show)]
    out = io.BytesIO()
    filters = {"project": [str(pk)], "show": [show]}
    export_rows(request.actor, "need-trace", columns, rows, out, filters=filters, period=[])
    out.seek(0)
    name = f"{_('Traceability of needs')}-{row.title}-{clock.today():%Y%m%d}.xlsx".replace("/", "-")
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


def _row(columns: tuple[Column, ...], one: TraceRow) -> Row:
    lines = [f"{line.quote_name} {line.number} {line.title}{_option(line.option)}" for line in one.lines]
    clauses = [
        " ".join(str(word) for word in (clause.number, clause.text[:80], clause.status_label, clause.deviation_label))
        for clause in one.clauses
    ]
    need = one.need
    values = (
        f"N{need.number}", need.text, need.get_priority_display(), need.get_state_display(), need.answer,
        "\n".join(lines), "\n".join(clauses), str(GRADES[one.found.code]), str(WHY[one.found.why]),
        "、".join(str(SHORT[code]) for code in one.gaps),
    )  # fmt: skip
    cells = tuple(Cell(column, value) for column, value in zip(columns, values, strict=True))
    return Row(need.pk, need.version, need.text, cells)


def _option(code: str) -> str:
    return "" if code == Option.INCLUDED else f" ({Option(code).label})"


@page(VIEW, methods=("POST",))
def tie(request: Request, pk: int, what: str) -> HttpResponse:
    """The picked lines of one quote, or clauses of one bid, belong to a need from now on."""
    row, actor = project(request.actor, pk), request.actor
    url = reverse("bids:trace", args=[pk])
    sent = request.POST
    picked = [int(one) for one in sent.getlist("pick") if one.isdecimal() and len(one) < 18][:1000]
    if not picked or not sent.get("need"):
        right, over = (quotes.EDIT, "projects.edit") if what == "lines" else (bids.EDIT, bids.EDIT)
        if not _may(request, right, over, row):
            access.require(actor, over, row.subject)
        text = _("Tick lines or clauses, and choose the need they belong to.")
        return see_other(request, f"{url}#idle_{what}", Toast(text, tone="watch"))
    given: dict[str, object] = {"need": sent["need"], what: picked}
    done: Record
    try:
        if what == "lines":
            if not current(actor, row.pk).filter(pk__in=picked).exists():
                raise Missing("not_found", GONE)
            done = tie_lines.run(actor, given)
        else:
            one = matrix.clauses(actor).filter(bid__project=row, pk__in=picked).first()
            if one is None:
                raise Missing("not_found", GONE)
            done = edit_clauses.run(actor, given | {"bid": one.bid_id})
    except Refused as no:
        return refused(request, f"{url}#idle_{what}", no)
    return done_with_undo(request, done.subject, _("%d belong to the need now.") % len(picked), f"{url}#idle_{what}")


def _first(request: Request) -> int:
    asked = request.GET.get("from", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 0
