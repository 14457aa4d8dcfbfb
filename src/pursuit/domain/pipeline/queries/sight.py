"""The deals a person sees in a few figures, each with the filters of the list that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Sum
from django.http import QueryDict

from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.tally import Total
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import ListQuery, filters, read_query

ACTIVE = "f.kind=deal&f.status=active"
FIGURES = {
    "open": ACTIVE,
    "quarter": f"{ACTIVE}&f.expected_sign_on=quarter",
    "late": f"{ACTIVE}&f.expected_sign_on=overdue",
    "idle": f"{ACTIVE}&f.next_step_on=overdue",
    "won": "f.kind=deal&f.status=won,closed&f.decided_on=year",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, how much and how much weighted, in company currency; `query` are the filters behind it."""

    code: str
    query: str
    count: int
    base: int
    weighted: int


def sight(actor: Actor) -> list[Figure]:
    """Each figure is what the list shows under the same filters."""
    asked = {code: read_query(PROJECTS, actor, QueryDict(query)) for code, query in FIGURES.items()}
    others = _besides(actor, asked)
    found = []
    for code, query in FIGURES.items():
        one = others[code]
        kept = tally.cells(actor, asked[code])
        if kept is None:
            raise ValueError(f"no totals are kept for {query}")
        row = kept.aggregate(n=Sum("count"), b=Sum("base"), w=Sum("weighted"))
        one.add(row["n"] or 0, row["b"], row["w"])
        found.append(Figure(code, query, one.count, one.base, one.weighted))
    return found


def _besides(actor: Actor, asked: Mapping[str, ListQuery]) -> dict[str, Total]:
    """What the reader sees beside the units they reach; one query for all figures."""
    rows = tally.besides(actor)
    found = {code: Total() for code in asked}
    if not rows.exists():  # most people own and share nothing elsewhere
        return found
    wanted: dict[str, Count | Sum] = {}
    for code, query in asked.items():
        some = filters.condition(PROJECTS, actor, query)
        wanted[f"{code}_n"] = Count("pk", filter=some)
        wanted[f"{code}_b"] = Sum("amount_base", filter=some)
        wanted[f"{code}_w"] = Sum(tally.WEIGHTED, filter=some, output_field=BigIntegerField())
    row = rows.aggregate(**wanted)
    for code, one in found.items():
        one.add(row[f"{code}_n"], row[f"{code}_b"], row[f"{code}_w"])
    return found
