"""Addresses of the web pages. Rooms add one line each to ROOMS."""

from django.urls import URLPattern, URLResolver, include, path

from pursuit.interfaces.web.desk import views as desk
from pursuit.interfaces.web.search import views as search
from pursuit.interfaces.web.shell import views
from pursuit.interfaces.web.tokens import views as tokens

ROOMS: list[URLPattern | URLResolver] = [
    path("people/", include("pursuit.interfaces.web.people.urls")),
    path("imports/", include("pursuit.interfaces.web.imports.urls")),
    path("settings/", include("pursuit.interfaces.web.settings.urls")),
    path("", include("pursuit.interfaces.web.collaboration.urls")),
    path("", include("pursuit.interfaces.web.customers.urls")),
    path("", include("pursuit.interfaces.web.market.urls")),
    path("", include("pursuit.interfaces.web.catalogue.urls")),
    path("", include("pursuit.interfaces.web.portfolio.urls")),
    path("", include("pursuit.interfaces.web.projects.urls")),
    path("", include("pursuit.interfaces.web.chain.urls")),
    path("", include("pursuit.interfaces.web.execution.urls")),
    path("", include("pursuit.interfaces.web.plans.urls")),
    path("", include("pursuit.interfaces.web.planning.urls")),
    path("", include("pursuit.interfaces.web.hours.urls")),
    path("", include("pursuit.interfaces.web.workload.urls")),
    path("", include("pursuit.interfaces.web.feeds.urls")),
    path("", include("pursuit.interfaces.web.sharing.urls")),
    path("", include("pursuit.interfaces.web.playbooks.urls")),
    path("", include("pursuit.interfaces.web.goals.urls")),
    path("", include("pursuit.interfaces.web.strategy.urls")),
    path("", include("pursuit.interfaces.web.offers.urls")),
    path("", include("pursuit.interfaces.web.credentials.urls")),
    path("", include("pursuit.interfaces.web.bids.urls")),
    path("", include("pursuit.interfaces.web.contracts.urls")),
    path("", include("pursuit.interfaces.web.budgets.urls")),
    path("", include("pursuit.interfaces.web.finance.urls")),
    path("", include("pursuit.interfaces.web.gates.urls")),
    path("", include("pursuit.interfaces.web.insight.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="home"),
    path("desk/sight", desk.sight, name="desk-sight"),
    path("preferences", views.preferences, name="preferences"),
    path("preferences/one", views.preference, name="preference"),
    path("preferences/language", views.language, name="language"),
    path("preferences/theme", views.theme, name="theme"),
    path("account/", include("pursuit.interfaces.web.signin.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("", include("pursuit.interfaces.web.records.urls")),
    path("", include("pursuit.interfaces.web.lists.urls")),
    path("search", search.found, name="search"),
    path("tokens", tokens.mine, name="tokens"),
    path("tokens/<int:pk>/revocation", tokens.revocation, name="token-revocation"),
    path("approvals/", include("pursuit.interfaces.web.approvals.urls")),
    path("jobs/", include("pursuit.interfaces.web.jobs.urls")),
    *ROOMS,
]
