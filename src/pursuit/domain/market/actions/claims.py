"""What the registration actions share: one at a time, checked against all standing claims, freed of those gone."""

from pursuit.domain.market.fields import RegistrationChanges
from pursuit.domain.market.models import Registration, RegistrationHit
from pursuit.domain.market.queries import registrations as queries
from pursuit.domain.market.rules import conflict
from pursuit.kernel import context as surroundings
from pursuit.kernel import records, revision
from pursuit.kernel.actor import Actor

OPEN = ("pending", "conflict")
STANDING = (*OPEN, "accepted")
# A change of these makes it another claim: it is checked anew.
CLAIM = {"title", "owner_name", "tender_no", "account"}


def one_by_one() -> None:
    """Changes of registrations queue on one row until commit: two claims at once must not overlook each other."""
    revision.bump("market.registrations")


def load(actor: Actor, pk: int, right: str, version: int | None = None) -> Registration:
    """A registration, with all others standing still."""
    one_by_one()
    return records.load(Registration, actor, pk, right, version)


def value(row: Registration, name: str) -> object:
    """The present value of a keyword of the claim."""
    return getattr(row, "account_id" if name == "account" else name)


def check(row: Registration, fields: RegistrationChanges | None = None) -> None:
    """Set keys and state by who else has claimed it, and note every hit."""
    new = fields or {}
    row.owner_key = conflict.owner_key(new.get("owner_name", row.owner_name))
    row.tender_key = conflict.tender_key(new.get("tender_no", row.tender_no))
    account = new.get("account", row.account_id)
    claim = conflict.Claim(row.owner_key, new.get("title", row.title), row.tender_key, account)
    found = queries.rivals(claim, row.pk)
    RegistrationHit.objects.filter(registration=row).delete()
    # Who was in conflict with it and is no longer, because this is another project now, is free of it.
    past = RegistrationHit.objects.filter(other=row).exclude(registration__in=[other.pk for other, _like in found])
    freed = list(past.values_list("registration_id", flat=True))
    past.delete()
    _free(freed)
    RegistrationHit.objects.bulk_create(
        RegistrationHit(
            registration=row,
            other=other,
            hard=like.hard,
            score=like.score,
            reasons=list(like.reasons),
            found_at=surroundings.moment(),
        )
        for other, like in found
    )
    row.state = "conflict" if found else "pending"


def relieve(gone: list[int]) -> None:
    """Open claims that were in conflict only with claims that stand no longer are just pending."""
    _free(list(RegistrationHit.objects.filter(other__in=gone).values_list("registration_id", flat=True)))


def _free(candidates: list[int]) -> None:
    for row in Registration.objects.filter(pk__in=candidates, state="conflict"):
        standing = RegistrationHit.objects.filter(
            registration=row, other__state__in=STANDING, other__subject__deleted_at=None
        )
        if not standing.exists():
            Registration.objects.filter(pk=row.pk).update(state="pending")
