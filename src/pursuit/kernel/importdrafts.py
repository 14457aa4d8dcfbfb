"""Imports in preparation: a batch before it runs, what is changed in it, its jobs, and mappings kept under a name."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import access, clock, events, intake, jobs, numbering
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Job, JobState
from pursuit.kernel.models.intake import BatchState, ImportBatch, SavedMapping

RIGHT = intake.RIGHT
PIECE = 500
KEPT = timedelta(days=7)  # how long files wait for somebody to go on
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
AGAIN = (BatchState.DRAFT, BatchState.FAILED, BatchState.CANCELLED)
GONE = (BatchState.DONE, BatchState.UNDONE)  # nothing is read from their files any more
Data = Mapping[str, object]


def draft(actor: Actor, source: str, files: Sequence[Data], plan: Data, preparation: Data) -> ImportBatch:
    """A batch that does not run yet."""
    access.require(actor, RIGHT)
    now = clock.now()
    return ImportBatch.objects.create(
        source=source, files=list(files), plan=dict(plan), preparation=dict(preparation), fingerprint="",
        state=BatchState.DRAFT, created_by=actor.user, created_at=now, heartbeat_at=now,
    )  # fmt: skip


def in_preparation(actor: Actor, pk: int) -> ImportBatch:
    """A batch that may still be changed."""
    found = intake.batch(actor, pk)
    if found.state != BatchState.DRAFT:
        raise Conflict("started", _("This import has been started already; it can no longer be changed."))
    return found


def change(actor: Actor, pk: int, plan: Data | None = None, preparation: Data | None = None) -> ImportBatch:
    """Another plan, other repairs; what was found out by a check no longer counts."""
    access.require(actor, RIGHT)
    with transaction.atomic():
        batch = _locked(pk, (BatchState.DRAFT,))
        if plan is not None:
            batch.plan, batch.source = dict(plan), str(plan["source"])
        batch.preparation = {**batch.preparation, **(preparation or {}), "checked": ""}
        batch.save(update_fields=["plan", "source", "preparation"])
    return batch


def checked(
    actor: Actor, seen: ImportBatch, receipt: Data, refusals: Iterable[tuple[str, intake.Refusal]]
) -> ImportBatch:
    """What a dry run of the batch as `seen` found: the receipt as it would be, and the rows that would stay out."""
    access.require(actor, RIGHT)
    by_table: dict[str, list[intake.Refusal]] = {}
    for table, one in refusals:
        by_table.setdefault(table, []).append(one)
    with transaction.atomic():
        batch = _locked(seen.pk, (BatchState.DRAFT,))
        if (batch.plan, batch.preparation.get("repairs")) != (seen.plan, seen.preparation.get("repairs")):
            raise Conflict("changed", _("The mapping was changed meanwhile: check again."))
        batch.refused.all().delete()
        for table, found in by_table.items():
            for start in range(0, len(found), PIECE):
                intake.refuse(batch, table, found[start : start + PIECE])
        batch.receipt = dict(receipt)
        batch.preparation = {**batch.preparation, "checked": clock.now().isoformat()}
        batch.save(update_fields=["receipt", "preparation"])
    return batch


def start(actor: Actor, pk: int, code: str) -> ImportBatch:
    """Run it in the background (the job `code`), or go on with one that stopped."""
    access.require(actor, RIGHT)
    settle(actor, pk)
    with transaction.atomic():
        batch = _locked(pk, AGAIN)
        if batch.state == BatchState.DRAFT:
            batch.refused.all().delete()
            batch.receipt, batch.position = {}, {}
            batch.numbers = {"before": numbering.last_numbers()}
            told = json.dumps([batch.pk, batch.source, batch.files, batch.plan], sort_keys=True)
            batch.fingerprint = hashlib.sha256(told.encode()).hexdigest()
            events.record(actor, "kernel.import.began", None, batch=pk, files=[one["name"] for one in batch.files])
        batch.state, batch.finished_at, batch.heartbeat_at = BatchState.RUNNING, None, clock.now()
        job = jobs.enqueue(actor, code, {"batch": pk})
        batch.preparation = {**batch.preparation, "job": job.pk}
        batch.save()
    return batch


def work(actor: Actor, pk: int, code: str) -> Job:
    """Other background work on a batch: a check, taking it back."""
    access.require(actor, RIGHT)
    with transaction.atomic():
        batch = _locked(pk, tuple(BatchState))
        before = job_of(batch)
        if before is not None and before.state not in ENDED:
            raise Conflict("running", _("Something else is being done with this import: wait until it has ended."))
        job = jobs.enqueue(actor, code, {"batch": pk})
        batch.preparation = {**batch.preparation, "job": job.pk}
        batch.save(update_fields=["preparation"])
    return job


def take_up(actor: Actor, pk: int) -> ImportBatch:
    """For the job that runs it: the lease of the job sees to it that there is only one."""
    batch = intake.batch(actor, pk)
    if batch.state != BatchState.RUNNING:
        raise Conflict("not_started", _("This import is not running."))
    return batch


def settle(actor: Actor, pk: int) -> None:
    """A batch whose job ended without it (cancelled while it waited, died too often) no longer runs."""
    batch = intake.batch(actor, pk)
    job = job_of(batch)
    if batch.state == BatchState.RUNNING and job is not None and job.state in ENDED:
        state = BatchState.FAILED if job.state == JobState.FAILED else BatchState.CANCELLED
        intake.finish(batch, batch.receipt, state)


def job_of(batch: ImportBatch) -> Job | None:
    """The newest background work on a batch, whoever asked for it."""
    number = batch.preparation.get("job")
    return Job.objects.filter(pk=number).first() if number else None


def discard(actor: Actor, pk: int) -> None:
    """Leave a preparation; nothing was written yet."""
    access.require(actor, RIGHT)
    with transaction.atomic():
        _locked(pk, (BatchState.DRAFT,)).delete()


def folders() -> set[str]:
    """Where the files lie that are still needed."""
    border = clock.now() - KEPT
    rows = ImportBatch.objects.exclude(state__in=GONE)
    alive = rows.filter(state=BatchState.RUNNING) | rows.filter(heartbeat_at__gte=border)
    return {str(one) for one in alive.values_list("preparation__folder", flat=True) if one}


def mappings(actor: Actor) -> QuerySet[SavedMapping]:
    """Mappings kept under a name; the company shares them."""
    rows = SavedMapping.objects.select_related("owner").order_by("name")
    return rows if actor.may(RIGHT) else rows.none()


def mapping(actor: Actor, pk: int) -> SavedMapping:
    """One of them."""
    found = mappings(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("not_found", _("There is no such mapping."))
    return found


def mapping_for(actor: Actor, signature: str) -> SavedMapping | None:
    """The one that was last kept for such a header."""
    return mappings(actor).filter(signature=signature).order_by("-updated_at").first()


def save_mapping(actor: Actor, name: str, signature: str, plan: Data) -> SavedMapping:
    """Keep a plan under a name; the same name again replaces it."""
    access.require(actor, RIGHT)
    name = " ".join(name.split())[:120]
    if not name:
        raise Refused("no_name", _("Give the mapping a name."), "name")
    values = {"source": str(plan["source"]), "signature": signature, "plan": dict(plan), "owner": actor.user,
              "updated_at": clock.now()}  # fmt: skip
    with transaction.atomic():
        return SavedMapping.objects.update_or_create(name=name, defaults=values)[0]


def _locked(pk: int, states: Sequence[str]) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().filter(pk=pk).first()
    if batch is None:
        raise Missing("not_found", _("There is no such import."))
    if batch.state not in states:
        raise Conflict("started", _("This import has been started already; it can no longer be changed."))
    return batch
