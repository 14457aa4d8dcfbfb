"""Rows of ledgers become contracts, bonds, bids and certificates, tied to customers, projects and contracts by name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.importing import import_result
from pursuit.domain.bids.actions.results import clear_result
from pursuit.domain.bids.models import Bid
from pursuit.domain.contracts.actions.importing import import_standing
from pursuit.domain.contracts.actions.states import unsign_contract
from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions.bonds import reopen_bond
from pursuit.domain.finance.actions.importing import import_return
from pursuit.domain.finance.models import Bond
from pursuit.domain.playbooks.actions.tenders import remove_tender_date
from pursuit.domain.playbooks.models import TenderDate
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.drafts import BY_NAME, Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.links import Links, word
from pursuit.integrations.intake.making import Made, Maker, Order
from pursuit.integrations.intake.writing import Begun, Writer
from pursuit.kernel import access, events, imported, intake
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ImportBatch, Record, Subject
from pursuit.kernel.money import Money

OPENED = "bid:opening"  # marks of days of opening that came with bids
WENT = "went:"  # begins the kind of a mark: a record that was here went on, as the ledger says
# The sums of a kind that are compared with the file: keyword, column, currency.
SUMMED: Mapping[str, tuple[str, str, str]] = {
    "contract": ("amount", "amount", "amount_currency"),
    "bond": ("amount", "amount", "amount_currency"),
    "bid": ("price", "price", "price_currency"),
}
NUMBERS = {"contract": "their_number", "bid": "number", "credential": "number"}  # what is also the id of a row
NEAR = ("project", "about", "account")  # whose owner a paper has that names none
FURTHER: Mapping[str, tuple[AnyAction, tuple[str, ...]]] = {
    "contract": (import_standing, ("signed_on", "standing")),
    "bond": (import_return, ("returned_on", "standing")),
    "bid": (import_result, ("outcome", "decided_on", "winner_name", "winning_price", "reason")),
}


@dataclass(slots=True)
class PlainMaker(Maker):
    """One by one, each action doing all it does: rows of ledgers are few, and their actions write in several tables."""

    def make(self, orders: Sequence[Order], named: Mapping[str, Collection[int]]) -> list[Made]:  # noqa: ARG002
        return [self._one(order) for order in orders]

    def _one(self, order: Order) -> Made:
        try:
            with (
                transaction.atomic(),
                context(self.actor, at=order.at, source=self.source, batch=self.batch, original_author=order.by),
            ):
                row = self.kind.create.run(self.actor, order.data)
        except Refused as no:
            return [Fault(one.field, one.code, str(one.message)) for one in faults.of(no)]
        if not isinstance(row, Record):
            raise TypeError(f"{self.kind.create.code} gives no record")
        return row.pk, row.subject.title


@dataclass(slots=True)
class LedgerWriter(Writer):
    """Ties rows before they are written, and carries on what was open when it came. opened: projects whose tender has
    a day of opening without this import."""

    opened: set[int] = field(default_factory=set)

    def begin(self, drafts: Sequence[Draft]) -> Begun:
        links = Links(self.lookups)
        links.prime(drafts)
        for draft in drafts:
            if not draft.faults:
                self._tie(draft, links)
        if self.kind.code == "bid":
            self.opened = set(self._openings(drafts).values_list("project_id", flat=True))
        return Writer.begin(self, drafts)

    def _openings(self, drafts: Sequence[Draft]) -> QuerySet[TenderDate]:
        projects = [pk for draft in drafts if isinstance(pk := draft.values.get("project"), int)]
        return TenderDate.objects.visible_to(self.actor).filter(project__in=projects, kind="opening")

    def _tie(self, draft: Draft, links: Links) -> None:
        code = self.kind.code
        if code in NUMBERS and draft.source_id and not draft.source_id.startswith(BY_NAME):
            draft.values.setdefault(NUMBERS[code], draft.source_id[:80])
        if code == "credential":
            return
        project = links.project(draft)
        if code == "bid":
            self._of_bid(draft, project.pk, project.why)
            return
        name = "project" if code == "contract" else "about"
        found = links.contract(draft) if code == "bond" and word(draft, "contract_number") else project
        found = found if found.pk else project
        if found.pk is not None:
            draft.values[name] = found.pk
        elif found.why:
            self.receipt.remark(f"{self.kind.label} {draft.number}", found.why)

    def _of_bid(self, draft: Draft, project: int | None, why: str) -> None:
        if project is None:
            said = why or _("The row does not name a project.")
            draft.faults.append(Fault("", "unknown_parent", said))
        else:
            draft.values["project"] = project

    def _order(self, draft: Draft, now: datetime) -> Order:
        order = Writer._order(self, draft, now)
        near = next((draft.values[name] for name in NEAR if name in draft.values), None)
        if "owner" not in draft.values and isinstance(near, int):  # whoever has the project or customer has the paper
            about = Subject.objects.visible_to(self.actor).filter(pk=near).first()
            if about is not None and about.owner_id:
                order.data |= {"owner": about.owner_id} | ({"unit": about.unit_id} if about.unit_id else {})
        return order

    def _update(self, draft: Draft, row: Record) -> bool:
        changed = Writer._update(self, draft, row)
        return not draft.faults and (self._further(draft, row) or changed)

    def _further(self, draft: Draft, row: Record) -> bool:
        """Has the ledger gone on: signed, returned, decided?"""
        if self.kind.code not in FURTHER:
            return False
        how, names = FURTHER[self.kind.code]
        given = {name: draft.values[name] for name in names if draft.values.get(name)}
        if not _open(row) or not _says_more(row, given):
            return False
        if self.dry:
            return True
        before = {"effective_on": events.plain(row.effective_on)} if isinstance(row, Contract) else {}
        try:
            with transaction.atomic(), self._around():
                how.run(self.actor, {self.kind.code: row.pk, **given})
                batch = intake.batch(self.actor, self.batch)
                intake.mark_all(batch, f"{WENT}{self.kind.code}", [(f"{batch.pk}:{row.pk}", row.pk, before)])
        except Refused as no:
            draft.faults += faults.of(no)
            return False
        return True

    def end(self, begun: Begun, told: Sequence[Made]) -> list[int]:
        made = Writer.end(self, begun, told)
        if self.kind.code == "bid" and not self.dry:
            batch = intake.batch(self.actor, self.batch)
            fresh = self._openings(begun.drafts).exclude(project__in=self.opened)
            intake.mark_all(batch, OPENED, [(f"{batch.pk}:{one.pk}", one.pk, {"at": one.at}) for one in fresh])
            self.opened |= {one.project_id for one in fresh}
        if self.kind.code in SUMMED:
            self._sums(begun.drafts, made)
        return made

    def _sums(self, drafts: Sequence[Draft], made: Sequence[int]) -> None:
        keyword, column, currency = SUMMED[self.kind.code]
        for draft in drafts:
            money = draft.values.get(keyword)
            if isinstance(money, Money):
                self.receipt.ledger(self.kind.code, money.currency).file += money.minor
                if self.dry and not draft.faults:
                    self.receipt.ledger(self.kind.code, money.currency).stored += money.minor
        rows = self.model._default_manager.visible_to(self.actor).filter(pk__in=made)  # type: ignore[attr-defined]
        for minor, code in rows.filter(**{f"{column}__isnull": False}).values_list(column, currency):
            self.receipt.ledger(self.kind.code, code).stored += minor


def _open(row: Record) -> bool:
    """Is it where a ledger may carry it on?"""
    if isinstance(row, Contract):
        return row.state == "draft"
    if isinstance(row, Bond):
        return row.state == "out"
    return isinstance(row, Bid) and row.state != "decided"


def _says_more(row: Record, given: Mapping[str, object]) -> bool:
    if isinstance(row, Bid):
        return given.get("outcome") not in (None, "", "pending")
    standing = given.get("standing")
    if isinstance(row, Bond):
        return bool(given.get("returned_on")) or standing in ("returned", "lost")
    return standing != "draft" and bool(given.get("signed_on"))


def put_back(actor: Actor, batch: ImportBatch) -> list[int]:
    """What a batch carried on goes back to where it was, unless people went on with it. Returns what stays."""
    access.require(actor, intake.RIGHT)
    stay: list[int] = []
    ways: Mapping[str, tuple[AnyAction, Mapping[str, object]]] = {
        "contract": (unsign_contract, {"state": "draft"}),
        "bond": (reopen_bond, {}),
        "bid": (clear_result, {}),
    }
    for code, (way, more) in ways.items():
        for mark in intake.marks(actor, batch, f"{WENT}{code}"):
            if imported.touched_after(actor, batch, mark.row):
                stay.append(mark.row)
                continue
            try:
                with transaction.atomic(), context(actor, source=batch.source, batch=batch.pk):
                    way.run(actor, {code: mark.row, **more, **mark.data})
                    intake.unmark(actor, [mark])
            except Refused:
                stay.append(mark.row)
    for mark in intake.marks(actor, batch, OPENED):
        day = TenderDate.objects.visible_to(actor).filter(pk=mark.row, at=mark.data["at"]).first()
        if day is not None:
            with transaction.atomic(), context(actor, source=batch.source, batch=batch.pk):
                remove_tender_date.run(actor, {"date": day.pk})
        intake.unmark(actor, [mark])
    return stay
