"""Addresses of what looks back."""

from django.urls import path

from pursuit.interfaces.web.insight import contradictions, meetings, screen, views, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())

app_name = "insight"
urlpatterns = [
    path("insight/", views.weeks, name="list"),
    path("insight/contradictions", contradictions.listed, name="contradictions"),
    path("insight/contradictions/export", contradictions.export, name="contradictions-export"),
    path("insight/projects/<int:pk>", views.one_project, name="project"),
    path("insight/reviews/", meetings.meetings, name="meetings"),
    path("insight/reviews/new", meetings.new_meeting, name="new-meeting"),
    path("insight/reviews/<int:pk>", meetings.meeting_page, name="meeting"),
    path("insight/reviews/<int:pk>/edit", meetings.edit_meeting, name="edit-meeting"),
    path("insight/reviews/<int:pk>/participants", meetings.participants, name="participants"),
    path("insight/reviews/<int:pk>/ending", meetings.ending, name="ending"),
    path("insight/reviews/<int:pk>/reopening", meetings.reopening, name="meeting-reopening"),
    path("insight/reviews/<int:pk>/deletion", meetings.deletion, name="meeting-deletion"),
    path("insight/reviews/<int:pk>/minutes.docx", meetings.minutes, name="minutes-docx"),
    path("insight/reviews/<int:pk>/weekly.docx", meetings.weekly, name="weekly-docx"),
    path("insight/review-rows/<int:one>", screen.review_row, name="review-row"),
    path("insight/review-rows/<int:one>/going", screen.going, name="going"),
    path("insight/review-rows/<int:one>/decisions", screen.decisions, name="review-decisions"),
    path("insight/review-rows/<int:one>/tasks", screen.tasks, name="review-tasks"),
    path("insight/review-decisions/<int:one>/removal", screen.decision_removal, name="decision-removal"),
    path("insight/review-decisions/<int:one>/marking", screen.marking, name="decision-marking"),
]
