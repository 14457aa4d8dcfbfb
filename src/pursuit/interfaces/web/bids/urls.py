"""Addresses of bids."""

from django.urls import path

from pursuit.interfaces.web.bids import (
    clauses,
    overview,
    pasting,
    result,
    reviews,
    scoring,
    sealing,
    tracing,
    words,
)
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)

app_name = "bids"
urlpatterns = [
    path("bids/", overview.bid_list, name="list"),
    path("projects/<int:pk>/bid", overview.project_tab, name="project"),
    path("projects/<int:pk>/bid/new", overview.new_bid, name="new"),
    path("projects/<int:pk>/trace", tracing.page_of, name="trace"),
    path("projects/<int:pk>/trace/export", tracing.export, name="trace-export"),
    path("projects/<int:pk>/trace/lines", tracing.tie, {"what": "lines"}, name="trace-lines"),
    path("projects/<int:pk>/trace/clauses", tracing.tie, {"what": "clauses"}, name="trace-clauses"),
    path("bids/<int:pk>", overview.bid_page, name="bid"),
    path("bids/<int:pk>/edit", overview.edit_bid, name="edit"),
    path("bids/<int:pk>/deletion", overview.deletion, name="deletion"),
    path("bids/<int:pk>/contents", overview.contents, name="contents"),
    path("bids/<int:pk>/clauses", clauses.clauses, name="clauses"),
    path("bids/<int:pk>/clauses/paste", pasting.paste, name="paste"),
    path("bids/<int:pk>/clauses/many", clauses.many, name="many"),
    path("bids/<int:pk>/clauses/removal", clauses.removal, name="clause-removal"),
    path("bids/<int:pk>/clauses/<int:clause>", clauses.clause, name="clause"),
    path("bid-clauses/<int:pk>", clauses.clause_of, name="clause_of"),
    path("bids/<int:pk>/scoring", scoring.scoring, name="scoring"),
    path("bids/<int:pk>/scoring/points", scoring.points, name="points"),
    path("bids/<int:pk>/items/new", scoring.item, name="item-new"),
    path("bids/<int:pk>/items/<int:item>", scoring.item, name="item"),
    path("bids/<int:pk>/items/<int:item>/removal", scoring.item_removal, name="item-removal"),
    path("bids/<int:pk>/bidders/new", scoring.bidder, name="bidder-new"),
    path("bids/<int:pk>/bidders/<int:bidder>", scoring.bidder, name="bidder"),
    path("bids/<int:pk>/bidders/<int:bidder>/removal", scoring.bidder_removal, name="bidder-removal"),
    path("bids/<int:pk>/reviews", reviews.reviews, name="reviews"),
    path("bids/<int:pk>/reviews/new", reviews.review, name="review-new"),
    path("bids/<int:pk>/reviews/<int:review>", reviews.review, name="review"),
    path("bids/<int:pk>/reviews/<int:review>/conclusion", reviews.conclusion, name="conclusion"),
    path("bids/<int:pk>/reviews/<int:review>/findings", reviews.finding, name="finding"),
    path("bids/<int:pk>/reviews/<int:review>/removal", reviews.review_removal, name="review-removal"),
    path("bids/<int:pk>/sealing", sealing.sealing, name="sealing"),
    path("bids/<int:pk>/sealing/seal", sealing.seal, name="seal"),
    path("bids/<int:pk>/sealing/<slug:move>", sealing.bid_move, name="move"),
    path("bids/<int:pk>/seals/new", sealing.seal_line, name="seal-new"),
    path("bids/<int:pk>/seals/<int:seal>", sealing.seal_line, name="seal-line"),
    path("bids/<int:pk>/seals/<int:seal>/<slug:move>", sealing.seal_move, name="seal-move"),
    path("bids/<int:pk>/bonds", sealing.bond, name="bond"),
    path("bids/<int:pk>/bonds/<int:bond>/<slug:state>", sealing.bond_state, name="bond-state"),
    path("bids/<int:pk>/result", result.result, name="result"),
    path("bids/<int:pk>/result/record", result.record, name="record"),
    path("bids/<int:pk>/result/clearing", result.clearing, name="clearing"),
    path("bids/<int:pk>/objections/new", result.matter, name="matter-new"),
    path("bids/<int:pk>/objections/<int:matter>", result.matter, name="matter"),
    path("bids/<int:pk>/objections/<int:matter>/removal", result.matter_removal, name="matter-removal"),
]
