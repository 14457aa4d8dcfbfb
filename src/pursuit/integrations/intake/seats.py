"""Tables that say which contacts take part in which deals, and as what: they become places in decision chains."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.seating import import_people
from pursuit.domain.chain.queries.chain import begun
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.notes import Notes
from pursuit.integrations.intake.together import attempt, not_later
from pursuit.kernel import clock
from pursuit.kernel.context import context

KIND = "seat"


@dataclass(slots=True)
class SeatWriter:
    """Writes the drafts of such a table. notes: who writes, for which batch, into which receipt."""

    notes: Notes

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller."""
        counts = self.notes.receipt.counts(KIND)
        good = [draft for draft in drafts if not draft.faults and self._whole(draft)]
        made = self._made(good)
        good = [draft for draft in good if not draft.faults]
        counts.created += len(made)
        counts.unchanged += len(good) - len(made)
        counts.rejected += len(drafts) - len(good)
        counts.rows += len(drafts)
        return []

    def _whole(self, draft: Draft) -> bool:
        """Are deal and contact here?"""
        for name in ("project", "contact"):
            if not isinstance(draft.extra.get(name), int):
                header, word = draft.named.get(name, ("", ""))
                told = _("“%s” is not here: it stayed out, or is not among the files.") % word[:80]
                draft.faults.append(Fault(header, "unknown_parent", told))
        return not draft.faults

    def _made(self, drafts: Sequence[Draft]) -> set[tuple[object, object]]:
        """Deal and contact of each place that is new; an import leaves chains alone that others have begun."""
        pairs = {(draft.extra["project"], draft.extra["contact"]): draft for draft in drafts}
        batch = self.notes.batch
        if batch is None:
            there = begun(self.notes.actor, [pk for pk, _contact in pairs if isinstance(pk, int) and pk > 0])
            return {pair for pair in pairs if pair[0] not in there}
        rows: dict[object, tuple[list[Draft], dict[str, object]]] = {}
        for (project, contact), draft in pairs.items():
            role, moment = draft.extra.get("role"), not_later(draft.extra.get("created_at")) or clock.now()
            drafts_, row = rows.setdefault(
                project, ([], {"project": project, "at": moment, "by": self.notes.me, "contacts": [], "roles": {}})
            )
            drafts_.append(draft)
            if isinstance(row["contacts"], list) and isinstance(row["roles"], dict):
                row["contacts"].append(contact)
                row["roles"] |= {contact: role} if role else {}
        with context(self.notes.actor, source=self.notes.source, batch=batch.pk):
            done, no = attempt(list(rows.values()), self._seated)
        for (some, _row), reason in no:
            for draft in some:
                draft.faults += faults.of(reason)
        return set(done)

    def _seated(self, rows: Sequence[tuple[list[Draft], dict[str, object]]]) -> Sequence[tuple[object, object]]:
        return import_people.run(self.notes.actor, {"rows": [row for _drafts, row in rows]})
