"""Drafts become records: new ones together, changed ones through their action, the rest is left as it is."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.cells import ENDED
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import HISTORY, Kind
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.receipt import Counts, Receipt
from pursuit.kernel import clock, collecting, imported, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Record, visible_rows

LAST = "won"
GROUP = 25  # new rows that are tried together


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
    memory: collecting.Memory
    dry: bool = False  # read and compare only; new records get numbers below zero, so that others can name them
    now: datetime = field(default_factory=clock.now)

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller. Returns the ids that now stand for its good rows."""
        self.now = clock.now()
        there, hidden = self._existing(drafts)
        new, known = [], []
        for draft in drafts:
            if draft.faults:
                continue
            if draft.source_id in hidden:
                said = _("This record was deleted here, or you cannot see it.")
                draft.faults.append(Fault("", "gone", said))
            elif (row := there.get(draft.source_id)) is not None:
                known.append((draft, row))
            else:
                new.append(draft)
        counts = self.receipt.counts(self.kind.code)
        made = self._pretend(new, counts) if self.dry else self._create(new, counts)
        for draft, row in known:
            self._update(draft, row, counts)
        counts.rows += len(drafts)
        counts.rejected += sum(bool(draft.faults) for draft in drafts)
        return made + [row.pk for draft, row in known if not draft.faults]

    def _existing(self, drafts: Sequence[Draft]) -> tuple[dict[str, Record], set[str]]:
        """By source id: records that came from here before, or bear the name where a name is enough; and ids whose
        records are deleted or not this person's to see."""
        ids = {draft.source_id for draft in drafts if draft.source_id}
        wanted = imported.numbers(self.actor, self.model.SUBJECT_TYPE, self.source, ids)
        if self.kind.named:
            records_ = self.lookups.records(self.kind.code)
            records_.prime(str(draft.values.get("title", "")) for draft in drafts)
            taken = set(wanted.values())
            for draft in drafts:
                pk = records_.find(str(draft.values.get("title", "")))
                if draft.source_id not in taken and pk is not None and pk not in wanted:
                    wanted[pk] = draft.source_id
        if not wanted:
            return {}, set()
        rows = visible_rows(self.model, self.actor).select_related("subject").in_bulk(list(wanted))
        there = {wanted[pk]: row for pk, row in rows.items()}
        return there, set(wanted.values()) - there.keys()

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

    def _create(self, drafts: Sequence[Draft], counts: Counts) -> list[int]:
        if not drafts:
            return []
        made: list[int] = []
        with self._around(), collecting.collected(self.actor, new=len(drafts), memory=self.memory):
            self._vouch(drafts)
            for start in range(0, len(drafts), GROUP):
                for draft, row in self._group(drafts[start : start + GROUP]):
                    changed = draft.extra.get("updated_at")
                    if isinstance(changed, datetime) and changed > row.subject.updated_at:
                        row.subject.updated_at = changed
                    self.lookups.records(self.kind.code).made(row.pk, draft.source_id, row.subject.title)
                    made.append(row.pk)
        counts.created += len(made)
        return made

    def _group(self, drafts: Sequence[Draft]) -> Iterable[tuple[Draft, Record]]:
        """A few drafts at once; where one of them is refused, each by itself."""
        try:
            with collecting.row():
                return list(zip(drafts, self._make(drafts), strict=True))
        except Refused as no:
            if len(drafts) == 1:
                drafts[0].faults += faults.of(no)
                return []
        return [pair for draft in drafts for pair in self._group([draft])]

    def _vouch(self, drafts: Sequence[Draft]) -> None:
        """The records the drafts name were found among those the actor sees, a moment ago and all together."""
        for name, target in self.kind.targets.items():
            if target.shape == "record":
                named = (draft.values.get(name) or draft.extra.get(name) for draft in drafts)
                collecting.saw(self.actor.user_id, target.about, {pk for pk in named if isinstance(pk, int)})

    def _around(self, draft: Draft | None = None) -> AbstractContextManager[None]:
        extra = draft.extra if draft else {}
        at, by = extra.get("created_at"), extra.get("created_by")
        return context(
            self.actor,
            at=min(at, self.now) if isinstance(at, datetime) else None,
            source=self.source,
            batch=self.batch,
            original_author=self._author(by),
        )

    def _author(self, who: object) -> int:
        """Whose hand it was, if that person was here before; the trail never names somebody an undo takes away."""
        return who if isinstance(who, int) and who not in self.lookups.strangers else self.me

    def _make(self, drafts: Sequence[Draft]) -> Sequence[Record]:
        if self.kind.code == "project":
            made: list[Project] = HISTORY.run(self.actor, {"pasts": [self._past(draft) for draft in drafts]})
            return made
        return [self._one(draft) for draft in drafts]

    def _one(self, draft: Draft) -> Record:
        values = self._values(draft)
        if "status" in draft.extra:
            values["status"] = draft.extra["status"]
        with self._around(draft):
            made = self.kind.create.run(self.actor, values)
        if not isinstance(made, Record):
            raise TypeError(f"{self.kind.create.code} gives no record")
        return made

    def _values(self, draft: Draft) -> dict[str, object]:
        values = {**draft.values, "source_id": draft.source_id}
        if "owner" in self.kind.create.schema.fields:
            values.setdefault("owner", self.me)
        return values

    def _past(self, draft: Draft) -> dict[str, object]:
        """A project as it began and how it ended, for `projects.import_projects`."""
        extra, values = draft.extra, self._values(draft)
        at, by = extra.get("created_at"), self._author(extra.get("created_by", values["owner"]))
        at = min(at, self.now) if isinstance(at, datetime) else self.now
        stage, ended = str(extra.get("stage", "")), str(extra.get("outcome", ""))
        if stage in ENDED:
            stage, ended = "", ended or stage
        if ended == LAST:  # what is won stands behind the signature
            won = next((one.code for one in self.lookups.stages if one.category == LAST), "")
            stage = stage or won
        past: dict[str, object] = {"at": at, "by": by, "data": values | ({"stage": stage} if stage else {})}
        if ended:
            day = extra.get("decided_on") or values.get("expected_sign_on") or clock.day_of(at)
            note, reason = extra.get("outcome_note", ""), extra.get("loss_reason", "")
            past["ended"] = {"kind": ended, "on": day, "reason": reason, "note": str(note)[:200]}
        if "product" in extra:
            line = {"action": "projects.put_line", "at": at, "by": by, "data": {"product": extra["product"]}}
            past["history"] = [line]
        return past

    def _update(self, draft: Draft, row: Record, counts: Counts) -> None:
        """Take over what changed in the file since it was last read; what people changed here meanwhile stays."""
        update = self.kind.update
        given = {name: value for name, value in draft.values.items() if name in update.schema.fields}
        key = {self.kind.code: row.pk}
        try:
            read = update.schema.parse(self.actor, {**key, **given})
            read.pop(self.kind.code)
            self.receipt.staged += self._elsewhere(draft, row)
            differing = records.differing(row, read)
            wanted = self._changed_in_file(row, differing) if differing else {}
            if not wanted:
                counts.unchanged += 1
                return
            if not self.dry:
                with transaction.atomic(), self._around():
                    update.run(self.actor, {**key, **{name: given[name] for name in wanted}})
            counts.updated += 1
        except Refused as no:
            draft.faults += faults.of(no)

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
            self.receipt.notes.append(f"{self.kind.code} {draft.number}: {no.message}")

    def _changed_in_file(self, row: Record, differing: Mapping[str, object]) -> set[str]:
        """Of the fields that differ, those whose value in the file is another than when it was last imported."""
        last = imported.last_values(self.actor, self.source, row.pk)
        wanted = {name for name, value in differing.items() if not imported.same(last.get(name), value)}
        self.receipt.kept += wanted != set(differing)
        return wanted
