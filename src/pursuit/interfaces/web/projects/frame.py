"""What every tab of a project shares: the head with its figures, the tabs, what the reader may do."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.customers.queries.accounts import accounts
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import moves, parts
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.projects.rules.outcome import FROM
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.projects.headline import head_line
from pursuit.interfaces.web.records.facts import Fact, facts
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.prepared import Prepared

HEAD = ("amount", "margin_percent", "expected_sign_on", "owner_probability", "grade")
STEP = ("next_step", "next_step_on", "next_step_owner")
# Code, label, page, and the right without which it is not there. A page that is not built yet is left out.
TABS: tuple[tuple[str, Text, str, str], ...] = (
    ("overview", _("Overview"), "projects:project", ""),
    ("charter", _("Charter"), "gates:charter", "gates.view"),
    ("goals", _("Goals"), "goals:project", "goals.view"),
    ("team", _("Team and parties"), "projects:team", ""),
    ("strategy", _("Strategy"), "strategy:project", "strategy.view"),
    ("chain", _("Decision chain"), "chain:map", ""),
    ("offers", _("Quotes"), "offers:project", "offers.view"),
    ("bids", _("Bid"), "bids:project", "bids.view"),
    ("contracts", _("Contracts"), "contracts:project", "contracts.view"),
    ("budget", _("Budget"), "budgets:project", "budgets.view"),
    ("finance", _("Finance"), "finance:project", "finance.view"),
    ("plan", _("Plan"), "plans:plan", ""),
    ("hours", _("Time worked"), "hours:project", "time.view"),
    ("tasks", _("Tasks"), "projects:tasks", ""),
    ("files", _("Files"), "projects:files", ""),
    ("history", _("What happened"), "projects:history", ""),
)
OUTCOMES: dict[str, Text] = {
    "won": _("Mark as won"),
    "lost": _("Mark as lost"),
    "abandoned": _("Give up"),
    "cancelled": _("Cancelled by the customer"),
    "suspended": _("Suspend"),
    "resumed": _("Resume"),
    "reopened": _("Reopen"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The project, its fields by name, and the context that every tab's template needs."""

    row: Project
    fact: Mapping[str, Fact]
    sees_chain: bool
    context: dict[str, object]


def frame(request: Request, pk: int, tab: str, names: tuple[str, ...] = ()) -> Frame:
    """The head of a project's page."""
    actor = request.actor
    row = project(actor, pk)
    standing = parts.standing(row)
    waiting = moves.pending(row)
    named = {fact.name: fact for fact in facts(actor, row, (*HEAD, *STEP, *names))}
    may_edit = any(fact.edit_url for fact in named.values())
    # On the overview it is drawn in small anyway, and None says that it may not be seen.
    glance = chains.glance(actor, row) if tab == "overview" else None
    sees_chain = glance is not None if tab == "overview" else chains.may_see(actor, row)
    context: dict[str, object] = {
        "nav": "projects",
        "project": row,
        "subject": row.subject,
        "fact": named,
        "standing": standing,
        "team": standing.team,
        "head": head_line(row, standing.problems, waiting),
        "customer": _customer(request, row),
        "may_edit": may_edit,
        "may_delete": bool(access.decide(actor, "projects.delete", row.subject)),
        "sees_chain": sees_chain,
        "glance": glance,
        "outcomes": [(kind, label) for kind, label in OUTCOMES.items() if row.status in FROM[kind]] if may_edit else [],
        "tabs": _tabs(actor, pk, tab, sees_chain=sees_chain),
        "tab": tab,
    }
    return Frame(row, named, sees_chain, context)


def _tabs(actor: Actor, pk: int, current: str, *, sees_chain: bool) -> list[Tab]:
    found = []
    for code, label, name, right in TABS:
        if (right and not actor.may(right)) or (code == "chain" and not sees_chain):
            continue
        with suppress(NoReverseMatch):
            found.append(Tab(label, reverse(name, args=[pk]), code == current))
    return found


_TITLES = Prepared(lambda actor, pks: accounts(actor).filter(pk__in=pks.each).values_list("pk", "subject__title"))


def _customer(request: Request, row: Project) -> Mapping[str, object]:
    """The customer and its group, with links where the reader may go there."""
    if row.account is None:
        return {}
    parent = row.account.parent_id
    titles = dict(_TITLES(request.actor, pks=[pk for pk in (row.account_id, parent) if pk]))
    return {
        "title": row.account.title,
        "url": reverse("customers:account", args=[row.account_id]) if row.account_id in titles else "",
        "group": titles.get(parent or 0, ""),
        "group_url": reverse("customers:account", args=[parent]) if parent in titles else "",
    }
