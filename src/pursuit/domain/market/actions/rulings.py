"""Ruling on registrations: who gets the project, for how long, and why. Every ruling is a row of its own."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.actions.claims import OPEN, check, load, relieve
from pursuit.domain.market.fields import Days, RegistrationId, RegistrationIds, RulingReason, Verdict
from pursuit.domain.market.models import Registration, RegistrationRuling
from pursuit.domain.market.queries import registrations as queries
from pursuit.kernel import bulk, clock, jobs, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version

RULE = "market.rule"
# From this likeness on two claims cannot both be protected.
SAME = 90


@action("market.rule_registration", right=RULE, public="registrations.rule")
def rule_registration(
    *,
    actor: Actor,
    registration: RegistrationId,
    verdict: Verdict,
    reason: RulingReason,
    against: RegistrationIds | None = None,
    version: Version | None = None,
) -> Registration:
    """Who gets the project, and why. `against` names the registrations that lose by it."""
    row = load(actor, registration, RULE, version)
    if row.state not in OPEN:
        raise Conflict("ruled", _("This was decided already: %s.") % dict(queries.STATES)[row.state])
    losers = [load(actor, pk, RULE) for pk in sorted(set(against or [])) if pk != row.pk]
    if verdict == "rejected":
        if losers:
            raise Refused("no_winner", _("Whoever is rejected wins against nobody."), "against")
        _rule(actor, row, "rejected", reason)
        relieve([row.pk])
        return row
    _refuse_two_winners(row, {loser.pk for loser in losers})
    for loser in losers:
        if loser.state == "rejected":
            raise Conflict("ruled", _("“%s” was rejected already.") % loser.title)
        _rule(actor, loser, "rejected", reason, winner=row)
    _rule(
        actor, row, "accepted", reason, until=clock.day_of(surroundings.moment()) + timedelta(days=row.protection_days)
    )
    relieve([loser.pk for loser in losers])
    return row


@action("market.extend_registration", right=RULE, public="registrations.extend")
def extend_registration(
    *, actor: Actor, registration: RegistrationId, days: Days, reason: RulingReason, version: Version | None = None
) -> Registration:
    """Protect an accepted (or just expired) claim for longer, unless somebody else has the project by now."""
    row = load(actor, registration, RULE, version)
    if row.state not in ("accepted", "expired"):
        raise Conflict("not_protected", _("Only an accepted registration can be extended."))
    _refuse_two_winners(row, set())
    start = max(row.protected_until or clock.today(), clock.today())
    _rule(actor, row, "extended", reason, until=start + timedelta(days=days))
    return row


@action("market.reopen_registration", right=RULE, public="registrations.reopen")
def reopen_registration(
    *, actor: Actor, registration: RegistrationId, reason: RulingReason, version: Version | None = None
) -> Registration:
    """Take a ruling back: the claim is open again and checked anew."""
    row = load(actor, registration, RULE, version)
    if row.state in OPEN:
        raise Conflict("is_open", _("This registration has not been ruled on yet."))
    before = row.state
    check(row)
    state, row.state = row.state, before
    _rule(actor, row, "reopened", reason, state=state)
    return row


@action("market.expire_registration", right=RULE)
def expire_registration(*, actor: Actor, registration: RegistrationId) -> Registration:
    """The protection is over. Done by the nightly job."""
    row = load(actor, registration, RULE)
    if row.state != "accepted" or row.protected_until is None or row.protected_until >= clock.today():
        raise Conflict("not_over", _("This registration is not over."))
    _rule(actor, row, "expired", "", until=row.protected_until)
    relieve([row.pk])
    return row


def expire_all(actor: Actor, progress: jobs.Progress | None = None) -> int:
    """End every protection that is over; may be run again at any time."""
    over = Registration.objects.live().filter(state="accepted", protected_until__lt=clock.today())
    rows = [{"registration": pk} for pk in over.values_list("pk", flat=True)]
    count = sum(result.ok for result in bulk.run(expire_registration, actor, rows))
    if progress is not None:
        progress(count, len(rows))
    return count


def _rule(
    actor: Actor,
    row: Registration,
    verdict: str,
    reason: str,
    *,
    until: date | None = None,
    winner: Registration | None = None,
    state: str = "",
) -> None:
    """The ruling as a row of its own, and what it makes of the registration."""
    RegistrationRuling.objects.create(
        registration=row,
        verdict=verdict,
        reason=reason,
        winner=winner,
        protected_until=until,
        by_id=surroundings.author(actor),
        at=surroundings.moment(),
    )
    state = state or {"extended": "accepted"}.get(verdict, verdict)
    values = {"state": state, "protected_until": until}
    records.edit(row, actor, values, verb=f"registration.{verdict}")


def _refuse_two_winners(row: Registration, losers: set[int]) -> None:
    """One project, one protected claim: whoever holds it must be named as the one who loses it."""
    holders = [
        other
        for other, like in queries.rivals(queries.claim_of(row), row.pk)
        if other.state == "accepted" and (like.hard or like.score >= SAME) and other.pk not in losers
    ]
    if holders:
        raise Conflict(
            "protected",
            _("Somebody else's registration of this project is protected: rule on that one too."),
            "against",
        )
