"""Addresses of offers."""

from django.urls import path

from pursuit.domain.offers.actions.lines import update_line
from pursuit.domain.offers.actions.steps import accept_quote
from pursuit.interfaces.web.offers import boq, documents, headings, limits, lines, pages, steps, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)
for _name in (
    "quantity",
    "price",
    "listed",
    "discount",
    "option",
    "phase",
    "effort",
    "sla",
    "spec",
    "measure",
    "number",
):
    history.FIELDS[f"quote.{_name}"] = update_line.schema.fields[_name]
history.FIELDS["quote.decided_note"] = accept_quote.schema.fields["note"]

app_name = "offers"
urlpatterns = [
    path("quotes/", pages.quote_list, name="list"),
    path("quotes/limits", limits.limits, name="limits"),
    path("quotes/limits/<int:pk>", limits.limit, name="limit"),
    path("quotes/limits/<int:pk>/removal", limits.limit_removal, name="limit-removal"),
    path("projects/<int:pk>/quotes", pages.of_project, name="project"),
    path("projects/<int:pk>/quotes/new", steps.new_quote, name="new"),
    path("quotes/<int:pk>", pages.quote_page, name="quote"),
    path("quotes/<int:pk>/edit", steps.edit, name="edit"),
    path("quotes/<int:pk>/submission", steps.submission, name="submission"),
    path("quotes/<int:pk>/recall", steps.recall, name="recall"),
    path("quotes/<int:pk>/issue", steps.issue, name="issue"),
    path("quotes/<int:pk>/acceptance", steps.acceptance, name="acceptance"),
    path("quotes/<int:pk>/decline", steps.decline, name="decline"),
    path("quotes/<int:pk>/withdrawal", steps.withdrawal, name="withdrawal"),
    path("quotes/<int:pk>/extension", steps.extension, name="extension"),
    path("quotes/<int:pk>/version", steps.version, name="version"),
    path("quotes/<int:pk>/amount", steps.amount, name="amount"),
    path("quotes/<int:pk>/deletion", steps.deletion, name="deletion"),
    path("quotes/<int:pk>/document", documents.document, name="document"),
    path("quotes/<int:pk>/table", boq.bring, name="boq"),
    path("quotes/<int:pk>/comparison/<int:other>", pages.compare, name="compare"),
    path("quotes/<int:pk>/cells", lines.cells, name="cells"),
    path("quotes/<int:pk>/together", lines.together, name="together"),
    path("quotes/<int:pk>/lines/quick", lines.quick_line, name="quick-line"),
    path("quotes/<int:pk>/lines/new", lines.new_line, name="new-line"),
    path("quotes/<int:pk>/lines/<int:line>", lines.line, name="line"),
    path("quotes/<int:pk>/lines/<int:line>/move", lines.line_move, name="line-move"),
    path("quotes/<int:pk>/sections/new", headings.new_section, name="new-section"),
    path("quotes/<int:pk>/sections/<int:section>", headings.section, name="section"),
    path("quotes/<int:pk>/sections/<int:section>/move", headings.section_move, name="section-move"),
    path("quotes/<int:pk>/sections/<int:section>/removal", headings.section_removal, name="section-removal"),
]
