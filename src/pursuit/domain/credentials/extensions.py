"""What the room declares."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from pursuit.domain.credentials.fields import CredentialChanges
from pursuit.domain.credentials.models import Credential, CredentialUse
from pursuit.domain.credentials.queries.credentials import CREDENTIALS, EDIT, USE, VIEW
from pursuit.kernel import extensions, listing, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.rights import Right

STAFF = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)
KEEPERS = {
    **dict.fromkeys(("admin", "director", "presales", "operations"), "all"),
    "manager": "subtree",
    "seller": "own",
    "delivery": "own",
}
USERS = dict.fromkeys(("admin", "director", "manager", "seller", "presales", "operations"), "all")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See credentials"), shared="view", defaults=STAFF),
        Right(EDIT, _("Edit credentials"), shared="edit", defaults=KEEPERS),
        Right(USE, _("Occupy credentials for bids"), defaults=USERS),
    )
    visible.row_type("credential_use", _uses)
    extensions.register(
        SubjectType(
            code="credential",
            label=_("Credential"),
            model=Credential,
            view_right=VIEW,
            edit_right=EDIT,
            url_name="credentials:credential",
            icon="certificate",
            fields=CredentialChanges,
            search_text=_text,
        )
    )
    extensions.refer("account", Reference(Credential, "account"))
    listing.register(CREDENTIALS)


def _uses(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(CredentialUse.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _text(row: Credential) -> Iterable[str]:
    yield from (row.number, row.level, row.issuer, row.holder_name, row.tags)
    if row.holder is not None:
        yield row.holder.name
