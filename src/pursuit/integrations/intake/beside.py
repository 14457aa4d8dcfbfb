"""What comes with a record and is none of its keywords: own fields, its description as a comment, people of a deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.seating import import_people
from pursuit.domain.execution.actions.tasks import set_status
from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.integrations.intake.customs import PREFIX, Customs
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.notes import Note, Notes, readable
from pursuit.kernel import clock, customimport, imported
from pursuit.kernel.context import context

Pairs = Sequence[tuple[Draft, int]]  # drafts with the records that stand for them


@dataclass(slots=True)
class Beside:
    """For one table in one import."""

    customs: Customs
    notes: Notes

    @property
    def writes(self) -> bool:
        return self.notes.batch is not None

    def write(self, fresh: Pairs, known: Pairs) -> set[int]:
        """One chunk, in the transaction of the caller. Returns the numbers of known rows in which something changed."""
        changed = self._values(fresh, known) if self.customs.fields else set()
        changed |= self._went_on(known)
        self._described([*fresh, *known])
        self._people(fresh)
        return changed | self._people(known)

    def _values(self, fresh: Pairs, known: Pairs) -> set[int]:
        there = customimport.values_of([pk for _draft, pk in known])
        rows, changed = [], set()
        for draft, pk in fresh:
            if given := _own(draft):
                at = draft.extra.get("created_at")
                moment = min(at, clock.now()) if isinstance(at, datetime) else clock.now()
                rows.append({"subject": pk, "values": given, "at": moment, "by": self._author(draft)})
        for draft, pk in known:
            other = {code: value for code, value in _own(draft).items() if there.get((pk, code)) != value}
            wanted = self._changed_in_file(pk, other) if other else {}
            if wanted:
                changed.add(draft.number)
                rows.append({"subject": pk, "values": wanted})
        if rows and self.writes:
            with context(self.notes.actor, source=self.notes.source, batch=self.notes.batch.pk):  # type: ignore[union-attr]
                customimport.import_custom_values.run(self.notes.actor, {"rows": rows})
        return changed

    def _changed_in_file(self, pk: int, other: dict[str, object]) -> dict[str, object]:
        """Those of the values that the file has anew; what people changed here since then stays."""
        last = imported.last_values(self.notes.actor, self.notes.source, pk)
        wanted = {code: value for code, value in other.items() if not imported.same(last.get(f"{PREFIX}{code}"), value)}
        self.notes.receipt.kept += len(wanted) != len(other)
        return wanted

    def _author(self, draft: Draft) -> int:
        who = draft.extra.get("created_by")
        return who if isinstance(who, int) and who not in self.notes.lookups.strangers else self.notes.me

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
            at = draft.extra.get("done_at")
            if self.notes.batch is not None:
                moment = min(at, clock.now()) if isinstance(at, datetime) else None
                with context(actor, at=moment, source=self.notes.source, batch=self.notes.batch.pk):
                    set_status.run(actor, {"task": pk, "status": status})
        return changed

    def _described(self, pairs: Pairs) -> None:
        """Where a record has no field for it, its description is the first thing said about it."""
        told = []
        for draft, pk in pairs:
            text = readable(str(draft.extra.get("note") or ""))
            if text and not draft.faults:
                at, who = draft.extra.get("created_at"), draft.extra.get("created_by", draft.values.get("owner"))
                author = who if isinstance(who, int) else self.notes.me
                source_id = f"{self.customs.kind.code}:{draft.source_id}:note"
                told.append(Note(source_id, pk, text, at if isinstance(at, datetime) else None, author))
        if told:
            said = _("Descriptions of projects become notes on them, and are counted as such.")
            if said not in self.notes.receipt.notes:
                self.notes.receipt.notes.append(said)
            self.notes.write(told)

    def _people(self, pairs: Pairs) -> set[int]:
        """The contacts of a deal stand in its decision chain, where nobody has begun one."""
        named = {pk: draft for draft, pk in pairs if draft.extra.get("contacts") and not draft.faults}
        if not named or self.notes.batch is None:
            return set()
        rows = []
        for pk, draft in named.items():
            at, several = draft.extra.get("created_at"), draft.extra["contacts"]
            found = list(dict.fromkeys(one for _header, one in several)) if isinstance(several, list) else []
            told = {"at": min(at, clock.now()) if isinstance(at, datetime) else clock.now(), "by": self._author(draft)}
            contacts = [one for one in found if isinstance(one, int)]
            names = [str(one)[:80] for one in found if not isinstance(one, int)]
            rows.append({"project": pk, **told, "contacts": contacts, "names": names})
        with context(self.notes.actor, source=self.notes.source, batch=self.notes.batch.pk):
            made = import_people.run(self.notes.actor, {"rows": rows})
        return {named[pk].number for pk, _contact in made}


def _own(draft: Draft) -> dict[str, object]:
    found = {code.removeprefix(PREFIX): value for code, value in draft.extra.items() if code.startswith(PREFIX)}
    return {} if draft.faults else found
