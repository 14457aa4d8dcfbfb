"""Customers a ledger names and nobody has here are made, once, with nothing but their name."""

from dataclasses import dataclass

from django.db import transaction

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.integrations.csv_xlsx.values import BadValue
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.receipt import Receipt
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ImportBatch

LONGEST = 200


@dataclass(slots=True)
class Founder:
    """For one batch; in a dry run they get numbers below zero."""

    actor: Actor
    batch: ImportBatch | None
    lookups: Lookups
    receipt: Receipt

    def account(self, name: str) -> int:
        """The customer of this name or short name. Raises BadValue where none can be made."""
        known = self.lookups.records("account")
        rows = Account.objects.visible_to(self.actor).live().filter(short_name=name)[:2]
        if len(rows) == 1:
            known.by_title[name] = [rows[0].pk]
            return int(rows[0].pk)
        counts = self.receipt.counts("account")
        if self.batch is None:
            pk = -counts.created - 1
        else:
            try:
                with transaction.atomic(), context(self.actor, source=self.batch.source, batch=self.batch.pk):
                    source_id = f"name:{plain(name)}"[:120]
                    pk = create_account.run(self.actor, {"title": name[:LONGEST], "source_id": source_id}).pk
            except Refused as no:
                raise BadValue(no.code, no.message) from no
        counts.created += 1
        counts.rows += 1
        known.asked.add(name)
        known.made(pk, "", name)
        return int(pk)
