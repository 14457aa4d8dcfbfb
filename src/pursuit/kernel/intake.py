"""The books of an import: begun or found again, moved on with each chunk, finished, and what it refused."""

import hashlib
import json
import os
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import access, clock, events, inserting, numbering
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.models import OrgUnit, Subject, User
from pursuit.kernel.models.intake import BatchState, ImportBatch, ImportMark, RefusedRow
from pursuit.kernel.taping import Tape

RIGHT = "import.history"
Numbers = dict[tuple[str, int], list[str]]
ALIVE = timedelta(seconds=20)  # a batch that moved on within this time is being worked on


@dataclass(frozen=True, slots=True)
class Refusal:
    """One fault of a row: its number, the column, why, the row as it stood in the file, and what it goes by where the
    file has no id for it."""

    row: int
    field: str
    code: str
    message: str
    cells: Mapping[str, str]
    known_as: str = ""


def begin(actor: Actor, source: str, files: Sequence[Mapping[str, object]], plan: Mapping[str, object]) -> ImportBatch:
    """A new batch, or the one that was killed over the same files and plan; it goes on where it stopped."""
    access.require(actor, RIGHT)
    fingerprint = hashlib.sha256(json.dumps([source, files, plan], sort_keys=True).encode()).hexdigest()
    now = clock.now()
    with transaction.atomic():
        same = ImportBatch.objects.select_for_update().filter(fingerprint=fingerprint, state=BatchState.RUNNING)
        left = same.order_by("-pk").first()
        if left is not None:
            if left.heartbeat_at > now - ALIVE and _alive(left.holder):
                raise Conflict("running", _("The same import is running already (batch %d).") % left.pk)
            left.heartbeat_at, left.holder = now, _me()
            left.save(update_fields=["heartbeat_at", "holder"])
            return left
        batch = ImportBatch.objects.create(
            source=source,
            files=list(files),
            plan=dict(plan),
            fingerprint=fingerprint,
            holder=_me(),
            created_by=actor.user,
            created_at=now,
            heartbeat_at=now,
            numbers={"before": numbering.last_numbers()},
        )
        events.record(actor, "kernel.import.began", None, batch=batch.pk, files=[one["name"] for one in files])
        return batch


def _me() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _alive(holder: str) -> bool:
    """Does whoever worked on it still run? A process of another machine is believed to."""
    machine, _sep, process = holder.rpartition(":")
    if machine != socket.gethostname()[:60] or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(process) != os.getpid()


def position(batch: ImportBatch, table: int) -> int:
    """Up to which row of a table everything is written already."""
    there = int(batch.position.get("table", 0))
    if table != there:
        return 0 if table > there else 1 << 40
    return int(batch.position.get("row", 0))


def advance(batch: ImportBatch, table: int, row: int, receipt: Mapping[str, object]) -> None:
    """Within the transaction that wrote the rows."""
    batch.position = {"table": table, "row": row}
    batch.receipt, batch.heartbeat_at = dict(receipt), clock.now()
    batch.save(update_fields=["position", "receipt", "heartbeat_at"])


def reserve(actor: Actor, records: int, numbers: Mapping[tuple[str, int], int]) -> tuple[list[int], Numbers]:
    """Keys for so many new records, and so many numbers under each (prefix, year): for rows that are made ready while
    others write. What is not used in the end stays a gap."""
    access.require(actor, RIGHT)
    with transaction.atomic():
        keys = inserting.reserve(Subject, records)
        return keys, {key: numbering.reserve(*key, count) for key, count in numbers.items()}


def play(actor: Actor, tape: Tape) -> None:
    """Write what another process made ready for an import, in the transaction of the caller."""
    access.require(actor, RIGHT)
    inserting.play(tape)


def refuse(batch: ImportBatch, table: str, refusals: Sequence[Refusal]) -> None:
    """Keep the rows that stay out, each fault by itself."""
    RefusedRow.objects.bulk_create(
        RefusedRow(
            batch=batch,
            table=table[:200],
            row=one.row,
            field=one.field[:200],
            code=one.code[:40],
            message=one.message[:500],
            cells=dict(one.cells),
            known_as=one.known_as,
        )
        for one in refusals
    )


def mark(batch: ImportBatch, kind: str, source_id: str, row: int) -> None:
    """Remember where something without a subject came from."""
    ImportMark.objects.create(batch=batch, source=batch.source, kind=kind, source_id=source_id, row=row)


def mark_all(batch: ImportBatch, kind: str, made: Iterable[tuple[str, int, Mapping[str, object]]]) -> None:
    """The same for many: id in the source, row here, what taking it back needs."""
    ImportMark.objects.bulk_create(
        ImportMark(batch=batch, source=batch.source, kind=kind, source_id=source_id, row=row, data=dict(data))
        for source_id, row, data in made
    )


def same_as(subject_type: str) -> str:
    """Kind of the marks that say for which record, made otherwise, an id in the source stands."""
    return f"same:{subject_type}"


def marks(actor: Actor, batch: ImportBatch, kind: str) -> list[ImportMark]:
    """What a batch left of one kind, the latest first."""
    access.require(actor, RIGHT)
    return list(batch.marks.filter(kind=kind).order_by("-pk"))


def said(actor: Actor, source: str, kind: str, ids: Sequence[str]) -> dict[str, Mapping[str, object]]:
    """{id in the source: what the file said when it was brought} of what is no record."""
    access.require(actor, RIGHT)
    rows = ImportMark.objects.filter(source=source, kind=kind, source_id__in=ids)
    return dict(rows.values_list("source_id", "data"))


def left(actor: Actor, source: str, kind: str) -> list[ImportMark]:
    """What batches from there that were taken back could not take with them, because it was still in use."""
    access.require(actor, RIGHT)
    return list(ImportMark.objects.filter(source=source, kind=kind, batch__state=BatchState.UNDONE))


def unmark(actor: Actor, gone: Iterable[ImportMark]) -> None:
    """These are no longer here."""
    access.require(actor, RIGHT)
    ImportMark.objects.filter(pk__in=[one.pk for one in gone]).delete()


def forget(actor: Actor, batch: ImportBatch) -> None:
    """What the batch made that is no record: units without anybody, people nothing names. The others stay. Numbers it
    gave out are given again, if nobody has taken one since."""
    access.require(actor, RIGHT)
    numbering.give_back(batch.numbers.get("before", {}), batch.numbers.get("after", {}))
    batch.marks.filter(kind__startswith=same_as("")).delete()
    models: dict[str, type[User] | type[OrgUnit]] = {"person": User, "unit": OrgUnit}
    for one in batch.marks.filter(kind__in=models).order_by("-pk"):
        try:
            with transaction.atomic():
                models[one.kind]._default_manager.filter(pk=one.row).delete()
        except (ProtectedError, RestrictedError, IntegrityError):
            if one.kind == "person":
                User.objects.filter(pk=one.row).update(is_active=False)
        one.delete()


def finish(batch: ImportBatch, receipt: Mapping[str, object], state: BatchState = BatchState.DONE) -> None:
    """Nothing more comes."""
    batch.receipt, batch.state, batch.finished_at = dict(receipt), state, clock.now()
    if state != BatchState.UNDONE:
        batch.numbers["after"] = numbering.last_numbers()
    batch.save(update_fields=["receipt", "state", "finished_at", "numbers"])


def batches(actor: Actor) -> QuerySet[ImportBatch]:
    """The company's imports, newest first, for those who may import."""
    rows = ImportBatch.objects.select_related("created_by").order_by("-pk")
    return rows if actor.may(RIGHT) else rows.none()


def batch(actor: Actor, pk: int) -> ImportBatch:
    """One of them."""
    found = batches(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", _("There is no such import."))
    return found


def refusal(one: RefusedRow) -> Refusal:
    """A kept one as it was told."""
    return Refusal(one.row, one.field, one.code, one.message, one.cells, one.known_as)


def refused_rows(batch: ImportBatch) -> QuerySet[RefusedRow]:
    """What it refused, in the order of the files."""
    return batch.refused.order_by("pk")
