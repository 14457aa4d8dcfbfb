"""The compliance matrix: bringing clauses in, answering them, one or many at once."""

from collections.abc import Mapping
from typing import Annotated, Unpack

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.bids.actions.rows import kept, load, note, settle_papers, undo_rows
from pursuit.domain.bids.fields import BidId, ClauseDetails, ClauseIds, ClauseSpec
from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.domain.offers.models import QuoteLine
from pursuit.domain.strategy.models import Need
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.records import GONE

MOST = 2000
REFERENCES = {"credential", "need", "owner"}
COLUMNS = {"line": "line_key"}
ALONE = {"number", "text", "response", "page"}  # what is of one clause only
Specs = Annotated[list[ClauseSpec], Field(min_length=1, max_length=1000), Label(gettext_lazy("Clauses"))]


@action("bids.bring_clauses", right=EDIT, public="bids.bring-clauses", inverse=undo_rows)
def bring_clauses(*, actor: Actor, bid: BidId, clauses: Specs) -> Bid:
    """Clauses of the tender document, behind those that are there."""
    row = load(actor, bid, unsealed=True)
    there = Clause.objects.filter(bid=row)
    if there.count() + len(clauses) > MOST:
        raise Conflict("too_many", _("A matrix holds %d clauses: make a bid for each lot.") % MOST)
    first = (there.aggregate(most=Max("place"))["most"] or 0) + 1
    made = Clause.objects.bulk_create(
        Clause(bid=row, place=first + at, **one.model_dump()) for at, one in enumerate(clauses)
    )
    note(actor, row, "bid.clauses_brought", "clause", [], [one.pk for one in made], count=len(made))
    return row


@action("bids.edit_clauses", right=EDIT, public="bids.edit-clauses", inverse=undo_rows)
def edit_clauses(*, actor: Actor, bid: BidId, clauses: ClauseIds, **fields: Unpack[ClauseDetails]) -> Bid:
    """Say the same of one clause or of many. A proof that is named is occupied by this bid from now on."""
    row = load(actor, bid, unsealed=True)
    rows = _of(row, clauses)
    if len(rows) > 1 and set(fields) & ALONE:
        raise Refused("one_only", _("Number, demand, answer and page are set clause by clause."), "clauses")
    before, values = kept(rows), _values(row, fields)
    for one in rows:
        for name, value in values.items():
            setattr(one, name, value)
        if one.status == "open" and "status" not in fields and (one.response or one.credential_id):
            one.status = "drafting"
    Clause.objects.bulk_update(rows, sorted({COLUMNS.get(name, name) for name in fields} | {"status"}))
    if "credential" in fields:
        settle_papers(actor, row)
    note(actor, row, "bid.clauses_edited", "clause", before, count=len(rows), clause=rows[0].number)
    return row


@action("bids.remove_clauses", right=EDIT, public="bids.remove-clauses", inverse=undo_rows)
def remove_clauses(*, actor: Actor, bid: BidId, clauses: ClauseIds) -> Bid:
    """They are no demands of this tender."""
    row = load(actor, bid, unsealed=True)
    rows = _of(row, clauses)
    before = kept(rows)
    Clause.objects.filter(pk__in=[one.pk for one in rows]).delete()
    settle_papers(actor, row)
    note(actor, row, "bid.clauses_removed", "clause", before, count=len(rows))
    return row


def _of(row: Bid, ids: list[int]) -> list[Clause]:
    rows = list(Clause.objects.filter(bid=row, pk__in=ids))
    if len(rows) != len(set(ids)):
        raise Missing("not_found", GONE)
    return rows


def _values(row: Bid, fields: ClauseDetails) -> dict[str, object]:
    """As the columns keep them: ids, and of a line what is the same in all versions of its quote."""
    named: Mapping[str, object] = {**fields}
    found = {f"{name}_id" if name in REFERENCES else name: value for name, value in named.items() if name != "line"}
    other = _("This belongs to another project.")
    need, line = fields.get("need"), fields.get("line")
    if need is not None and not Need.objects.filter(strategy__project=row.project_id, pk=need).exists():
        raise Refused("other_project", other, "need")
    if line is not None:
        lines = QuoteLine.objects.filter(quote__project=row.project_id, pk=line)
        found["line_key"] = lines.values_list("key", flat=True).first()
        if found["line_key"] is None:
            raise Refused("other_project", other, "line")
    elif "line" in fields:
        found["line_key"] = None
    return found
