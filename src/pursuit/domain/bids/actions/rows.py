"""What every change of a bid shares: who may, what was before, and bringing rows back as they were."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import BidId
from pursuit.domain.bids.models import (
    Bid,
    Bidder,
    BidResult,
    BondRequest,
    Clause,
    Objection,
    Review,
    ReviewFinding,
    ScoreItem,
    SealItem,
)
from pursuit.domain.bids.queries.bids import EDIT, bids, may_edit
from pursuit.domain.credentials.actions.uses import occupy_credential, release_credential
from pursuit.domain.credentials.models import CredentialUse
from pursuit.domain.strategy.models import Need
from pursuit.kernel import access, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.records import GONE

TABLES: Mapping[str, type[models.Model]] = {
    "bidder": Bidder,
    "bond": BondRequest,
    "clause": Clause,
    "finding": ReviewFinding,
    "item": ScoreItem,
    "objection": Objection,
    "result": BidResult,
    "review": Review,
    "seal": SealItem,
}
M = TypeVar("M", bound=models.Model)
SEALED = _("The bid is sealed: open it again first.")


def load(actor: Actor, pk: int, version: int | None = None, *, unsealed: bool = False) -> Bid:
    """A visible bid, locked, of a project whose bids the actor may change. unsealed: refused once it is sealed."""
    if connection.features.has_select_for_update:
        Subject.objects.select_for_update().filter(pk=pk).first()
    row = bids(actor).select_related("subject", "project__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    if not may_edit(actor, row):
        access.require(actor, EDIT, row.project.subject)
    records.check_version(row.subject.version, version)
    if unsealed and row.state != "preparing":
        raise Conflict("sealed", SEALED)
    return row


def child(row: Bid, model: type[M], pk: int) -> M:
    """A row that hangs on the bid; one of another bid is as good as none."""
    found = model._default_manager.filter(bid=row, pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found


def kept(rows: Iterable[models.Model]) -> list[dict[str, object]]:
    """All columns, as an undo needs them."""
    return [{one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields} for row in rows]


def note(
    actor: Actor, row: Bid, verb: str, table: str, before: Sequence[Mapping[str, object]] = (),
    gone: Sequence[int] = (), **facts: str | int,
) -> None:  # fmt: skip
    """The bid counts as changed. before: rows as they were; gone: ids that were not there before."""
    records.touch(row)
    told: dict[str, object] = {"table": table, "before": list(before), "gone": list(gone), **facts}
    events.record(actor, verb, row.subject, None, on_behalf_of=None, **told)


def undo_rows(actor: Actor, happened: Sequence[Event]) -> object:
    """The inverse of every change that was noted."""
    event = next(one for one in happened if "table" in one.payload.data)
    data = event.payload.data
    return put_back.run(
        actor, {"bid": event.subject_id, "table": data["table"], "rows": data["before"], "gone": data["gone"]}
    )


@action("bids.put_back", right=EDIT)
def put_back(
    *, actor: Actor, bid: BidId, table: str, rows: list[dict[str, object]], gone: list[int] | None = None
) -> Bid:
    """Rows as they were, and without those that were not there."""
    row = load(actor, bid)
    model = TABLES.get(table)
    if model is None:
        raise Refused("unknown_table", _("A bid has no such rows."), "table")
    model._default_manager.filter(bid=row, pk__in=gone or []).delete()
    for values in rows if table != "clause" else _with_living(rows):
        columns = {one.attname: one for one in model._meta.concrete_fields}
        made = model(**{name: columns[name].to_python(value) for name, value in values.items() if name in columns})
        made.bid_id = row.pk  # type: ignore[attr-defined]
        made.save()
    if table == "clause":
        settle_papers(actor, row)
    if table == "result":
        _decided_again(row, rows)
        settle_papers(actor, row)
    records.touch(row)
    events.record(actor, "bid.put_back", row.subject)
    return row


def _with_living(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Without needs that were taken away meanwhile."""
    there = set(Need.objects.filter(pk__in=[one["need_id"] for one in rows if one.get("need_id")]).values_list("pk"))
    return [one if (one.get("need_id"),) in there else {**one, "need_id": None} for one in rows]


def _decided_again(row: Bid, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        records.assign(row, {"state": "decided", "outcome": rows[0]["outcome"]})
        row.save()
    else:
        undecide(row)


def undecide(row: Bid) -> None:
    """Back to where it was before it was decided."""
    state = "submitted" if row.submitted_at else "sealed" if row.sealed_at else "preparing"
    records.assign(row, {"state": state, "outcome": ""})
    row.save()


def settle_papers(actor: Actor, row: Bid) -> None:
    """The bid occupies what its clauses are answered with, no more and no less."""
    wanted = set(Clause.objects.filter(bid=row, credential__isnull=False).values_list("credential", flat=True))
    held = dict(CredentialUse.objects.filter(subject=row.pk, released_at=None).values_list("credential_id", "pk"))
    for pk in sorted(set(held) - wanted):
        release_credential.run(actor, {"use": held[pk]})
    for pk in sorted(wanted - set(held)):
        occupy_credential.run(actor, {"credential": pk, "subject": row.pk})
