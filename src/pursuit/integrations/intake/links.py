"""Which project or contract a row of a ledger means: by number, else by name within its customer; several are none."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.lookups import Lookups
from pursuit.kernel import pinyin

Names = dict[str, list[tuple[int, int | None]]]  # (its number, its customer) by title


@dataclass(slots=True)
class Found:
    """What a row means. pk: None where it is not sure; why: what to tell then, "" where the row names nothing."""

    pk: int | None = None
    why: str = ""


@dataclass(slots=True)
class Links:
    """What the rows of a chunk name, read in a few statements."""

    lookups: Lookups
    accounts: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    titles: Names = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    contracts: Names = field(default_factory=dict)
    customers: dict[int, int | None] = field(default_factory=dict)  # of each contract

    def prime(self, drafts: Sequence[Draft]) -> None:
        """Look up together what these rows name."""
        actor = self.lookups.actor
        names = _words(drafts, "account_name")
        known = self.lookups.records("account")
        known.prime(names)
        self.accounts |= {name: pk for name in names if (pk := known.find(name)) is not None}
        short = Account.objects.visible_to(actor).live().filter(short_name__in=names - self.accounts.keys())
        self.accounts |= dict(short.values_list("short_name", "pk"))
        titles, codes = _words(drafts, "project_name"), _words(drafts, "project_code")
        if titles or codes:
            rows = Project.objects.visible_to(actor).live().filter(Q(code__in=codes) | _titled(titles))
            for pk, code, title, account in rows.values_list("pk", "code", "subject__title", "account_id"):
                self.codes[code] = pk
                _put(self.titles, title, pk, account)
        self._contracts(_words(drafts, "contract_name"), _words(drafts, "contract_number"))

    def _contracts(self, titles: set[str], numbers: set[str]) -> None:
        if not titles and not numbers:
            return
        known = self.lookups.records("contract")
        known.prime(titles | numbers)
        named = Q(code__in=numbers) | Q(their_number__in=numbers) | Q(pk__in=known.by_id.values()) | _titled(titles)
        rows = Contract.objects.visible_to(self.lookups.actor).live().filter(named)
        for pk, code, theirs, title, account in rows.values_list(
            "pk", "code", "their_number", "subject__title", "account_id"
        ):
            for number in {code, theirs} - {""}:
                if pk not in self.numbers.setdefault(number, []):
                    self.numbers[number].append(pk)
            _put(self.contracts, title, pk, account)
            self.customers[pk] = account
        for number, pk in known.by_id.items():
            if number in numbers and pk not in self.numbers.setdefault(number, []):
                self.numbers[number].append(pk)
        for title in titles:  # a dry run has them nowhere else
            for pk in known.by_title.get(title, []):
                _put(self.contracts, title, pk, None)

    def account(self, draft: Draft) -> int | None:
        """The customer of a row."""
        given = draft.values.get("account")
        return given if isinstance(given, int) else self.accounts.get(word(draft, "account_name"))

    def project(self, draft: Draft) -> Found:
        """The project of a row."""
        code, title = word(draft, "project_code"), word(draft, "project_name")
        if code in self.codes:
            return Found(self.codes[code])
        if not title:
            return Found(None, _("There is no project “%s” here.") % code if code else "")
        none = _("There is no project “%s” of this customer here.")
        many = _("Several projects are called “%s”: give its number.")
        return _one(self.titles.get(title, []), self.account(draft), none, many, title)

    def contract(self, draft: Draft) -> Found:
        """The contract of a row."""
        number, title = word(draft, "contract_number"), word(draft, "contract_name")
        by_number = self.numbers.get(number, []) if number else []
        if len(by_number) == 1:
            return Found(by_number[0])
        if len(by_number) > 1:
            return Found(None, _("Several contracts have the number “%s”.") % number)
        if number or not title:
            said = _("There is no contract “%s” here: bring the ledger of contracts first.") % number
            return Found(None, said if number else "")
        return _one(self.contracts.get(title, []), self.account(draft),
                    _("There is no contract “%s” here: bring the ledger of contracts first."),
                    _("Several contracts are called “%s”: give its number."), title)  # fmt: skip


def word(draft: Draft, name: str) -> str:
    """What a row says there, half-width."""
    return unicodedata.normalize("NFKC", str(draft.extra.get(name) or "")).strip() if name in draft.extra else ""


def _words(drafts: Sequence[Draft], name: str) -> set[str]:
    return {said for draft in drafts for said in (word(draft, name), str(draft.extra.get(name) or "")) if said}


def _titled(titles: set[str]) -> Q:
    return Q(subject__title__in=titles, subject__title_key__in=set(map(pinyin.sort_key, titles)))


def _put(names: Names, title: str, pk: int, account: int | None) -> None:
    for one in {title, unicodedata.normalize("NFKC", title)}:
        known = names.setdefault(one, [])
        if all(other != pk for other, _account in known):
            known.append((pk, account))


def _one(found: Sequence[tuple[int, int | None]], account: int | None, none: str, many: str, said: str) -> Found:
    """The only one, of this customer where one is known."""
    if account is not None:
        found = [one for one in found if one[1] in (account, None)]
    if len(found) == 1:
        return Found(found[0][0])
    return Found(None, (many if found else none) % said[:80])
