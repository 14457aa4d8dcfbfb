"""From dropped files to a batch in preparation: files put aside, tables looked at, a plan to begin with."""

import hashlib
import secrets
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from glob import escape
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.tables import Table
from pursuit.integrations.csv_xlsx.values import DateOrder, order_of
from pursuit.integrations.intake.batches import digest
from pursuit.integrations.intake.customs import known, likely
from pursuit.integrations.intake.dialects import AUTO, propose
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.modules import look
from pursuit.integrations.intake.plan import Plan, Sheet, parse
from pursuit.integrations.intake.repairs import repaired
from pursuit.integrations.intake.returned import opened
from pursuit.kernel import clock, filetypes
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.models import ImportBatch

MOST_FILES = 20
FIRST, SAMPLES, SHOWN = 3, 3, 60  # rows and values people see, and letters of each
YOUNG = 3600  # seconds in which files may still be waiting for their batch to be written
LIKE = 0.5  # share of a saved entry's columns that a table must have


def root() -> Path:
    """Where files of imports wait; nobody but the server reads there."""
    found: Path = settings.IMPORTS_ROOT
    return found


def receive(actor: Actor, uploads: Sequence["UploadedFile[bytes]"]) -> ImportBatch:
    """Put files aside, look at their tables and propose how they are read. Raises Refused; then nothing is kept."""
    if not uploads:
        raise Refused("no_file", _("Choose a file that is not empty."), "files")
    if len(uploads) > MOST_FILES:
        raise Refused("too_many_files", _("Bring at most %d files at once.") % MOST_FILES, "files")
    folder = root() / secrets.token_hex(16)
    folder.mkdir(mode=0o700, parents=True)
    try:
        paths = [_store(folder, upload, place) for place, upload in enumerate(uploads)]
        tables = [table for path in paths for table in opened(path)]
        return _draft(actor, folder.name, paths, tables)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _store(folder: Path, upload: "UploadedFile[bytes]", place: int) -> Path:
    cap: int = settings.IMPORT_MAX_BYTES
    name = filetypes.clean_name(upload.name or "")
    if not upload.size:
        raise Refused("empty_file", _("“%s” is empty.") % name, "files")
    if upload.size > cap:
        raise Refused("file_too_large", _("“%(name)s” is larger than %(limit)d MB: split it.")
                      % {"name": name, "limit": cap >> 20}, "files")  # fmt: skip
    path = folder / name
    if path.exists():
        path = folder / f"{place + 1}-{name}"
    with path.open("xb") as target:
        for piece in upload.chunks():
            target.write(piece)
    return path


def _draft(actor: Actor, folder: str, paths: Sequence[Path], tables: Sequence[Table]) -> ImportBatch:
    proposal = propose(tables, AUTO, people(actor))
    sign = signature(table.header for table in tables)
    saved = drafts.mapping_for(actor, sign)
    plan = (
        rebound(parse(saved.plan), {table.name: table.header for table in tables})
        if saved
        else known(proposal.plan, tables)
    )
    files = [{"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path)} for path in paths]
    preparation = {
        "folder": folder,
        "tables": [described(table) for table in tables],
        "scores": {name: dict(scores) for name, scores in proposal.scores.items()},
        "notes": [str(note) for note in proposal.notes],
        "confidence": proposal.confidence,
        "signature": sign,
        "saved": saved.name if saved else "",
        "repairs": {},
        "checked": "",
    }
    return drafts.draft(actor, plan.source, files, plain(plan), preparation)


def people(actor: Actor) -> Collection[str]:
    """Names known here, so that a column of them is recognised."""
    return Lookups(actor, "generic", {}).people.keys()


def plain(plan: Plan) -> dict[str, object]:
    """A plan as a batch keeps it."""
    return plan.model_dump(mode="json", by_alias=True)


def described(table: Table) -> dict[str, object]:
    """What the pages show of a table, so that none of them has to read the file."""
    seen = look(table)
    first = []
    for row in table.rows():
        first.append([_short(cell) for cell in row.cells])
        if len(first) == FIRST:
            break
    return {
        "name": table.name, "file": table.file, "part": table.part, "encoding": table.encoding, "count": table.count,
        "notes": [str(note) for note in table.notes], "header": list(table.header), "first": first,
        "samples": {header: [_short(word) for word in seen.words(header)[:SAMPLES]] for header in table.header},
        "likely": {header: kind for header in table.header if (kind := likely(seen.values[header]))},
        "undecided": [header for header in table.header if _undecided(seen.values[header])],
    }  # fmt: skip


def headers(batch: ImportBatch) -> dict[str, Sequence[str]]:
    """The columns of its tables, in their order."""
    return {one["name"]: one["header"] for one in batch.preparation.get("tables", [])}


def _short(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _undecided(values: Sequence[object]) -> bool:
    """Days such as 03/04/2024 of which nobody can say which part is the month."""
    some = [value for value in values if isinstance(value, str) and value.count("/") + value.count("-") == 2]
    return bool(some) and len(some) * 2 > len(values) and order_of(some) is DateOrder.UNKNOWN


def signature(headers: Iterable[Sequence[str]]) -> str:
    """The same for files with the same labels, in whatever order."""
    labels = sorted({label for header in headers for label in header})
    return hashlib.sha256("\n".join(labels).encode()).hexdigest()


def rebound(plan: Plan, headers: Mapping[str, Sequence[str]]) -> Plan:
    """A saved plan for tables that are called differently today: each takes the entry whose columns it has."""
    sheets = []
    for name, header in headers.items():
        near = max(plan.sheets, key=lambda sheet: _overlap(sheet, header), default=None)
        if near is not None and _overlap(near, header) >= LIKE:
            columns = {label: column for label, column in near.columns.items() if label in header}
            ids = tuple(one for one in near.id if one in header)
            sheets.append(near.model_copy(update={"match": escape(name), "columns": columns, "id": ids}))
    return plan.model_copy(update={"sheets": tuple(sheets)})


def _overlap(sheet: Sheet, header: Sequence[str]) -> float:
    own = {*sheet.columns, *sheet.id}
    return len(own & set(header)) / len(own) if own else 0.0


def paths_of(batch: ImportBatch) -> list[Path]:
    """The files of a batch, while they are kept."""
    paths = [_folder(batch) / str(one["name"]) for one in batch.files]
    if not all(path.is_file() for path in paths):
        raise Missing("files_gone", _("The files of this import are no longer kept: bring them again."))
    return paths


def tables_of(batch: ImportBatch) -> list[Table]:
    """Its tables, with the corrections people made."""
    repairs = batch.preparation.get("repairs", {})
    return [repaired(table, repairs.get(table.name, {})) for path in paths_of(batch) for table in opened(path)]


def _folder(batch: ImportBatch) -> Path:
    return root() / str(batch.preparation.get("folder") or "-")


def remove_files(batch: ImportBatch) -> None:
    """They are no longer needed."""
    shutil.rmtree(_folder(batch), ignore_errors=True)


def sweep() -> int:
    """Remove files of batches that ended, were left alone for a week, or never came to be."""
    needed, gone = drafts.folders(), 0
    border = clock.now().timestamp() - YOUNG
    for folder in root().glob("*"):
        if folder.name not in needed and folder.stat().st_mtime < border:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone
