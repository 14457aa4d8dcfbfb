"""Addresses of comments, following and notifications."""

from django.urls import path

from pursuit.interfaces.web.collaboration import comments, notices

app_name = "collaboration"
urlpatterns = [
    path("records/<int:pk>/comments", comments.comments, name="comments"),
    path("records/<int:pk>/following", comments.follow, name="follow"),
    path("records/<int:pk>/activity", comments.activity, name="activity"),
    path("comments/<int:pk>", comments.correct, name="comment"),
    path("comments/<int:pk>/deletion", comments.deletion, name="deletion"),
    path("comments/<int:pk>/restoration", comments.restoration, name="restoration"),
    path("comments/<int:pk>/reactions", comments.reaction, name="reaction"),
    path("notifications", notices.notifications, name="notifications"),
    path("notifications/read", notices.reading, name="reading"),
    path("notifications/<int:pk>/opening", notices.opening, name="opening"),
]
