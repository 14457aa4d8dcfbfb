"""Addresses of goals."""

from django.urls import path

from pursuit.interfaces.web.goals import goals, grid, kpis, letters, project, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.history_fields())
history.DETAILS.update(words.DETAILS)

app_name = "goals"
urlpatterns = [
    path("goals/", goals.goals, name="list"),
    path("goals/new", goals.new_goal, name="new"),
    path("goals/letters", letters.written, name="letters"),
    path("goals/<int:pk>", goals.goal_page, name="goal"),
    path("goals/<int:pk>/edit", goals.edit_goal, name="edit"),
    path("goals/<int:pk>/deletion", goals.goal_deletion, name="deletion"),
    path("goals/<int:pk>/closing", goals.closing, name="closing"),
    path("goals/<int:pk>/reopening", goals.reopening, name="reopening"),
    path("goals/<int:pk>/result", goals.result, name="result"),
    path("goals/<int:pk>/result/removal", goals.result_removal, name="result-removal"),
    path("goals/<int:pk>/decomposition", grid.grid, name="grid"),
    path("goals/<int:pk>/figures", grid.figures, name="figures"),
    path("goals/<int:pk>/division", grid.division, name="division"),
    path("goals/parts/<int:part>/addition", grid.addition, name="addition"),
    path("goals/parts/<int:part>/filling", grid.filling, name="filling"),
    path("goals/parts/<int:part>/removal", grid.removal, name="removal"),
    path("goals/parts/<int:part>/months", grid.months, name="months"),
    path("goals/parts/<int:part>/below", grid.below, name="below"),
    path("kpis/", kpis.board, name="kpis"),
    path("kpis/library", kpis.library, name="library"),
    path("kpis/new", kpis.new_kpi, name="new-kpi"),
    path("kpis/<int:pk>", kpis.kpi_page, name="kpi"),
    path("kpis/<int:pk>/edit", kpis.edit_kpi, name="edit-kpi"),
    path("kpis/<int:pk>/retirement", kpis.retirement, name="retirement"),
    path("kpis/<int:pk>/reading", kpis.reading, name="reading"),
    path("kpis/<int:pk>/reading/removal", kpis.reading_removal, name="reading-removal"),
    path("projects/<int:pk>/goals", project.of_project, name="project"),
]
