"""Drafts become records: new ones together, changed ones through their action, the rest is left as it is."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.beside import Beside
from pursuit.integrations.intake.cells import ENDED
from pursuit.integrations.intake.drafts import BY_NAME, Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import Kind
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.making import Made, Maker, Order
from pursuit.integrations.intake.receipt import Counts, Receipt
from pursuit.integrations.intake.together import not_later
from pursuit.kernel import clock, events, imported, intake, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Record, visible_rows

LAST = "won"


@dataclass(slots=True)
class Begun:
    """A chunk that is about to be written: what is new, with the orders for it, and what is there already. alike: of
    those, the ones found by their name, not by this id. named: records the new ones name, by type."""

    drafts: Sequence[Draft]
    at: datetime = field(default_factory=clock.now)
    new: list[Draft] = field(default_factory=list)
    known: list[tuple[Draft, Record]] = field(default_factory=list)
    alike: list[tuple[Draft, int]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    named: dict[str, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Writer:
    """Writes the drafts of one kind for one batch. me: the person who imports, who owns what nobody else does."""

    actor: Actor
    me: int
    source: str
    batch: int
    kind: Kind
    model: type[Record]
    lookups: Lookups
    receipt: Receipt
    maker: Maker
    beside: Beside
    dry: bool = False  # read and compare only; new records get numbers below zero, so that others can name them

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller. Returns the ids that now stand for its good rows."""
        begun = self.begin(drafts)
        return self.end(begun, self.maker.make(begun.orders, begun.named))

    def begin(self, drafts: Sequence[Draft]) -> Begun:
        """What is to be done with each; no record is written yet."""
        self.beside.customs.entries(drafts)
        there, hidden, alike = self._existing(drafts)
        begun, records_ = Begun(drafts), self.lookups.records(self.kind.code)
        for draft in drafts:
            if draft.faults:
                continue
            if draft.source_id in hidden:
                said = _("This record was deleted here, or you cannot see it.")
                draft.faults.append(Fault("", "gone", said))
            elif (row := there.get(draft.source_id)) is not None:
                begun.known.append((draft, row))
                records_.met(row.pk, draft.source_id)
                if draft.source_id in alike and not draft.source_id.startswith(BY_NAME):
                    begun.alike.append((draft, row.pk))
            else:
                begun.new.append(draft)
        if not self.dry:
            begun.named = named(self.kind, begun.new)
            now = clock.now()
            begun.orders = [self._order(draft, now) for draft in begun.new]
        return begun

    def overtaken(self, begun: Begun) -> bool:
        """Has another import brought some of what was new when this chunk began?"""
        ids = {draft.source_id for draft in begun.new if draft.source_id}
        if not ids or not imported.others_wrote(self.actor, self.batch, begun.at):
            return False
        return bool(imported.numbers(self.actor, self.model.SUBJECT_TYPE, self.source, ids))

    def end(self, begun: Begun, told: Sequence[Made]) -> list[int]:
        """Take in what became of the orders, and write the rest."""
        counts = self.receipt.counts(self.kind.code)
        made = self._pretend(begun.new, counts) if self.dry else self._take_in(begun.new, told, counts)
        changed = {draft.number for draft, row in begun.known if self._update(draft, row)}
        if begun.alike and not self.dry:
            self._mark(begun.alike)
        good = [(draft, row.pk) for draft, row in begun.known if not draft.faults]
        fresh = [draft for draft in begun.new if not draft.faults]
        changed |= self.beside.write(list(zip(fresh, made, strict=True)), good)
        good = [(draft, pk) for draft, pk in good if not draft.faults]
        changed &= {draft.number for draft, _pk in good}
        counts.updated += len(changed)
        counts.unchanged += len(good) - len(changed)
        counts.rows += len(begun.drafts)
        counts.rejected += sum(bool(draft.faults) for draft in begun.drafts)
        return made + [pk for _draft, pk in good]

    def _mark(self, alike: Sequence[tuple[Draft, int]]) -> None:
        """Remember for which records these ids stand, and what the file said: other files name them."""
        batch, fields = intake.batch(self.actor, self.batch), self.kind.update.schema.fields
        rows = [
            (draft.source_id, pk, {name: events.plain(one) for name, one in draft.values.items() if name in fields})
            for draft, pk in alike
        ]
        intake.mark_all(batch, intake.same_as(self.model.SUBJECT_TYPE), rows)

    def _existing(self, drafts: Sequence[Draft]) -> tuple[dict[str, Record], set[str], set[str]]:
        """By source id: records that came from here before, or bear the name where a name is enough; ids whose records
        are deleted or not this person's to see; and ids of those the name alone has found."""
        ids = {draft.source_id for draft in drafts if draft.source_id}
        wanted = imported.numbers(self.actor, self.model.SUBJECT_TYPE, self.source, ids)
        alike: set[str] = set()
        if self.kind.named:
            records_ = self.lookups.records(self.kind.code)
            records_.prime(str(draft.values.get("title", "")) for draft in drafts)
            taken = set(wanted.values())
            for draft in drafts:
                pk = records_.find(str(draft.values.get("title", "")))
                if draft.source_id not in taken and pk is not None and pk not in wanted:
                    wanted[pk] = draft.source_id
                    alike.add(draft.source_id)
        if not wanted:
            return {}, set(), set()
        rows = visible_rows(self.model, self.actor).select_related("subject").in_bulk(list(wanted))
        there = {wanted[pk]: row for pk, row in rows.items()}
        return there, set(wanted.values()) - there.keys(), alike

    def _pretend(self, drafts: Sequence[Draft], counts: Counts) -> list[int]:
        """What reading can tell: kinds of values and their limits. What only writing refuses is not seen."""
        made = []
        for draft in drafts:
            try:
                self.kind.create.schema.parse(self.actor, draft.values)
            except Refused as no:
                draft.faults += faults.of(no)
                continue
            counts.created += 1
            made.append(-counts.created)
            title = str(draft.values.get("title", ""))
            self.lookups.records(self.kind.code).made(made[-1], draft.source_id, title)
        return made

    def _take_in(self, drafts: Sequence[Draft], told: Sequence[Made], counts: Counts) -> list[int]:
        made = []
        for draft, one in zip(drafts, told, strict=True):
            if isinstance(one, list):
                draft.faults += one
                continue
            pk, title = one
            self.lookups.records(self.kind.code).made(pk, draft.source_id, title)
            made.append(pk)
        counts.created += len(made)
        return made

    def _order(self, draft: Draft, now: datetime) -> Order:
        extra, at = draft.extra, not_later(draft.extra.get("created_at"), now)
        changed = extra.get("updated_at")
        values = {**draft.values, "source_id": draft.source_id}
        if "owner" in self.kind.create.schema.fields:
            values.setdefault("owner", self.me)
        if self.kind.code == "project":
            by = self.lookups.author(extra.get("created_by", values["owner"]), self.me)
            values = past(values, extra, at or now, by, self.lookups.stages)
        else:
            by = self.lookups.author(extra.get("created_by"), self.me)
            values |= {name: value for name, value in extra.items() if name in self.kind.create.schema.fields}
        return Order(values, at, by, changed if isinstance(changed, datetime) else None)

    def _around(self) -> AbstractContextManager[None]:
        return context(self.actor, source=self.source, batch=self.batch, original_author=self.me)

    def _update(self, draft: Draft, row: Record) -> bool:
        """Take over what changed in the file since it was last read; what people changed here meanwhile stays."""
        update = self.kind.update
        given = {name: value for name, value in draft.values.items() if name in update.schema.fields}
        key = {self.kind.code: row.pk}
        try:
            read = update.schema.parse(self.actor, {**key, **given})
            read.pop(self.kind.code)
            self.receipt.staged += self._elsewhere(draft, row)
            differing = records.differing(row, read)
            wanted = self._changed_in_file(draft, row, differing) if differing else {}
            if wanted and not self.dry:
                with transaction.atomic(), self._around():
                    update.run(self.actor, {**key, **{name: given[name] for name in wanted}})
            return bool(wanted)
        except Refused as no:
            draft.faults += faults.of(no)
            return False

    def _elsewhere(self, draft: Draft, row: Record) -> bool:
        """Does the file say another stage or outcome? That is told; moving a project is left to people and gates."""
        if not isinstance(row, Project):
            return False
        stage, ended = str(draft.extra.get("stage", "")), str(draft.extra.get("outcome", ""))
        ended = ended or (stage if stage in ENDED else "")
        if ended:
            return row.status not in {ended, "closed"}
        here = next((one.code for one in self.lookups.stages if one.pk == row.stage_id), "")
        return bool(stage and here and stage != here)

    def link(self, draft: Draft, name: str, pk: int) -> None:
        """Point a row that is written at another of its kind. Refused, it stays as it is, and a remark says so."""
        own = self._existing([draft])[0].get(draft.source_id)
        if self.dry or own is None or getattr(own, f"{name}_id") == pk:
            return
        try:
            with transaction.atomic(), self._around():
                self.kind.update.run(self.actor, {self.kind.code: own.pk, name: pk})
        except Refused as no:
            self.receipt.remark(f"{self.kind.label} {draft.number}", no.message)

    def _changed_in_file(self, draft: Draft, row: Record, differing: Mapping[str, object]) -> set[str]:
        """Of the fields that differ, those whose value in the file is another than when it was last imported."""
        first = imported.first_values(self.actor, self.model.SUBJECT_TYPE, self.source, draft.source_id)
        last = first | imported.last_values(self.actor, self.source, row.pk)
        wanted = {name for name, value in differing.items() if not imported.same(last.get(name), value)}
        self.receipt.kept += wanted != set(differing)
        return wanted


def named(kind: Kind, drafts: Sequence[Draft]) -> dict[str, set[int]]:
    """The records the drafts name, by type: found among those the actor sees, a moment ago and all together."""
    found: dict[str, set[int]] = {}
    for name, target in kind.targets.items():
        if target.shape == "record":
            some = (draft.values.get(name) or draft.extra.get(name) for draft in drafts)
            found.setdefault(target.about, set()).update(pk for pk in some if isinstance(pk, int))
    return found


def past(
    values: dict[str, object], extra: Mapping[str, object], at: datetime, by: int, stages: Sequence[Stage]
) -> dict[str, object]:
    """A project as it began and how it ended, for `projects.import_projects`."""
    stage, ended = str(extra.get("stage", "")), str(extra.get("outcome", ""))
    if stage in ENDED:
        stage, ended = "", ended or stage
    if ended == LAST:  # what is won stands behind the signature
        stage = stage or next((one.code for one in stages if one.category == LAST), "")
    told: dict[str, object] = {"at": at, "by": by, "data": values | ({"stage": stage} if stage else {})}
    if ended:
        day = extra.get("decided_on") or values.get("expected_sign_on") or clock.day_of(at)
        note, reason = extra.get("outcome_note", ""), extra.get("loss_reason", "")
        told["ended"] = {"kind": ended, "on": day, "reason": reason, "note": str(note)[:200]}
    if "product" in extra:
        line = {"action": "projects.put_line", "at": at, "by": by, "data": {"product": extra["product"]}}
        told["history"] = [line]
    return told
