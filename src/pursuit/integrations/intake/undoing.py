"""Taking an import back: what it made goes, what it changed becomes what it was; what people did since then stays."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pursuit.domain.execution.actions.tasks import set_status
from pursuit.domain.execution.models import Task
from pursuit.domain.plans.actions.dating_job import date_plan
from pursuit.domain.plans.models import PlanRow
from pursuit.integrations.intake import customs, ledgers, notes, receivables
from pursuit.integrations.intake.kinds import Kind, get
from pursuit.kernel import customfields, customimport, events, imported, intake, purge
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import BatchState, Event, ImportBatch, Record

CHUNK = 200
Report = Callable[[int, int], None]


@dataclass(slots=True)
class Undone:
    """What became of it. kept: (type, title, why) of records that stayed."""

    removed: int = 0
    restored: int = 0
    kept: list[tuple[str, str, str]] = field(default_factory=list)


def undo(actor: Actor, pk: int, report: Report = lambda _done, _total: None) -> Undone:
    """Take a batch back, chunk by chunk; killed, it is simply asked for again."""
    batch = intake.batch(actor, pk)
    if batch.state == BatchState.UNDONE:
        raise Conflict("undone", _("This import has been undone already."))
    if batch.state == BatchState.RUNNING:
        raise Conflict("running", _("This import is still running: cancel it first."))
    done = Undone()
    total = len(imported.made(actor, batch))
    planned = _plans(actor, imported.made(actor, batch, Task.SUBJECT_TYPE))
    _take_back_ledgers(actor, batch, done)
    _put_back(actor, batch, done)
    notes.take_back(actor, batch)
    for last in (False, True):  # a task may be about anything: what it was about goes the second time
        for model in purge.kinds():
            for chunk in _chunks(imported.made(actor, batch, model.SUBJECT_TYPE)):
                _remove(actor, model, chunk, batch, done, last=last)
                report(done.removed, total)
    left = notes.take_back(actor, batch)  # those that did not go with their records either
    done.kept += [(notes.KIND, text, _("People here went on with it.")) for text in left]
    _date_anew(actor, planned)
    with transaction.atomic():
        _withdraw(actor, batch, done)
        intake.forget(actor, batch)
        intake.finish(batch, batch.receipt | {"undone": [done.removed, done.restored]}, BatchState.UNDONE)
        events.record(actor, "kernel.import.undone", None, batch=pk, removed=done.removed, restored=done.restored)
    return done


def _take_back_ledgers(actor: Actor, batch: ImportBatch, done: Undone) -> None:
    with transaction.atomic():
        left = receivables.take_back(actor, batch)
    done.kept += [(receivables.KIND, text, _("Documents or money hang on it.")) for text in left]
    _keep(actor, done, ledgers.put_back(actor, batch), _("It was changed here after the import."))


def _plans(actor: Actor, tasks: Sequence[int]) -> set[int]:
    """Records in whose plans these tasks stand."""
    found: set[int] = set()
    for some in _chunks(tasks):
        rows = PlanRow.objects.visible_to(actor).filter(pk__in=some)
        found |= set(rows.values_list("plan__subject_id", flat=True).distinct())
    return found


def _date_anew(actor: Actor, about: Iterable[int]) -> None:
    """What is left of a plan has other dates."""
    for one in about:
        try:
            date_plan(actor=actor, about=one)
        except Refused:
            continue


def _withdraw(actor: Actor, batch: ImportBatch, done: Undone) -> None:
    """Own fields the batch made, and those earlier ones had to leave; those another record has a value in stay."""
    own = intake.marks(actor, batch, customs.MARK)
    made = [*own, *intake.left(actor, batch.source, customs.MARK)]
    stay = customimport.withdraw_custom_fields.run(actor, {"ids": [one.row for one in made]}) if made else []
    there = {one.pk for one in stay}
    intake.unmark(actor, [one for one in made if one.row not in there])
    ours = {one.row for one in own}
    told = [one for one in stay if one.pk in ours]
    done.kept += [(customs.MARK, one.label, _("Other records have values in this field.")) for one in told]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _remove(
    actor: Actor, model: type[Record], ids: Sequence[int], batch: ImportBatch, done: Undone, *, last: bool
) -> None:
    with transaction.atomic():
        later = imported.touched_since(actor, batch, ids)
        used = purge.purge(model, [pk for pk in ids if pk not in later])
        done.removed += len(ids) - len(later) - len(used)
    if not last:
        return
    _keep(actor, done, later, _("It was changed here after the import."))
    _keep(actor, done, used, _("Something else points at it."))


def _keep(actor: Actor, done: Undone, ids: Iterable[int], why: str) -> None:
    done.kept += [(row.type, row.title, why) for row in imported.named(actor, ids)]


def _put_back(actor: Actor, batch: ImportBatch, done: Undone) -> None:
    """What the import changed on records that were there before, unless they were changed again."""
    for event in imported.changes(actor, batch):
        kind = get(event.subject.type) if event.subject else None
        if event.subject is None or kind is None:
            continue
        if imported.changed_after(actor, batch, event):
            _keep(actor, done, [event.subject.pk], _("It was changed here after the import."))
            continue
        try:
            with context(
                actor, source=batch.source, batch=batch.pk
            ):  # part of the batch, which is taken back as a whole
                _restore(actor, kind, event)
            done.restored += 1
        except Refused as no:
            _keep(actor, done, [event.subject.pk], str(no.message))


def _restore(actor: Actor, kind: Kind, event: Event) -> None:
    before = {name: pair[0] for name, pair in event.payload.data.get("changes", {}).items()}
    if event.verb == customfields.UPDATED:
        own = {name.removeprefix(customs.PREFIX): value for name, value in before.items()}
        customfields.set_custom_values.run(actor, {"subject": event.subject_id, "values": own})
        return
    if kind.model is Task and "status" in before:
        done = parse_datetime(str(before.get("done_at") or ""))
        with context(actor, at=done, source=event.source, batch=event.batch):
            set_status.run(actor, {"task": event.subject_id, "status": before["status"]})
        return
    given = {name: value for name, value in before.items() if name in kind.update.schema.fields}
    kind.update.run(actor, {kind.code: event.subject_id, **given})
