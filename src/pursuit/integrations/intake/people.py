"""People named in a file get an account here that nobody can sign in to before being invited; units come with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.importing import import_person
from pursuit.domain.people.actions.units import create_unit
from pursuit.domain.people.actions.users import create_user
from pursuit.integrations.csv_xlsx.values import BadValue
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.receipt import Counts, Receipt
from pursuit.kernel import imported, intake, pinyin
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ImportBatch, OrgUnit

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class PeopleWriter:
    """Writes the drafts of people for one batch. A person already known by name or username is left alone."""

    actor: Actor
    batch: ImportBatch | None  # none in a dry run
    lookups: Lookups
    receipt: Receipt
    dry: bool = False

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller."""
        counts = self.receipt.counts("person")
        made = [pk for draft in drafts if not draft.faults and (pk := self._one(draft, counts))]
        counts.rows += len(drafts)
        counts.rejected += sum(bool(draft.faults) for draft in drafts)
        return made

    def newcomer(self, name: str) -> int | None:
        """Somebody another table names as owner or author: an account nobody can sign in to before being invited.
        Raises BadValue where that is refused."""
        counts = self.receipt.counts("person")
        draft = Draft(0, (), source_id=f"name:{plain(name)}"[:120], values={"name": name[:80]})
        found = self._one(draft, counts)
        if found is None:
            raise BadValue("unknown_value", draft.faults[0].message)
        counts.rows += 1
        return found

    def _one(self, draft: Draft, counts: Counts) -> int | None:
        name = str(draft.values["name"])
        known = self._known(draft, name)
        if known is not None:
            self.lookups.people.setdefault(plain(name), known)
            counts.unchanged += 1
            return known
        if plain(name) in self.lookups.namesakes:
            said = _("Several people here are called “%s”: name the one that is meant by the account.") % name
            draft.faults.append(Fault("", "ambiguous", said))
            return None
        if self.dry:
            counts.created += 1
            self.lookups.people[plain(name)] = -counts.created
            return -counts.created
        try:
            with transaction.atomic():
                values = {"username": self._username(name), **draft.values}
                if (unit := self._unit(str(draft.extra.get("unit_name", "")))) is not None:
                    values["unit"] = unit
                made = (create_user if "unit" in values else import_person).run(self.actor, values)
                if self.batch is not None:
                    intake.mark(self.batch, "person", draft.source_id, made.pk)
        except Refused as no:
            draft.faults += faults.of(no)
            return None
        self.lookups.people[plain(name)] = made.pk
        self.lookups.strangers.add(made.pk)
        counts.created += 1
        return int(made.pk)

    def _known(self, draft: Draft, name: str) -> int | None:
        """Who came from this row before, whatever became of their name and account, or is known by what it says."""
        before = imported.marked(self.actor, self.lookups.source, "person", [draft.source_id])
        words = (name, str(draft.values.get("username") or ""), str(draft.values.get("email") or ""))
        found = (self.lookups.people.get(plain(word)) for word in words if word)
        return before.get(draft.source_id) or next((pk for pk in found if pk is not None), None)

    def _unit(self, name: str) -> int | None:
        """The unit of this name, made below the company if there is none; None before the company itself is there."""
        known = self.lookups.units.get(plain(name))
        root = self.lookups.root
        if known is not None or root is None or not name:
            return known
        key = f"name:{plain(name)}"
        if (before := imported.marked(self.actor, self.lookups.source, "unit", [key]).get(key)) is not None:
            self.lookups.units[plain(name)] = before  # renamed or closed here since it came
            return before
        made: OrgUnit = create_unit.run(self.actor, {"name": name, "parent": root})
        if self.batch is not None:
            intake.mark(self.batch, "unit", key, made.pk)
        self.lookups.units[plain(name)] = made.pk
        return int(made.pk)

    def _username(self, name: str) -> str:
        """From the name; a number behind it where it is taken."""
        latin = name if name.isascii() else pinyin.sort_key(name)
        base = _NOT_LETTERS.sub(".", latin.lower()).strip(".")[:60] or "person"
        base = base if len(base) > 1 else f"{base}."
        taken = imported.usernames(self.actor, base)
        return next(word for word in (base, *(f"{base}{n}" for n in range(2, len(taken) + 3))) if word not in taken)
