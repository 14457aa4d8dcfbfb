"""Addresses of sales projects and their methods."""

from django.urls import path

from pursuit.interfaces.web.projects import board, bulk, leads, members, methods, moves, pages, steps, tabs, words, year
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())
history.DETAILS.update(words.DETAILS)
app_name = "projects"
urlpatterns = [
    path("projects/", pages.project_list, name="list"),
    path("projects/board", board.board, name="board"),
    path("projects/board/totals", board.totals, name="board-totals"),
    path("projects/board/lane", board.lane, name="board-lane"),
    path("projects/board/<slug:stage>", board.column, name="board-cards"),
    path("projects/bulk/next-step", bulk.next_step, name="bulk-next-step"),
    path("projects/bulk/stage", bulk.advance, name="bulk-advance"),
    path("projects/bulk/fields", bulk.change, name="bulk-change"),
    path("projects/year", year.year, name="year"),
    path("projects/new", pages.new_project, name="new"),
    path("projects/conversion", leads.convert, name="convert"),
    path("projects/<int:pk>", tabs.overview, name="project"),
    path("projects/<int:pk>/team", tabs.team, name="team"),
    path("projects/<int:pk>/tasks", tabs.tasks, name="tasks"),
    path("projects/<int:pk>/files", tabs.files, name="files"),
    path("projects/<int:pk>/history", tabs.happened, name="history"),
    path("projects/<int:pk>/edit", pages.edit_project, name="edit"),
    path("projects/<int:pk>/deletion", pages.deletion, name="deletion"),
    path("projects/<int:pk>/stage", moves.move, name="move"),
    path("projects/<int:pk>/next-step", steps.next_step, name="next-step"),
    path("projects/<int:pk>/sign-date", steps.sign_date, name="sign-date"),
    path("projects/<int:pk>/outcome/<slug:kind>", steps.outcome, name="outcome"),
    path("projects/<int:pk>/workspaces/<slug:code>", steps.workspace, name="workspace"),
    path("projects/<int:pk>/members/new", members.member_new, name="member-new"),
    path("projects/<int:pk>/members/<int:member>", members.member, name="member"),
    path("projects/<int:pk>/members/<int:member>/removal", members.member_removal, name="member-removal"),
    path("projects/<int:pk>/parties/new", members.party_new, name="party-new"),
    path("projects/<int:pk>/lines/new", members.line, name="line-new"),
    path("projects/<int:pk>/lines/<int:line>", members.line, name="line"),
    path("projects/<int:pk>/rivals/new", members.rival, name="rival-new"),
    path("projects/<int:pk>/rivals/<int:competitor>", members.rival, name="rival"),
    path("projects/<int:pk>/visits/new", members.visit_new, name="visit-new"),
    path("projects/<int:pk>/<slug:what>/<int:one>/removal", members.removal, name="removal"),
    path("settings/methods", methods.method_list, name="methods"),
    path("settings/methods/new", methods.new_method, name="method-new"),
    path("settings/methods/<int:pk>", methods.method, name="method"),
    path("settings/methods/<int:pk>/draft", methods.draft, name="method-draft"),
    path("settings/methods/<int:pk>/publication", methods.publication, name="method-publication"),
    path("settings/methods/<int:pk>/retirement", methods.retirement, name="method-retirement"),
    path("settings/methods/<int:pk>/versions/<int:number>", methods.version, name="method-version"),
]
