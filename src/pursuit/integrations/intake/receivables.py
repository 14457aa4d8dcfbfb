"""Rows of a ledger of receivables become instalments of contracts, receipts and what these paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pursuit.domain.finance.actions.importing import import_receivable, remove_imported
from pursuit.domain.finance.models import Instalment, Receipt
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.links import Links
from pursuit.integrations.intake.notes import Notes
from pursuit.integrations.intake.together import attempt
from pursuit.kernel import events, imported, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.models import ImportBatch
from pursuit.kernel.money import Money

KIND, MONEY = "receivable", "receivable:receipt"
PAID = "received"  # the sum of what came, on the receipt
NOTHING: Mapping[str, object] = {}
KEYWORDS = ("name", "trigger", "due_on", "amount", "paid", "paid_on", "payer", "note")


@dataclass(slots=True)
class ReceivableWriter:
    """Writes the drafts of such a table. notes: who writes, for which batch, into which receipt."""

    notes: Notes

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller."""
        notes = self.notes
        counts = notes.receipt.counts(KIND)
        links = Links(notes.lookups)
        links.prime(drafts)
        for draft in drafts:
            self._tie(draft, links)
        good = [draft for draft in drafts if not draft.faults]
        known = imported.marked(notes.actor, notes.source, KIND, {draft.source_id for draft in good})
        fresh = [draft for draft in good if draft.source_id not in known]
        for draft in fresh:
            if "paid" in draft.values and "paid_on" not in draft.values:
                told = _("No day of payment is given: the day on which it was due is taken.")
                notes.receipt.remark(_("Receivable %d") % draft.number, told)
        self._make(fresh)
        there = [draft for draft in good if draft.source_id in known]
        self._compare(there)
        counts.created += sum(not draft.faults for draft in fresh)
        counts.unchanged += len(there)
        counts.rows += len(drafts)
        counts.rejected += sum(bool(draft.faults) for draft in drafts)
        self._sums(drafts)
        return []

    @staticmethod
    def _tie(draft: Draft, links: Links) -> None:
        if draft.faults:
            return
        found = links.contract(draft)
        if found.pk is None:
            said = found.why or _("The row does not name a contract.")
            draft.faults.append(Fault("", "unknown_parent", said))
        elif not any(isinstance(draft.values.get(name), Money) for name in ("amount", "paid")):
            told = _("The row says neither what is due nor what was paid.")
            draft.faults.append(Fault("", "missing", told))
        else:
            draft.extra["contract"] = found.pk

    def _make(self, drafts: Sequence[Draft]) -> None:
        batch = self.notes.batch
        if batch is None:
            return
        made, no = attempt(drafts, self._written)
        for draft, reason in no:
            draft.faults += faults.of(reason)
        told = [(draft.source_id, row.pk if row else 0, _said(draft)) for draft, row, _receipt in made]
        intake.mark_all(batch, KIND, told)
        came = [(draft.source_id, receipt.pk, NOTHING) for draft, _row, receipt in made if receipt is not None]
        intake.mark_all(batch, MONEY, came)

    def _written(self, drafts: Sequence[Draft]) -> list[tuple[Draft, Instalment | None, Receipt | None]]:
        done = []
        with context(self.notes.actor, source=self.notes.source, batch=self.notes.batch.pk if self.notes.batch else 0):
            for draft in drafts:
                given = {name: draft.values[name] for name in KEYWORDS if name in draft.values}
                row, receipt = import_receivable.run(self.notes.actor, {"contract": draft.extra["contract"], **given})
                done.append((draft, row, receipt))
        return done

    def _compare(self, drafts: Sequence[Draft]) -> None:
        """What came before and stands otherwise in the file now is told: money is not changed behind people's backs."""
        last = intake.said(self.notes.actor, self.notes.source, KIND, [draft.source_id for draft in drafts])
        for draft in drafts:
            if last.get(draft.source_id) != _said(draft):
                told = _("This row says something else than when it was brought: change it at the payment plan.")
                self.notes.receipt.remark(_("Receivable %d") % draft.number, told)
                self.notes.receipt.kept += 1

    def _sums(self, drafts: Sequence[Draft]) -> None:
        """What the rows say, and what is stored for those that are in."""
        notes = self.notes
        for name, code in (("amount", KIND), ("paid", PAID)):
            for draft in drafts:
                money = draft.values.get(name)
                if isinstance(money, Money):
                    notes.receipt.ledger(code, money.currency).file += money.minor
                    if notes.batch is None and not draft.faults:
                        notes.receipt.ledger(code, money.currency).stored += money.minor
        if notes.batch is None:
            return
        ids = {draft.source_id for draft in drafts if not draft.faults}
        rows = imported.marked(notes.actor, notes.source, KIND, ids)
        came = imported.marked(notes.actor, notes.source, MONEY, ids)
        plan = Instalment.objects.visible_to(notes.actor).filter(pk__in=rows.values())
        for minor, currency in plan.values_list("amount", "currency"):
            notes.receipt.ledger(KIND, currency).stored += minor
        paid = Receipt.objects.visible_to(notes.actor).filter(pk__in=came.values())
        for minor, currency in paid.values_list("amount", "amount_currency"):
            notes.receipt.ledger(PAID, currency).stored += minor


def _said(draft: Draft) -> Mapping[str, object]:
    return {name: events.plain(draft.values[name]) for name in ("due_on", "amount", "paid", "paid_on")
            if name in draft.values}  # fmt: skip


def take_back(actor: Actor, batch: ImportBatch) -> list[str]:
    """Instalments and allocations of a batch go, before its receipts and contracts do. Returns the names of those that
    stay."""
    rows, came = intake.marks(actor, batch, KIND), intake.marks(actor, batch, MONEY)
    later = imported.touched_since(actor, batch, [one.row for one in came])
    context_ = context(actor, source=batch.source, batch=batch.pk)
    with context_:
        stay = set(remove_imported.run(actor, {
            "instalments": [one.row for one in rows if one.row],
            "receipts": [one.row for one in came if one.row not in later],
        }))  # fmt: skip
    intake.unmark(actor, [one for one in rows if one.row not in stay])
    intake.unmark(actor, [one for one in came if one.row not in later])
    left = Instalment.objects.visible_to(actor).filter(pk__in=stay).select_related("contract__subject")
    return [f"{row.contract.title} · {row.name}" for row in left]


__all__ = ["KIND", "ReceivableWriter", "take_back"]
