"""An import from beginning to end: tables in their order, chunk by chunk, each chunk with the batch's own position."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project
from pursuit.integrations.csv_xlsx.table import Row, Table
from pursuit.integrations.intake import kinds, notes, receivables, seats
from pursuit.integrations.intake.ahead import KINDS as BESIDE
from pursuit.integrations.intake.ahead import Ahead
from pursuit.integrations.intake.beside import Beside
from pursuit.integrations.intake.checking import checked
from pursuit.integrations.intake.customs import Customs, filled
from pursuit.integrations.intake.drafts import Draft, Reader
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.founding import Founder
from pursuit.integrations.intake.kinds import KINDS, Kind
from pursuit.integrations.intake.ledgers import LedgerWriter, PlainMaker
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.making import Maker
from pursuit.integrations.intake.notes import Notes, NoteWriter
from pursuit.integrations.intake.people import PeopleWriter
from pursuit.integrations.intake.plan import Plan, Sheet
from pursuit.integrations.intake.receipt import Receipt
from pursuit.integrations.intake.receivables import ReceivableWriter
from pursuit.integrations.intake.relay import Chunk, Relay, Write
from pursuit.integrations.intake.seats import SeatWriter
from pursuit.integrations.intake.writing import Writer
from pursuit.kernel import importdrafts, intake, jobs
from pursuit.kernel.actor import Actor
from pursuit.kernel.collecting import Memory
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import BatchState, ImportBatch
from pursuit.kernel.money import Money

CHUNK = 300  # rows of one transaction: other writers wait a fraction of a second
AnyWriter = Writer | PeopleWriter | NoteWriter | SeatWriter | ReceivableWriter
HANGING: dict[str, type[NoteWriter] | type[SeatWriter] | type[ReceivableWriter]] = {
    notes.KIND: NoteWriter, seats.KIND: SeatWriter, receivables.KIND: ReceivableWriter,
}  # fmt: skip
Report = Callable[[int, int], None]  # rows done, rows in all; may raise to stop between two chunks


@dataclass(frozen=True, slots=True)
class Part:
    """One table with the entry of the plan that reads it."""

    place: int
    table: Table
    sheet: Sheet
    kind: Kind
    notes: Sequence[str] = ()


@dataclass(slots=True)
class Import:
    """One run over some tables by a plan. me: who imports."""

    actor: Actor
    plan: Plan
    tables: Sequence[Table]
    files: Sequence[Path]
    report: Report = lambda _done, _total: None
    dry: bool = False  # say what would happen, write nothing
    notes: Sequence[str] = ()  # what was noticed when the plan was made
    draft: int = 0  # the batch that was prepared and started on the pages; it goes on where it stopped
    refused: list[tuple[str, intake.Refusal]] = field(default_factory=list)
    batch: ImportBatch = field(init=False)
    receipt: Receipt = field(init=False)
    memory: Memory = field(default_factory=Memory)
    relay: Relay | None = None

    def parts(self) -> list[Part]:
        """What will be read, in the order in which rows point at each other. Refuses a plan that names what is not."""
        order = {kind.code: place for place, kind in enumerate(KINDS)}
        found = []
        for table in self.tables:
            if (sheet := self.plan.sheet(table.name)) is not None:
                kind, sound, told = checked(sheet)
                found.append((table, filled(sound, table), kind, told))
        found.sort(key=lambda one: order[one[2].code])
        return [Part(place, *one) for place, one in enumerate(found)]

    def run(self) -> ImportBatch | None:
        """Import, or go on where a killed one stopped. Raises Refused when nothing of it can be used. The batch is None
        where nothing was to be written."""
        parts = self.parts()
        if not parts:
            raise Refused("nothing_to_import", _("None of the tables is in the mapping."))
        if self.dry:
            self.receipt = Receipt()
            self._run(parts)
            return None
        self.batch = importdrafts.take_up(self.actor, self.draft) if self.draft else self._begin()
        self.receipt = Receipt.of(self.batch.receipt)
        try:
            self._run(parts)
        except BaseException as end:
            stopped = isinstance(end, jobs.Cancelled | KeyboardInterrupt)
            state = BatchState.CANCELLED if stopped else BatchState.FAILED
            self.batch.refresh_from_db()  # what was counted for a chunk that failed is not written either
            intake.finish(self.batch, Receipt.of(self.batch.receipt).plain(), state)
            raise
        intake.finish(self.batch, self.receipt.plain())
        return self.batch

    def _begin(self) -> ImportBatch:
        files = [{"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path)} for path in self.files]
        plan = self.plan.model_dump(mode="json", by_alias=True)
        return intake.begin(self.actor, self.plan.source, files, plan)

    def _run(self, parts: Sequence[Part]) -> None:
        self.receipt.questions = []  # all tables are read again
        told = [*self.notes, *(str(note) for part in parts for note in (*part.table.notes, *part.notes))]
        self.receipt.notes += [note for note in told if note not in self.receipt.notes]
        lookups = Lookups(self.actor, self.plan.source, self.plan.persons)
        total = sum(part.table.count for part in parts)
        done = 0
        with self._relay(total) as self.relay:
            for part in parts:
                for rows in self._table(part, lookups):
                    done += rows
                    self.report(done, total)

    @contextmanager
    def _relay(self, rows: int) -> Iterator[Relay | None]:
        """A second process beside this one, where there is enough to do."""
        if self.dry or not Ahead.pays(rows):
            yield None
        else:
            with Ahead(self.actor, self.plan.source, self.batch.pk) as ahead:
                yield Relay(ahead)

    def _table(self, part: Part, lookups: Lookups) -> Iterator[int]:
        batch = None if self.dry else self.batch
        customs = Customs(self.actor, batch, part.kind, part.sheet)
        reader = Reader(part.table, part.sheet, part.kind, self.plan, lookups, customs.targets)
        reader.cells.newcomer = PeopleWriter(self.actor, batch, lookups, self.receipt, self.dry).newcomer
        reader.cells.founder = Founder(self.actor, batch, lookups, self.receipt).account
        writer = self._writer(part.kind, lookups, batch, customs)
        seen: dict[str, int] = {}
        later: list[Draft] = []
        start = 0 if self.dry else intake.position(self.batch, part.place)
        for rows in _chunks(part.table.rows()):
            reader.prime(rows)
            drafts = [reader.read(row) for row in rows if not reader.sums_up(row)]
            _refuse_repeated(drafts, seen, part)
            if rows[-1].number > start:
                fresh = [draft for draft in drafts if draft.number > start]
                self._chunk(part, writer, reader, fresh, rows[-1].number)
            later += [draft for draft in drafts if draft.later]
            yield len(rows)
        if self.relay:
            self.relay.settle()
        if isinstance(writer, Writer):
            self._link(writer, reader, [draft for draft in later if not draft.faults])
        self.receipt.questions += reader.cells.questions.values()
        for label, words in reader.cells.unasked.items():
            told = {"column": label, "count": len(words)}
            self.receipt.notes.append(_("%(column)s: %(count)d more words are not known here.") % told)
        self.receipt.dropped[part.table.name] = [
            header for header in part.table.header if header not in part.sheet.columns and header not in part.sheet.id
        ]

    def _link(self, writer: Writer, reader: Reader, drafts: list[Draft]) -> None:
        """Rows that name rows further down: now all of them are there."""
        for start in range(0, len(drafts), CHUNK):
            chunk = drafts[start : start + CHUNK]
            known = reader.cells.lookups.records(writer.kind.code)
            known.prime(link.word for draft in chunk for link in draft.later.values())
            with transaction.atomic():
                for draft in chunk:
                    for name, link in draft.later.items():
                        found = known.find(link.word)
                        if found is None:
                            reader.cells.ask(link.cut, link.word, known.titles)
                        else:
                            writer.link(draft, name, found)

    def _writer(self, kind: Kind, lookups: Lookups, batch: ImportBatch | None, customs: Customs) -> AnyWriter:
        me, source, number = self.actor.user_id, self.plan.source, batch.pk if batch else 0
        own = Notes(self.actor, batch, source, me, lookups, self.receipt)
        if kind.code in HANGING:
            return HANGING[kind.code](own)
        if kind.model is None:
            return PeopleWriter(self.actor, batch, lookups, self.receipt, self.dry)
        ledger = kind.code in kinds.BY_NAME
        make, write = (PlainMaker, LedgerWriter) if ledger else (Maker, Writer)
        beside, maker = Beside(customs, own), make(self.actor, kind, source, number, self.memory)
        return write(self.actor, me, source, number, kind, kind.model, lookups, self.receipt, maker, beside, self.dry)

    def _chunk(self, part: Part, writer: AnyWriter, reader: Reader, drafts: list[Draft], last: int) -> None:
        """Rows, refusals, counts and position: all of it or nothing."""
        if self.dry:
            made = writer.write(drafts)
            self._sums(part, drafts, made)
            refused = [draft for draft in drafts if draft.faults]
            self.refused += [(part.table.name, one) for one in _told(refused, reader)]
            return

        def commit(write: Write) -> None:
            with transaction.atomic():
                made = write()
                self._sums(part, drafts, made)
                refused = [draft for draft in drafts if draft.faults]
                intake.refuse(self.batch, part.table.name, list(_told(refused, reader)))
                intake.advance(self.batch, part.place, last, self.receipt.plain())

        if self.relay and isinstance(writer, Writer) and part.kind.code in BESIDE:
            self.relay.put(Chunk(writer, drafts, commit))
        else:
            commit(lambda: writer.write(drafts))

    def _sums(self, part: Part, drafts: Sequence[Draft], made: Sequence[int]) -> None:
        if part.kind.code != "project":
            return
        for draft in drafts:
            amount, won = draft.values.get("amount"), "won" in (draft.extra.get("stage"), draft.extra.get("outcome"))
            if isinstance(amount, Money):
                self.receipt.in_file(amount, won=won)
                if self.dry and not draft.faults:
                    self.receipt.in_store(amount.minor, amount.currency, won=won)
        rows = Project.objects.visible_to(self.actor).filter(pk__in=made, amount__isnull=False)
        for minor, currency, status in rows.values_list("amount", "amount_currency", "status"):
            self.receipt.in_store(minor or 0, currency, won=status == "won")


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _refuse_repeated(drafts: Sequence[Draft], seen: dict[str, int], part: Part) -> None:
    for draft in drafts:
        if not draft.source_id:
            continue
        first = seen.setdefault(draft.source_id, draft.number)
        if first != draft.number:
            label = part.sheet.id[0] if part.sheet.id else ""
            draft.faults.append(Fault(label, "duplicate_id", _("Row %d has the same id.") % first))


def _told(refused: Sequence[Draft], reader: Reader) -> Iterator[intake.Refusal]:
    header = reader.table.header
    called = {cut.target.code: cut.header for cut in reader.cuts}  # an action names its keyword, people know the column
    for draft in refused:
        cells = {name: "" if cell is None else str(cell) for name, cell in zip(header, draft.cells, strict=False)}
        for fault in draft.faults:
            yield intake.Refusal(
                draft.number,
                called.get(fault.field, fault.field),
                fault.code,
                str(fault.message),
                cells,
                draft.known_as,
            )


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
