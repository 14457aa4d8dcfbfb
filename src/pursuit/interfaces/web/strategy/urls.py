"""Addresses of strategies."""

from django.urls import URLPattern, path

from pursuit.interfaces.web.records import history
from pursuit.interfaces.web.strategy import analysis, needs, overview, relations, rivals, rows, sheets, versions, words
from pursuit.interfaces.web.strategy.kinds import KINDS

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())
app_name = "strategy"
HERE = "projects/<int:pk>/strategy"


def _rows() -> list[URLPattern]:
    """New, change and removal of every kind of row; a task and a reason for those that become actions."""
    found = []
    for code, kind in KINDS.items():
        own, name = {"kind": code}, kind.keyword
        found += [
            path(f"{HERE}/{code}/new", rows.new, own, name=f"{name}-new"),
            path(f"{HERE}/{code}/<int:one>", rows.edit, own, name=f"{name}-edit"),
            path(f"{HERE}/{code}/<int:one>/removal", rows.removal, own, name=f"{name}-removal"),
        ]
        if code in ("lines", "moves"):
            found += [
                path(f"{HERE}/{code}/<int:one>/task", rows.act, own, name=f"{name}-act"),
                path(f"{HERE}/{code}/<int:one>/reason", rows.excuse, own, name=f"{name}-excuse"),
            ]
    return found


urlpatterns = [
    path("strategy/needs", needs.need_list, name="needs-list"),
    path("strategy/needs/<int:pk>", needs.need, name="need"),
    path("strategy/lines", needs.line_list, name="lines-list"),
    path("strategy/lines/<int:pk>", needs.line, name="line"),
    path(HERE, overview.project, name="project"),
    path(f"{HERE}/needs", needs.needs, name="needs"),
    path(f"{HERE}/needs/list", needs.bring, name="needs-bring"),
    path(f"{HERE}/analysis", analysis.analysis, name="analysis"),
    path(f"{HERE}/items/<int:one>/swot", analysis.carry, name="item-carry"),
    path(f"{HERE}/rivals", rivals.rivals, name="rivals"),
    path(f"{HERE}/rivals/scores", rivals.scores, name="scores"),
    path(f"{HERE}/rivals/self-build", rivals.self_build, name="self-build"),
    path(f"{HERE}/rivals/new", rivals.position, name="position-new"),
    path(f"{HERE}/rivals/<int:competitor>", rivals.position, name="position"),
    path(f"{HERE}/relations", relations.relations, name="relations"),
    path(f"{HERE}/sheets", sheets.sheets, name="sheets"),
    path(f"{HERE}/sheets/<slug:kind>", sheets.fields, name="sheet"),
    path(f"{HERE}/versions", versions.versions, name="versions"),
    path(f"{HERE}/versions/new", versions.new, name="version-new"),
    path(f"{HERE}/versions/comparison", versions.comparison, name="comparison"),
    path(f"{HERE}/page", versions.one_page, name="print"),
    path(f"{HERE}/docx", versions.docx, name="docx"),
    *_rows(),
]
