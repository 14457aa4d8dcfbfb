"""The mapping of an import: look it over, change it, keep it under a name, take one that was kept."""

import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx.table import Table
from pursuit.integrations.intake import editing, jobs, preparing
from pursuit.integrations.intake.customs import known
from pursuit.integrations.intake.dialects import DIALECTS, GENERIC, propose
from pursuit.integrations.intake.kinds import get
from pursuit.integrations.intake.plan import CUSTOM, Plan, Sheet, parse
from pursuit.interfaces.web.imports import mapform
from pursuit.interfaces.web.imports.steps import RIGHT, address, frame, where
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import BatchState, ImportBatch
from pursuit.kernel.money import CURRENCIES, company_currency


@page(RIGHT, methods=("GET", "POST"))
def mapping(request: Request, pk: int) -> HttpResponse:
    """What becomes of each table and column."""
    batch = intake.batch(request.actor, pk)
    if request.method == "GET" and batch.state != BatchState.DRAFT:
        return see_other(request, where(batch))
    if request.method == "POST":
        batch = drafts.in_preparation(request.actor, pk)
        return _POSTS.get(request.POST.get("act", ""), _kept)(request, batch)
    return _page(request, batch, parse(batch.plan), "")


def _page(request: Request, batch: ImportBatch, plan: Plan, problem: str, status: int = 200) -> HttpResponse:
    kept = batch.preparation
    context = frame(batch, "mapping") | {
        "plan": plan,
        "tables": mapform.forms(batch, plan),
        "kinds": mapform.kinds(),
        "sources": sources(),
        "currencies": CURRENCIES,
        "currency": plan.currency or company_currency(),
        "confidence": round(float(kept.get("confidence", 0)) * 100),
        "notes": kept.get("notes", []),
        "saved": kept.get("saved", ""),
        "mappings": list(drafts.mappings(request.actor)[:100]),
        "units": mapform.UNITS,
        "orders": mapform.ORDERS,
        "problem": problem,
    }
    return render(request, "imports/mapping.html", context, status=status)


def sources() -> list[tuple[str, str]]:
    """Systems that are recognised."""
    return [*((one.code, one.name) for one in DIALECTS), (GENERIC, _("Another system or our own tables"))]


def _taken(request: Request, batch: ImportBatch) -> HttpResponse:
    """A mapping that was kept takes the place of this one."""
    number = request.POST.get("saved", "")
    saved = drafts.mapping(request.actor, int(number[:18]) if number.isdecimal() else 0)
    headers = {seen["name"]: seen["header"] for seen in mapform.tables(batch)}
    plan = preparing.rebound(parse(saved.plan), headers)
    if not plan.sheets:
        return _page(request, batch, parse(batch.plan), _("“%s” fits none of these tables.") % saved.name, status=422)
    drafts.change(request.actor, batch.pk, preparing.plain(plan), {"saved": saved.name})
    return see_other(request, address(batch, "mapping"), Toast(_("“%s” was taken: look it over.") % saved.name))


def _sourced(request: Request, batch: ImportBatch) -> HttpResponse:
    """Somebody said which system the files come from."""
    source = request.POST.get("source", GENERIC)
    tables = preparing.tables_of(batch)
    found = propose(tables, source, preparing.people(request.actor))
    scores = {name: dict(one) for name, one in found.scores.items()}
    told = {"scores": scores, "notes": [str(one) for one in found.notes], "confidence": found.confidence, "saved": ""}
    drafts.change(request.actor, batch.pk, preparing.plain(known(found.plan, tables)), told)
    return see_other(request, address(batch, "mapping"), Toast(_("Suggested anew: look it over.")))


def _kept(request: Request, batch: ImportBatch) -> HttpResponse:
    """Save what was chosen; go on to the check unless a table changed its kind or the mapping gets a name."""
    before = parse(batch.plan)
    changed, scores = _rewritten(request, batch, before)
    problem = editing.problem(changed)
    name = request.POST.get("name", "").strip()
    naming = request.POST.get("act") == "save"
    if naming and not name:
        problem = problem or _("Give the mapping a name.")
    if problem:
        return _page(request, batch, changed, problem, status=422)
    told = {"scores": {**batch.preparation.get("scores", {}), **scores}}
    drafts.change(request.actor, batch.pk, preparing.plain(changed), told)
    if naming:
        drafts.save_mapping(request.actor, name, batch.preparation["signature"], preparing.plain(changed))
        return see_other(request, address(batch, "mapping"), Toast(_("The mapping “%s” was saved.") % name))
    if request.POST.get("act", "").startswith("keep."):
        return see_other(request, address(batch, "mapping"), Toast(_("The other columns become own fields.")))
    if scores:
        return see_other(request, address(batch, "mapping"), Toast(_("Suggested anew: look it over.")))
    return checked(request, batch)


def checked(request: Request, batch: ImportBatch) -> HttpResponse:
    """Check, at once or in the background, and show what was found."""
    try:
        jobs.check(request.actor, batch.pk)
    except Refused as no:
        return see_other(request, address(batch, "mapping"), Toast(str(no.message), tone="act"))
    return see_other(request, address(batch, "check"))


def _rewritten(request: Request, batch: ImportBatch, before: Plan) -> tuple[Plan, dict[str, dict[str, float]]]:
    """The plan as chosen, and the scores of tables whose kind was changed."""
    read = _Tables(batch)
    sheets: list[Sheet] = []
    scores: dict[str, dict[str, float]] = {}
    for place, seen in enumerate(mapform.tables(batch)):
        old = before.sheet(seen["name"])
        kind = request.POST.get(f"t{place}.kind", old.kind if old else "")
        kept = get(kind)
        if kept is None:
            continue
        if old is None or old.kind != kind:
            sheet, scores[seen["name"]] = editing.suggest(read[seen["name"]], kind, preparing.people(request.actor))
        else:
            wishes = list(mapform.wishes(request.POST, place, seen))
            if request.POST.get("act") == f"keep.t{place}":
                wishes = list(mapform.kept(wishes, seen, old.id))
            moved = any(one.field in kept.targets and one.field != _field(old, one.header) for one in wishes)
            table = read[seen["name"]] if moved else None
            sheet = editing.rewritten(old, mapform.ids(request.POST, place, seen, old.id), _sound(kind, wishes), table)
        sheets.append(sheet)
    currency = request.POST.get("currency", before.currency)
    given = {"sheets": tuple(sheets), "currency": currency if currency in CURRENCIES else ""}
    return before.model_copy(update=given), scores


def _sound(kind: str, wishes: list[editing.Wish]) -> list[editing.Wish]:
    """Fields the kind does not have are not chosen."""
    found = get(kind)
    own = found is not None and found.model is not None
    return [one for one in wishes if not one.field or (found is not None and one.field in found.targets)
            or (own and re.fullmatch(CUSTOM, one.field))]  # fmt: skip


def _field(sheet: Sheet, header: str) -> str:
    column = sheet.columns.get(header)
    return column.field if column else ""


class _Tables:
    """The tables of a batch, opened when one of them is needed."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.found: Mapping[str, Table] | None = None

    def __getitem__(self, name: str) -> Table:
        if self.found is None:
            self.found = {table.name: table for table in preparing.tables_of(self.batch)}
        return self.found[name]


_POSTS = {"take": _taken, "source": _sourced}
