"""What comes with a record and is none of its keywords: own fields, its description as a comment, people of a deal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.seating import import_people
from pursuit.domain.execution.actions.tasks import set_status
from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.customs import PREFIX, Customs
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.kinds import BY_NAME
from pursuit.integrations.intake.notes import Note, Notes, readable
from pursuit.integrations.intake.together import attempt, not_later
from pursuit.kernel import clock, customimport, imported
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused

Given = Sequence[dict[str, object]]
Pairs = Sequence[tuple[Draft, int]]  # drafts with the records that stand for them


@dataclass(slots=True)
class Beside:
    """For one table in one import."""

    customs: Customs
    notes: Notes

    def write(self, fresh: Pairs, known: Pairs) -> set[int]:
        """One chunk, in the transaction of the caller. Returns the numbers of known rows in which something changed."""
        changed = self._values(fresh, known) if self.customs.fields else set()
        changed |= self._went_on(known)
        self._described([*fresh, *known])
        self._people(fresh)
        changed |= self._people(known)
        for draft, _pk in fresh:  # the record itself is here: it is told, and the row does not stay out
            for one in draft.faults:
                self.notes.receipt.remark(f"{self.customs.kind.label} {draft.number}", one.message)
            draft.faults.clear()
        return changed

    def _values(self, fresh: Pairs, known: Pairs) -> set[int]:
        there = customimport.values_of([pk for _draft, pk in known])
        changed = set()
        rows: list[tuple[Draft, dict[str, object]]] = []
        for draft, pk in fresh:
            if given := _own(draft):
                moment = not_later(draft.extra.get("created_at")) or clock.now()
                by = self.notes.lookups.author(draft.extra.get("created_by"), self.notes.me)
                rows.append((draft, {"subject": pk, "values": given, "at": moment, "by": by}))
        for draft, pk in known:
            other = {code: value for code, value in _own(draft).items() if there.get((pk, code)) != value}
            wanted = self._changed_in_file(pk, other) if other else {}
            if wanted:
                changed.add(draft.number)
                rows.append((draft, {"subject": pk, "values": wanted}))
        self._run(rows, lambda some: customimport.import_custom_values.run(self.notes.actor, {"rows": some}))
        return changed

    def _run(
        self, rows: Sequence[tuple[Draft, dict[str, object]]], write: Callable[[Given], Sequence[object]]
    ) -> list[object]:
        """Write what these drafts say. What is refused becomes a fault of the draft."""
        if self.notes.batch is None:
            return []
        with context(self.notes.actor, source=self.notes.source, batch=self.notes.batch.pk):
            done, no = attempt(rows, lambda some: write([row for _draft, row in some]))
        for (draft, _row), reason in no:
            draft.faults += faults.of(reason)
        return done

    def _changed_in_file(self, pk: int, other: dict[str, object]) -> dict[str, object]:
        """Those of the values that the file has anew; what people changed here since then stays."""
        last = imported.last_values(self.notes.actor, self.notes.source, pk)
        wanted = {code: value for code, value in other.items() if not imported.same(last.get(f"{PREFIX}{code}"), value)}
        self.notes.receipt.kept += len(wanted) != len(other)
        return wanted

    def _went_on(self, known: Pairs) -> set[int]:
        """Tasks whose status is another in the file than when it was last read."""
        if self.customs.kind.model is not Task:
            return set()
        actor, changed = self.notes.actor, set()
        there = dict(
            Task.objects.visible_to(actor).filter(pk__in=[pk for _draft, pk in known]).values_list("pk", "status")
        )
        for draft, pk in known:
            status = draft.extra.get("status")
            if not status or there.get(pk, status) == status or draft.faults:
                continue
            if imported.last_values(actor, self.notes.source, pk).get("status", TaskStatus.TODO) == status:
                self.notes.receipt.kept += 1
                continue
            changed.add(draft.number)
            if self.notes.batch is None:
                continue
            at = not_later(draft.extra.get("done_at"))
            try:
                with (
                    transaction.atomic(),
                    context(actor, at=at, source=self.notes.source, batch=self.notes.batch.pk),
                ):
                    set_status.run(actor, {"task": pk, "status": status})
            except Refused as no:
                draft.faults += faults.of(no)
        return changed

    def _described(self, pairs: Pairs) -> None:
        """Where a record has no field for it, its description is the first thing said about it."""
        told: list[tuple[Draft, Note]] = []
        for draft, pk in pairs:
            text = readable(str(draft.extra.get("note") or ""))
            if text and not draft.faults:
                at, who = draft.extra.get("created_at"), draft.extra.get("created_by", draft.values.get("owner"))
                author = who if isinstance(who, int) else self.notes.me
                source_id = f"{self.customs.kind.code}:{draft.source_id}:note"
                told.append((draft, Note(source_id, pk, text, at if isinstance(at, datetime) else None, author)))
        if told:
            said = _("Descriptions of projects become notes on them, and are counted as such.")
            if self.customs.kind.code in BY_NAME:
                said = _("Remarks of ledgers become notes on their records, and are counted as such.")
            if said not in self.notes.receipt.notes:
                self.notes.receipt.notes.append(said)
            bad = self.notes.write([note for _draft, note in told])
            for draft, note in told:
                # One that people here took back is gone for good, and the record has nothing to do with it.
                draft.faults += [one for one in bad.get(note.source_id, []) if one.code != "gone"]

    def _people(self, pairs: Pairs) -> set[int]:
        """The contacts of a deal stand in its decision chain, where nobody has begun one."""
        named = {pk: draft for draft, pk in pairs if draft.extra.get("contacts") and not draft.faults}
        if not named or self.notes.batch is None:
            return set()
        rows: list[tuple[Draft, dict[str, object]]] = []
        for pk, draft in named.items():
            several = draft.extra["contacts"]
            found = list(dict.fromkeys(one for _header, one in several)) if isinstance(several, list) else []
            by = self.notes.lookups.author(draft.extra.get("created_by"), self.notes.me)
            told = {"at": not_later(draft.extra.get("created_at")) or clock.now(), "by": by}
            contacts = [one for one in found if isinstance(one, int)]
            names = [str(one)[:80] for one in found if not isinstance(one, int)]
            rows.append((draft, {"project": pk, **told, "contacts": contacts, "names": names}))
        made = self._run(rows, lambda some: import_people.run(self.notes.actor, {"rows": some}))
        return {named[one[0]].number for one in made if isinstance(one, tuple)}


def _own(draft: Draft) -> dict[str, object]:
    found = {code.removeprefix(PREFIX): value for code, value in draft.extra.items() if code.startswith(PREFIX)}
    return {} if draft.faults else found
