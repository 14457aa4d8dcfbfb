"""Arguments for the addresses of the web, on the AR's records. A new route with arguments needs a line here.

Where an address lies says what its arguments mean (BY_PLACE, the longest start wins); BY_NAME is for single routes.
QUERIES: what a page needs behind the "?". EVERYBODYS: routes about what the whole company sees, or that a right alone
guards: there "hidden" means nothing.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps

from pursuit.kernel.models import Event
from tests.matrix import imported, meetings
from tests.matrix.values import rival

if TYPE_CHECKING:
    from tests.matrix.world import World

UNKNOWN = 9_999_999
Value = Callable[["World"], Any]


def record(kind: str) -> Value:
    return lambda world: world.records[kind]


def row(name: str) -> Value:
    return lambda world: world.row(name)


def user(part: str) -> Value:
    return lambda world: world.cast.users[part].pk


def first(model: str) -> Value:
    return lambda _world: apps.get_model(model)._default_manager.order_by("pk")[0].pk


def template_of_the_ars(world: "World") -> int:
    rows = apps.get_model("playbooks.PlanTemplate")._default_manager.filter(by=world.cast.ar)
    return int(rows.order_by("pk")[0].pk)


def notice_of_the_ars(world: "World") -> int:
    rows = apps.get_model("collaboration.Notification")._default_manager.filter(user=world.cast.ar)
    return int(rows.order_by("pk")[0].pk)


def newest_event(world: "World") -> int:
    return Event.objects.filter(subject=world.records["account"]).latest("pk").pk


def stage_of(world: "World") -> str:
    return str(apps.get_model("projects.Project")._default_manager.get(pk=world.records["project"]).stage.code)


BY_PLACE: dict[str, dict[str, Any]] = {
    "account/2fa/": {"pk": 1},
    "approvals/": {"pk": row("approval")},
    "comments/": {"pk": row("comment")},
    "commitments/": {"pk": row("commitment")},
    "competitors/": {"pk": record("competitor")},
    "budgets/": {"pk": record("budget")},
    "budgets/commitments/": {"one": row("budget_commitment")},
    "budgets/lines/": {"one": row("budget_line")},
    "expenses/": {"pk": record("expense")},
    "contacts/": {"pk": record("contact"), "post": row("affiliation")},
    "contracts/": {"pk": record("contract")},
    "contracts/deviations/": {"one": row("deviation")},
    "contracts/changes/": {"one": row("change_order")},
    "finance/allocations/": {"one": row("allocation")},
    "finance/bonds/": {"pk": record("bond")},
    "finance/instalments/": {"pk": row("instalment")},
    "finance/invoices/": {"one": row("invoice")},
    "finance/letters/": {"pk": record("account")},
    "finance/payables/": {"one": row("payable")},
    "finance/receipts/": {"pk": record("receipt")},
    "customers/": {"pk": record("account")},
    "events/": {"event": newest_event},
    "bid-clauses/": {"pk": row("clause")},
    "bids/": {
        "pk": record("bid"), "clause": row("clause"), "item": row("score_item"), "bidder": rival,
        "review": row("bid_review"), "seal": row("seal_item"), "bond": row("bond_request"),
        "matter": row("bid_objection"), "move": "list", "state": "arrived",
    },
    "bids/<int:pk>/seals/": {"pk": record("bid"), "seal": row("seal_item"), "move": "confirmation"},
    "calendar-feeds/": {"pk": row("calendar_feed")},
    "credentials/": {"pk": record("credential"), "use": row("credential_use")},
    "feeds/": {"secret": "x" * 43},
    "files/": {"pk": row("file")},
    "goals/": {"pk": record("goal")},
    "goals/parts/": {"part": row("goal_node")},
    "kpis/": {"pk": row("kpi")},
    "imports/": {"pk": imported.prepared},
    "insight/projects/": {"pk": record("project")},
    **meetings.BY_PLACE,
    "jobs/": {"pk": row("job")},
    "leads/": {"pk": record("lead")},
    "lists/": {"code": "accounts"},
    "lookup/": {"what": "account"},
    "notifications/": {"pk": notice_of_the_ars},
    "people/": {"pk": user("ar"), "grant": lambda world: world.cast.ar.grants.get().pk, "token": "x" * 43},
    "people/absences/": {"pk": row("absence")},
    "people/deputies/": {"pk": row("deputy")},
    "people/capacity/": {"pk": row("capacity")},
    "people/hand-overs/": {"pk": row("hand_over")},
    "people/rates/": {"pk": row("cost_rate")},
    "people/skills/": {"pk": row("person_skill")},
    "people/units/": {"pk": row("unit"), "user": user("ar")},
    "price-books/": {"pk": record("price_book"), "product": record("product")},
    "products/": {"pk": record("product")},
    "points/": {},
    "projects/<int:pk>/charter": {"pk": record("project"), "part": "background", "cost": row("charter_cost")},
    "projects/<int:pk>/evidence": {"pk": record("project"), "item": "ati-need"},
    "projects/<int:pk>/points": {"pk": record("project"), "code": "ATI", "what": "review"},
    "projects/<int:pk>/passages": {"pk": record("project"), "passage": row("gate_passage")},
    "projects/<int:pk>/scorecards": {"pk": record("project"), "sheet": "bid"},
    "projects/<int:pk>/advances": {"pk": record("project"), "advance": row("gate_advance")},
    "reviews/": {"pk": row("gate_review")},
    "conditions/": {"pk": row("gate_condition")},
    "settings/points/items/": {"pk": row("gate_item")},
    "settings/points/criteria/": {"pk": row("gate_criterion")},
    "settings/papers/": {"code": "gates.charter"},
    "projects/": {
        "pk": record("project"), "kind": "lost", "code": "goals", "member": row("member"), "line": row("line"),
        "competitor": record("competitor"), "what": "parties", "one": row("party"),
        "stage": stage_of,
    },
    "projects/<int:pk>/chain": {
        "pk": record("project"), "member": first("chain.ChainMember"), "tie": first("chain.ChainEdge"),
        "user": user("manager"),
    },
    "projects/<int:pk>/plan": {"pk": record("project"), "row": first("plans.PlanRow"), "number": 0},
    "playbooks/templates/": {"pk": template_of_the_ars},
    "projects/<int:pk>/tender": {"pk": record("project"), "date": first("playbooks.TenderDate")},
    **{
        f"projects/<int:pk>/strategy/{place}": {"pk": record("project"), "one": first(f"strategy.{model}")}
        for place, model in (
            ("needs", "Need"), ("items", "AnalysisItem"), ("crossings", "Crossing"), ("themes", "Theme"),
            ("criteria", "Criterion"), ("lines", "StrategyLine"), ("concessions", "Concession"),
            ("moves", "RelationshipMove"),
        )
    },
    "projects/<int:pk>/strategy/rivals": {"pk": record("project"), "competitor": record("competitor")},
    "projects/<int:pk>/strategy/sheets": {"pk": record("project"), "kind": "price"},
    "strategy/needs/": {"pk": first("strategy.Need")},
    "strategy/lines/": {"pk": first("strategy.StrategyLine")},
    "hours/": {"pk": first("hours.TimeEntry"), "user": user("ar"), "week": "2026-11-23"},
    "hours/sheets/": {"pk": first("hours.TimeSheet")},
    "workload/assignments/": {"assignment": first("plans.Assignment"), "week": "2026-11-23"},
    "workload/": {"user": user("ar"), "week": "2026-11-23"},
    "quotes/": {
        "pk": record("quote"), "other": record("quote"), "line": first("offers.QuoteLine"),
        "section": first("offers.QuoteSection"),
    },
    "quotes/limits/": {"pk": row("role")},
    "records/": {"pk": record("account"), "subject_type": "account", "name": "address"},
    "registrations/": {"pk": record("registration")},
    "shared/": {"secret": "x" * 43},
    "shares/": {"pk": row("shared_plan")},
    "settings/audit/": {"pk": newest_event},
    "settings/calendars/": {"pk": first("execution.WorkCalendar")},
    "settings/entries/": {"pk": row("term")},
    "settings/fields/": {"pk": row("field"), "subject_type": "account"},
    "settings/lists/": {"code": "industry"},
    "settings/methods/": {"pk": row("method"), "number": 1},
    "settings/rates/": {"pk": row("rate")},
    "settings/roles/": {"pk": row("role")},
    "settings/routes/": {"pk": row("route")},
    "tasks/": {"pk": record("task")},
    "tokens/": {"pk": row("token")},
    "views/": {"view": row("view")},
    "visits/": {"pk": record("visit")},
}  # fmt: skip
BY_NAME: dict[str, dict[str, Any]] = {
    **meetings.BY_NAME,
    "imports:check": {"pk": imported.checked},
    "imports:receipt": {"pk": imported.done},
    "imports:rejected": {"pk": imported.done},
    # No line exists before the worker begins; the page then is not there for anybody.
    "people:hand-over-line": {"pk": 1},
    "record-restoration": {"pk": lambda world: world.deleted["account"]},
}
QUERIES: dict[str, Value] = {
    "customers:merge": lambda world: f"?other={world.pairs['account'][1]}",
    "customers:merge_contact": lambda world: f"?other={world.pairs['contact'][1]}",
    "customers:bulk_owner": lambda world: f"?pick={world.records['account']}",
    "customers:bulk_standing": lambda world: f"?pick={world.records['account']}",
    "customers:bulk_commitments": lambda world: f"?pick={world.row('commitment')}",
    "market:bulk_assign": lambda world: f"?pick={world.records['lead']}",
    "projects:bulk-advance": lambda world: f"?pick={world.records['project']}",
    "projects:bulk-change": lambda world: f"?pick={world.records['project']}",
    "projects:bulk-next-step": lambda world: f"?pick={world.records['project']}",
    "projects:convert": lambda world: f"?lead={world.records['lead']}",
    "projects:move": lambda world: f"?stage={next_stage(world)}",
}
# Products, books, competitors, people and units are everybody's; under settings and people a right guards the page.
EVERYBODYS = (
    "people/",
    "playbooks/",
    "settings/",
    "imports/",
    "products/",
    "price-books/",
    "competitors/",
    "account/",
    "kpis/",
    "credentials/",
    "quotes/limits/",
)
# Looking at these is itself an event (who looked at a decision chain, who took a list away).
LOGGED = {
    *("chain:map", "chain:past", "chain:export"),
    *("strategy:relations", "strategy:comparison", "strategy:print", "strategy:docx"),
}


def next_stage(world: "World") -> int:
    from tests.matrix.values import next_stage as following

    return following(world)


def arguments(world: "World", place: str, name: str, takes: tuple[str, ...]) -> dict[str, Any]:
    """The arguments of a route; KeyError where nobody said what they are."""
    known = providers(place, name)
    return {one: known[one](world) if callable(known[one]) else known[one] for one in takes}


def providers(place: str, name: str) -> Mapping[str, Any]:
    if name in BY_NAME:
        return BY_NAME[name]
    starts = [start for start in BY_PLACE if place.startswith(start)]
    return BY_PLACE[max(starts, key=len)] if starts else {}
