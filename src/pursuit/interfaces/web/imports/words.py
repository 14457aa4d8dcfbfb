"""What a receipt says, in words: kinds, sums, faults, what the file did not give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.kinds import get
from pursuit.integrations.intake.plan import Plan
from pursuit.integrations.intake.receipt import Counts, Receipt, Sums
from pursuit.interfaces.web.records.views import subject_url
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject

FAULTS: dict[str, Text] = {
    "ambiguous_date": _("Day and month cannot be told apart"),
    "ambiguous_number": _("Point and comma cannot be told apart"),
    "amount_too_large": _("Amount too large"),
    "bad_amount": _("Not an amount"),
    "bad_date": _("Not a day"),
    "bad_flag": _("Neither yes nor no"),
    "bad_number": _("Not a number"),
    "bad_percent": _("Not a percentage"),
    "bad_quotes": _("Quotation marks do not match"),
    "bad_whole": _("Not a whole number"),
    "cell_too_long": _("Text too long"),
    "damaged_cell": _("Damaged cell"),
    "duplicate_id": _("The same id twice"),
    "error_cell": _("Error of a formula"),
    "formula_without_value": _("Formula without a value"),
    "missing": _("Something required is missing"),
    "missing_id": _("Id is missing"),
    "nul_byte": _("Forbidden character"),
    "rounded_id": _("Id was rounded by the spreadsheet"),
    "too_many_cells": _("More cells than columns"),
    "totals": _("Line of totals"),
    "no_parent": _("It does not say what it belongs to"),
    "too_many_choices": _("Too many different words"),
    "unknown_currency": _("Unknown currency"),
    "unknown_parent": _("What it belongs to is not here"),
    "unknown_value": _("Unknown word"),
}
VERBS_HERE: dict[str, Text] = {
    "kernel.import.began": _("began an import"),
    "kernel.import.undone": _("took an import back"),
}
LISTS = {
    "person": "people:list", "product": "catalogue:list", "account": "customers:list", "contact": "customers:contacts",
    "lead": "market:leads", "project": "projects:list", "task": "execution:list",
}  # fmt: skip
LISTS |= {
    "contract": "contracts:list", "receivable": "finance:instalments", "bond": "finance:bonds", "bid": "bids:list",
    "credential": "credentials:list",
}  # fmt: skip
UNMARKED = frozenset(("contract", "receivable", "bond"))  # lists that cannot be narrowed to an import
SUMMED: dict[str, Text] = {
    "contract": _("Contract amounts"),
    "receivable": _("Amounts due"),
    "received": _("Amounts paid"),
    "bond": _("Amounts of bonds"),
    "bid": _("Prices of bids"),
}
# What a good record of each kind has, in the order in which it is missed.
WANTED: dict[str, tuple[str, ...]] = {
    "account": ("industry", "tier", "owner", "region"),
    "contact": ("account", "mobile", "email"),
    "lead": ("company", "owner", "origin"),
    "contract": ("signed_on", "project_name"),
    "bond": ("out_on", "due_back_on", "project_name"),
    "credential": ("expires_on",),
    "project": ("account", "amount", "expected_sign_on", "owner", "stage", "next_step", "next_step_on", "created_at"),
    "task": ("owner", "due_on", "status"),
}
# Nothing of these stands in any table of another system.
NEVER: tuple[Text, ...] = (_("Decision chain"), _("Evidence for the decision points"), _("Team with roles"))
LINKS = 5


@dataclass(frozen=True, slots=True)
class KindLine:
    """The counts of one kind. records: some of those that were made, with their pages."""

    code: str
    label: Text
    counts: Counts
    url: str
    records: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class SumLine:
    """Amounts of one currency, in the file and here."""

    currency: str
    sums: Sums

    @property
    def same(self) -> bool:
        return self.sums.file == self.sums.stored and self.sums.won_file == self.sums.won_stored


def fault_words(code: str) -> Text:
    """What is wrong, for a heading."""
    return FAULTS.get(code, _("Not accepted"))


def kind_lines(
    receipt: Receipt, records: Mapping[str, Sequence[tuple[str, str]]] | None = None, batch: int | None = None
) -> list[KindLine]:
    """By kind; the address is that of the list of what the batch brought, none for 0: it was taken back."""
    found = []
    for code, counts in receipt.subjects.items():
        kind = get(code)
        url = reverse(LISTS[code]) if code in LISTS else ""
        if code in UNMARKED:
            url = url if batch != 0 else ""
        elif url and batch is not None and (code != "person" or not batch):
            url = f"{url}?f.batch={batch}" if counts.created and batch else ""
        found.append(KindLine(code, kind.label if kind else code, counts, url, (records or {}).get(code, ())))
    return found


def made(actor: Actor, batch: int, kinds: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Some records a batch made, by kind: title and address."""
    found = {}
    for kind in kinds:
        rows = Subject.objects.visible_to(actor).live().filter(batch=batch, type=kind).order_by("pk")[:LINKS]
        found[kind] = [(row.title, subject_url(row)) for row in rows]
    return found


def sum_lines(receipt: Receipt) -> list[SumLine]:
    """By currency."""
    return [SumLine(code, sums) for code, sums in receipt.sums.items()]


def ledger_lines(receipt: Receipt) -> list[tuple[Text, SumLine]]:
    """What the ledgers say and what is here, by kind and currency."""
    found = []
    for name, sums in receipt.ledgers.items():
        what, _space, currency = name.partition(" ")
        found.append((SUMMED.get(what, what), SumLine(currency, sums)))
    return found


def not_given(plan: Plan) -> list[tuple[Text, list[str]]]:
    """Fields of ours nothing in the files fills, by kind."""
    found: list[tuple[Text, list[str]]] = []
    for sheet in plan.sheets:
        kind = get(sheet.kind)
        if kind is None:
            continue
        filled = {column.field for column in sheet.columns.values()} | set(sheet.constants)
        lacking = [str(kind.targets[one].label) for one in WANTED.get(kind.code, ()) if one not in filled
                   and one in kind.targets]  # fmt: skip
        if kind.code == "project":
            lacking += [str(one) for one in NEVER[1 if "contacts" in filled else 0 :]]
        if lacking:
            found.append((kind.label, lacking))
    return found
