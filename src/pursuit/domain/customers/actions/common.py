"""What the room's actions share: undo over several events, keys for recognising, a look at what still hangs on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from pursuit.domain.customers.models import Account, Contact, MatchKey
from pursuit.domain.customers.rules import duplicates
from pursuit.domain.customers.rules.duplicates import Key
from pursuit.kernel import blank, collecting, references, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Event, Record

EDIT = "customers.edit"
EDIT_CONTACT = "customers.contact.edit"
EDIT_VISIT = "customers.visit.edit"


def before_all(events: Sequence[Event], fields: Mapping[str, object]) -> dict[str, object]:
    """The keywords that set a record back to what it was before one run; what is no keyword is left out."""
    values: dict[str, object] = {}
    for event in reversed(events):
        values |= undo.before_values(event)
    return {name: value for name, value in values.items() if name in fields}


def moment() -> datetime:
    """When the present action counts as done (an import may say so)."""
    return surroundings.moment()


def keys_of(row: Account | Contact) -> set[Key]:
    """By what a record is recognised, from its present values."""
    if isinstance(row, Account):
        return duplicates.account_keys(row.title, row.short_name, row.credit_code, row.phone, row.website)
    return duplicates.contact_keys(row.title, row.mobile, row.phone, row.email, row.wechat)


def sync_keys(row: Account | Contact, before: set[Key]) -> None:
    """Write the keys that came, remove those that went; keys left by a merged record stay."""
    after = keys_of(row)
    for kind, value in before - after:
        MatchKey.objects.filter(subject_id=row.pk, kind=kind, value=value).delete()
    add_keys(row, after - before)


def add_keys(row: Account | Contact, keys: set[Key] | None = None) -> None:
    """Write keys (all of the record's own) that are not there yet."""
    wanted = keys_of(row) if keys is None else keys
    MatchKey.objects.bulk_create(_match_keys(row, wanted), ignore_conflicts=True)


def new_keys(row: Account | Contact) -> None:
    """The keys of a record that has just been made."""
    collecting.beside(_match_keys(row, keys_of(row)))


def _match_keys(row: Account | Contact, keys: set[Key]) -> list[MatchKey]:
    return [blank.row(MatchKey, subject_id=row.pk, kind=kind, value=value) for kind, value in sorted(keys)]


def refuse_in_use(row: Record) -> None:
    """Refuse to hide a record on which live records hang, naming them."""
    found = references.live_uses(row)
    if found:
        named = ", ".join(f"{label}: {count}" for label, count in found)
        raise Conflict("in_use", _("This is still in use (%s): move or delete those first, or merge it.") % named)


def refuse_merged(row: Account | Contact) -> None:
    """A record that was merged away comes back only by undoing the merge."""
    if row.merged_into_id is not None:
        raise Conflict("merged", _("This was merged into another record: undo the merge there."))
