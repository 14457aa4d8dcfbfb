"""The nouns of the API: a registered list is a resource of its name; public actions join it by their noun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import signature

from pursuit.kernel import action as actions
from pursuit.kernel import listing
from pursuit.kernel.action import AnyAction
from pursuit.kernel.listing import Listing

# Lists that are not offered as they are: those operations are written by hand (operations.py), or their columns are
# entries of a list that people edit, and the same facts are another list's rows.
HIDDEN = frozenset({"approvals", "files", "jobs", "skill-matrix"})
# The keyword that carries the id of the record, where it is not the list's subject type.
KEYWORDS: Mapping[str, str] = {
    "advances": "advance",
    "agenda-rows": "row",
    "charter-costs": "cost",
    "charters": "project",
    "checklist": "item",
    "evidence": "project",
    "gate-conditions": "condition",
    "passages": "passage",
    "review-meetings": "meeting",
    "reviews": "review",
    "score-answers": "project",
    "waivers": "project",
    "allocations": "allocation",
    "approvals": "approval",
    "assignments": "assignment",
    "budget-commitments": "commitment",
    "budget-lines": "line",
    "calendars": "calendar",
    "credential-uses": "use",
    "chain": "project",
    "changes": "change",
    "checks": "check",
    "comments": "comment",
    "commitments": "commitment",
    "custom-fields": "field",
    "custom-values": "subject",
    "deputies": "deputy",
    "deviations": "deviation",
    "files": "file",
    "goal-nodes": "node",
    "instalments": "instalment",
    "invoices": "invoice",
    "meeting-decisions": "decision",
    "methods": "method",
    "payables": "payable",
    "payment-plans": "contract",
    "people": "user",
    "plan-links": "link",
    "plan-rows": "row",
    "plan-templates": "template",
    "plans": "about",
    "price-books": "book",
    "discount-limits": "role",
    "quote-lines": "line",
    "quote-sections": "section",
    "rates": "rate",
    "routes": "route",
    "strategies": "project",
    "subjects": "subject",
    "tender-dates": "date",
    "tenders": "project",
    "terms": "term",
    "time-entries": "entry",
    "time-sheets": "sheet",
    "views": "view",
}
REMOVE = ("delete", "remove")


@dataclass(frozen=True, slots=True)
class Resource:
    """A noun: the list it is read through (if any), the keyword of its id, and its public actions by verb."""

    name: str
    keyword: str
    listing: Listing | None = None
    actions: Mapping[str, AnyAction] = field(default_factory=dict)


def discover() -> list[Resource]:
    """All resources by name, from what the rooms have registered."""
    lists = {one.code.replace("_", "-"): one for one in listing.every() if one.code not in HIDDEN}
    by_noun: dict[str, dict[str, AnyAction]] = {}
    for one in actions.every():
        if one.public:
            noun, _dot, verb = one.public.rpartition(".")
            if verb in by_noun.setdefault(noun, {}):
                raise ValueError(f"two actions are public as {one.public}")
            by_noun[noun][verb] = one
    return [
        Resource(name, keyword_of(name, lists.get(name)), lists.get(name), by_noun.get(name, {}))
        for name in sorted({*lists, *by_noun})
    ]


def keyword_of(name: str, found: Listing | None) -> str:
    """The keyword by which this resource's actions name their record."""
    return KEYWORDS.get(name) or (found.subject_type if found else "")


def takes_record(resource: Resource, one: AnyAction) -> bool:
    """Does the action work on one record that is named in the path?"""
    # The signature, not the schema: schemas are made when first used, and there are hundreds of actions.
    return resource.keyword in signature(one.function).parameters
