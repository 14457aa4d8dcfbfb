"""Which bid or project occupies a credential: a person's certificate stands in one at a time."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pursuit.domain.credentials.fields import About, CredentialId, UseId
from pursuit.domain.credentials.models import Credential, CredentialUse
from pursuit.domain.credentials.queries.credentials import EDIT, USE, taken
from pursuit.kernel import access, events, pickers, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE


def _undo_occupy(actor: Actor, happened: Sequence[Event]) -> object:
    return release_credential(actor=actor, use=happened[0].payload.data["use"])


@action("credentials.occupy", right=USE, public="credentials.occupy", inverse=_undo_occupy)
def occupy_credential(*, actor: Actor, credential: CredentialId, subject: About) -> CredentialUse:
    """A bid or project stands on it from now on. What is exclusive and occupied elsewhere is refused."""
    row = records.load(Credential, actor, credential, USE)
    now = taken([row.pk]).get(row.pk, [])
    if subject in now:
        return CredentialUse.objects.get(credential=row, subject=subject, released_at=None)
    if row.exclusive and now:
        raise Conflict("occupied", _("“%(paper)s” is occupied: %(where)s.") % {
            "paper": row.title, "where": where(actor, now[0])}, "credential")  # fmt: skip
    made = CredentialUse.objects.create(
        credential=row, subject_id=subject, by_id=surroundings.author(actor), at=surroundings.moment()
    )
    records.touch(row)
    events.record(actor, "credential.occupied", row.subject, use=made.pk)
    return made


def _undo_release(actor: Actor, happened: Sequence[Event]) -> object:
    use = CredentialUse.objects.filter(pk=happened[0].payload.data["use"]).first()
    if use is None:
        raise Missing("not_found", GONE)
    return occupy_credential.run(actor, {"credential": use.credential_id, "subject": use.subject_id})


@action("credentials.release", right=USE, public="credential-uses.release", inverse=_undo_release)
def release_credential(*, actor: Actor, use: UseId) -> CredentialUse:
    """It is free again. For those who see what occupies it, and for its keepers."""
    row = CredentialUse.objects.visible_to(actor).filter(pk=use).first()
    if row is None:
        raise Missing("not_found", GONE)
    about = records.load(Credential, actor, row.credential_id, USE)
    if not access.sees(actor, row.subject_id):
        access.require(actor, EDIT, about.subject)
    if row.released_at is not None:
        raise Conflict("released", _("It was released already."))
    row.released_at = surroundings.moment()
    row.save()
    records.touch(about)
    events.record(actor, "credential.released", about.subject, use=row.pk)
    return row


def release_all(actor: Actor, subject: int) -> int:
    """Whatever a bid occupies is free: it came to nothing."""
    rows = CredentialUse.objects.filter(subject=subject, released_at=None, credential__subject__deleted_at=None)
    found = list(rows.values_list("pk", flat=True))
    for pk in found:
        release_credential(actor=actor, use=pk)
    return len(found)


def where(actor: Actor, subject: int) -> str:
    """What occupies it, by name for those who see it."""
    return pickers.titles([subject], actor).get(subject) or _("a bid you cannot see")
