"""Versions of a strategy: kept, read, compared; the strategy on one page, printed or as a Word file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.looking import open_chain
from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.domain.strategy.actions.versions import export_strategy, freeze
from pursuit.domain.strategy.models import StrategyVersion
from pursuit.domain.strategy.queries import paper, snapshot
from pursuit.domain.strategy.rules.compare import Pair, compare, counts
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.word import download
from pursuit.interfaces.web.strategy import frozen, words
from pursuit.interfaces.web.strategy.frame import EDIT, VIEW, ground, writable
from pursuit.interfaces.web.strategy.rows import sheet
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.records import GONE


@dataclass(frozen=True, slots=True)
class Block:
    """A part of two versions beside each other."""

    label: Text
    rows: Sequence[tuple[Pair, Sequence[tuple[str, str, str, bool]]]]


@page(VIEW)
def versions(request: Request, pk: int) -> HttpResponse:
    """All that were kept, and what was changed since."""
    head = ground(request, pk, "versions")
    found = list(StrategyVersion.objects.visible_to(request.actor).filter(strategy__project=head.project)
                 .select_related("by").defer("data", "prices", "chain"))  # fmt: skip
    return render(request, "strategy/versions.html", {**head.context, "versions": found})


@page(EDIT, methods=("GET", "POST"))
def new(request: Request, pk: int) -> HttpResponse:
    """Keep the strategy as it is now."""
    row = writable(request, pk)
    form = ActionForm(freeze, request.actor, names=("note",), fixed={"project": pk})
    return sheet(
        request, row, form, title=_("Keep a version"), button=_("Keep this version"), part="versions", draft="freeze",
        said=_("The version is kept; nothing changes it any more."),
    )  # fmt: skip


@page(VIEW)
def comparison(request: Request, pk: int) -> HttpResponse:
    """Two versions beside each other: ?a=1&b=2; b=0 or none is the strategy as it is now."""
    head = ground(request, pk, "versions")
    found = {one.number: one for one in StrategyVersion.objects.visible_to(request.actor)
             .filter(strategy__project=head.project).select_related("by")}  # fmt: skip
    before, after = _asked(request, found)
    _looked(request, pk, "view")
    old = snapshot.of(request.actor, before, head.project)
    new_ = snapshot.of(request.actor, after, head.project) if after else snapshot.now(request.actor, head.project)
    told = compare(old, new_)
    everything = request.GET.get("all") == "1"
    context = {
        **head.context,
        "before": before,
        "after": after,
        "versions": list(found.values()),
        "counts": counts(told),
        "everything": everything,
        "blocks": [
            Block(words.COMPARED[name], [(one, _beside(name, one)) for one in pairs if everything or one.how != "same"])
            for name, pairs in told.items()
            if any(everything or one.how != "same" for one in pairs)
        ],
    }
    return render(request, "strategy/comparison.html", context)


@page(VIEW)
def one_page(request: Request, pk: int) -> HttpResponse:
    """The strategy on one sheet, for printing."""
    row = visible_project(request.actor, pk)
    _looked(request, pk, "view")
    context = {"nav": "projects", "project": row, "paper": paper.strategy_paper(request.actor, row)}
    return render(request, "strategy/print.html", context)


@page("export.lists", methods=("POST",))
def docx(request: Request, pk: int) -> FileResponse:
    """The strategy as a Word file; a POST, because that it was taken is written down."""
    visible_project(request.actor, pk)
    _looked(request, pk, "export")
    name, body = export_strategy.run(request.actor, {"project": pk})
    return download(body, name)


def _looked(request: Request, pk: int, what: str) -> None:
    """What is of the chain is shown here too: for its readers that is a look at the chain."""
    row: Project = visible_project(request.actor, pk)
    if chains.may_see(request.actor, row):
        open_chain.run(request.actor, {"project": pk, "what": what})


def _asked(request: Request, found: Mapping[int, StrategyVersion]) -> tuple[StrategyVersion, StrategyVersion | None]:
    def number(name: str) -> int:
        text = request.GET.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    before = found.get(number("a") or max(found, default=0))
    if before is None:
        raise Missing("not_found", GONE)
    return before, found.get(number("b"))


def _beside(section: str, pair: Pair) -> list[tuple[str, str, str, bool]]:
    """Label, before, after, whether it differs: what was changed, or what the row says where it is new or gone."""
    before, after = pair.before or {}, pair.after or {}
    names = pair.changed if pair.how == "changed" else tuple(after or before)
    lead = frozen.lead(section)
    shown = [name for name in names if name not in ("id", lead)]
    every = [lead, *shown] if lead in (*before, *after) else shown
    rows = [
        (str(frozen.label(section, name)), frozen.text(section, name, before.get(name)),
         frozen.text(section, name, after.get(name)), name in pair.changed)
        for name in every
    ]  # fmt: skip
    return [row for row in rows if row[1] or row[2]]
