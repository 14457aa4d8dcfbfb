"""Look-ups that depend on another field: the contacts of the chosen account."""

from collections.abc import Mapping

from django.db.models import Q

from pursuit.domain.customers.queries import contacts
from pursuit.kernel.actor import Actor


def of_account(actor: Actor, params: Mapping[str, str]) -> Q | None:
    """Contacts of the account the form names; everybody while it names none."""
    account = params.get("account", "")
    return Q(pk__in=contacts.at(actor, int(account))) if account.isdecimal() and len(account) < 18 else None
