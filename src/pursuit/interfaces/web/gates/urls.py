"""Addresses of charters and decision points."""

from django.urls import path

from pursuit.interfaces.web.collaboration import notices
from pursuit.interfaces.web.gates import advances, charter, overview, points, reviews, scorecards, setup, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS["gate.held_on"] = reviews.HELD_ON
notices.PLACES["gate"] = words.place
app_name = "gates"
urlpatterns = [
    path("projects/<int:pk>/charter", charter.charter, name="charter"),
    path("projects/<int:pk>/charter/parts/<slug:part>", charter.part, name="charter-part"),
    path("projects/<int:pk>/charter/costs/new", charter.cost_new, name="cost-new"),
    path("projects/<int:pk>/charter/costs/<int:cost>/removal", charter.cost_removal, name="cost-removal"),
    path("projects/<int:pk>/charter/grade", charter.grade, name="take-grade"),
    path("projects/<int:pk>/charter.docx", charter.docx, name="charter-docx"),
    path("projects/<int:pk>/points", points.points, name="points"),
    path("projects/<int:pk>/points/<str:code>/brief.docx", points.brief, name="brief-docx"),
    path("projects/<int:pk>/evidence/<slug:item>", points.evidence, name="evidence"),
    path("projects/<int:pk>/evidence/<slug:item>/removal", points.evidence_removal, name="evidence-removal"),
    path("projects/<int:pk>/points/<str:code>/waivers/<str:what>", points.waiver, name="waiver"),
    path(
        "projects/<int:pk>/points/<str:code>/waivers/<str:what>/removal", points.waiver_removal, name="waiver-removal"
    ),
    path("projects/<int:pk>/points/<str:code>/reviews/new", reviews.new, name="review-new"),
    path("projects/<int:pk>/passages/<int:passage>/renewal", points.renewal, name="renewal"),
    path("projects/<int:pk>/scorecards/<slug:sheet>", scorecards.scorecard, name="scorecard"),
    path("projects/<int:pk>/advances/new", advances.new, name="advance-new"),
    path("projects/<int:pk>/advances/<int:advance>/closing", advances.closing, name="advance-closing"),
    path("reviews/<int:pk>", reviews.review, name="review"),
    path("reviews/<int:pk>/vote", reviews.vote, name="vote"),
    path("reviews/<int:pk>/conclusion", reviews.conclusion, name="conclusion"),
    path("reviews/<int:pk>/moving", reviews.moving, name="moving"),
    path("reviews/<int:pk>/cancelling", reviews.cancelling, name="cancelling"),
    path("reviews/<int:pk>/minutes.docx", reviews.minutes, name="minutes-docx"),
    path("reviews/<int:pk>/conditions/new", reviews.condition_new, name="condition-new"),
    path("conditions/<int:pk>/dropping", reviews.condition_dropping, name="condition-dropping"),
    path("points/", overview.overview, name="list"),
    path("settings/points", setup.setup, name="setup"),
    path("settings/points/items/new", setup.item_new, name="item-new"),
    path("settings/points/items/<int:pk>", setup.item, name="item"),
    path("settings/points/criteria/new", setup.criterion_new, name="criterion-new"),
    path("settings/points/criteria/<int:pk>", setup.criterion, name="criterion"),
    path("settings/points/rules", setup.rules, name="rules"),
]
