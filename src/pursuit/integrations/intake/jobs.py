"""Background work of imports: a dry run of a large file, the import itself, taking it back, removing old files."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake import preparing
from pursuit.integrations.intake.batches import Import, Report
from pursuit.integrations.intake.plan import parse
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake, jobs
from pursuit.kernel.actor import Actor
from pursuit.kernel.jobs import JobKind, Progress
from pursuit.kernel.models import BatchState, ImportBatch

CHECK, RUN, UNDO, SWEEP = "import.check", "import.run", "import.undo", "import.sweep"
AT_ONCE = 2000  # rows that are checked while people wait
Params = Mapping[str, object]


def declare() -> None:
    """Called once, by wiring."""
    jobs.declare(
        JobKind(CHECK, _("Check of an import"), _check),
        JobKind(RUN, _("Import"), _run),
        JobKind(UNDO, _("Taking an import back"), _undo),
        JobKind(SWEEP, _("Remove files of old imports"), _sweep, every=timedelta(hours=6)),
    )


def rows_of(batch: ImportBatch) -> int:
    """Rows of the tables that are to be imported."""
    plan = parse(batch.plan)
    return sum(one["count"] for one in batch.preparation.get("tables", []) if plan.sheet(one["name"]))


def check(actor: Actor, pk: int) -> bool:
    """A dry run: at once (True), or in the background where it takes long."""
    batch = drafts.in_preparation(actor, pk)
    if rows_of(batch) > AT_ONCE:
        drafts.work(actor, pk, CHECK)
        return False
    _dry(actor, batch, lambda _done, _total: None)
    return True


def begin(actor: Actor, pk: int) -> ImportBatch:
    """Start the import, or go on with one that stopped."""
    preparing.paths_of(intake.batch(actor, pk))
    return drafts.start(actor, pk, RUN)


def take_back(actor: Actor, pk: int) -> None:
    """Undo in the background."""
    drafts.settle(actor, pk)
    drafts.work(actor, pk, UNDO)


def leave(actor: Actor, pk: int) -> None:
    """Give a preparation up, with its files."""
    batch = drafts.in_preparation(actor, pk)
    drafts.discard(actor, pk)
    preparing.remove_files(batch)


def _dry(actor: Actor, batch: ImportBatch, report: Report) -> None:
    done = Import(actor, parse(batch.plan), preparing.tables_of(batch), preparing.paths_of(batch), report, dry=True)
    done.run()
    drafts.checked(actor, batch, done.receipt.plain(), done.refused)


def _check(actor: Actor, progress: Progress, params: Params) -> object:
    batch = drafts.in_preparation(actor, _pk(params))
    _dry(actor, batch, progress)
    return None


def _run(actor: Actor, progress: Progress, params: Params) -> object:
    """Killed, it is started again and goes on behind the last chunk that was written."""
    batch = intake.batch(actor, _pk(params))
    if batch.state == BatchState.DONE:
        return None
    notes = [str(note) for note in batch.preparation.get("notes", [])]
    tables, paths = preparing.tables_of(batch), preparing.paths_of(batch)
    Import(actor, parse(batch.plan), tables, paths, progress, notes=notes, draft=batch.pk).run()
    preparing.remove_files(batch)
    return None


def _undo(actor: Actor, progress: Progress, params: Params) -> object:
    done = undo(actor, _pk(params), progress)
    preparing.remove_files(intake.batch(actor, _pk(params)))
    return {"removed": done.removed, "restored": done.restored, "kept": [list(one) for one in done.kept]}


def _sweep(_actor: Actor, _progress: Progress, _params: Params) -> object:
    return {"removed": preparing.sweep()}


def _pk(params: Params) -> int:
    return int(str(params["batch"]))
