"""Addresses of the room."""

from django.urls import path

from pursuit.interfaces.web.people import accounts, away, hand_overs, invitations, members, persons, units, verbs

verbs.declare()
app_name = "people"
urlpatterns = [
    path("", persons.people_list, name="list"),
    path("new", accounts.new_person, name="new"),
    path("me/away", away.mine, name="away"),
    path("me/profile", persons.profile, name="profile"),
    path("invitation/<str:token>", invitations.invitation, name="invitation"),
    path("<int:pk>", persons.person_page, name="person"),
    path("<int:pk>/edit", persons.edit_person, name="edit"),
    path("<int:pk>/units/new", members.join, name="join"),
    path("<int:pk>/move", members.move, name="move"),
    path("<int:pk>/roles/new", accounts.new_grant, name="grant-new"),
    path("<int:pk>/roles/<int:grant>/removal", accounts.grant_removal, name="grant-removal"),
    path("<int:pk>/invitation", accounts.invitation, name="invite"),
    path("<int:pk>/deactivation", accounts.deactivation, name="deactivation"),
    path("<int:pk>/reactivation", accounts.reactivation, name="reactivation"),
    path("organisation", units.organisation, name="org"),
    path("units/<int:pk>", units.unit_page, name="unit"),
    path("units/<int:pk>/new", units.new_unit, name="unit-new"),
    path("units/<int:pk>/edit", units.edit_unit, name="unit-edit"),
    path("units/<int:pk>/place", units.place, name="unit-place"),
    path("units/<int:pk>/closing", units.closing, name="unit-closing"),
    path("units/<int:pk>/opening", units.opening, name="unit-opening"),
    path("units/<int:pk>/members/new", members.assign, name="assign"),
    path("units/<int:pk>/members/<int:user>/leaving", members.leaving, name="leaving"),
    path("units/<int:pk>/members/<int:user>/head", members.head, name="head"),
    path("absences", away.absence_list, name="absences"),
    path("absences/new", away.new_absence, name="absence-new"),
    path("absences/<int:pk>", away.absence, name="absence"),
    path("absences/<int:pk>/cancellation", away.absence_cancellation, name="absence-cancellation"),
    path("deputies/new", away.new_deputy, name="deputy-new"),
    path("deputies/<int:pk>/ending", away.deputy_ending, name="deputy-ending"),
    path("hand-overs", hand_overs.hand_over_list, name="hand-overs"),
    path("hand-overs/picked", hand_overs.picked, name="hand-over-picked"),
    path("hand-overs/new", hand_overs.new_hand_over, name="hand-over-new"),
    path("hand-overs/<int:pk>", hand_overs.hand_over_page, name="hand-over"),
    path("hand-overs/<int:pk>/resumption", hand_overs.resumption, name="hand-over-resumption"),
    path("hand-overs/<int:pk>/closing", hand_overs.closing, name="hand-over-closing"),
    path("hand-overs/results", hand_overs.results, name="hand-over-lines"),
    path("hand-overs/results/<int:pk>", hand_overs.result, name="hand-over-line"),
]
