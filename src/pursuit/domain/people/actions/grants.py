"""Who holds which role, where."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Colleague, PersonId, RoleId, Unit
from pursuit.domain.people.queries import levels
from pursuit.domain.people.queries.roles import scopes_of
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing
from pursuit.kernel.models import Grant

EDIT = "roles.edit"


@action("people.grant_role", right=EDIT, public="roles.grant")
def grant_role(*, actor: Actor, user: Colleague, role: RoleId, unit: Unit | None = None) -> Grant:
    """Give a person a role, counted from a unit or from their own. Nobody gives more than they hold."""
    person = rows.person(user)
    if person.pk == actor.user_id and not levels.stands_at_top(actor):
        raise Forbidden("own_role", _("Somebody else must give you a role."), "user")
    levels.require_below(actor, person)
    levels.require_lends(actor, scopes_of(role))
    here = Q(unit_id=unit) if unit else Q(unit=None)
    if Grant.objects.filter(here, user=person, role_id=role).exists():
        raise Conflict("granted", _("%s holds this role here already.") % person)
    row = Grant.objects.create(user=person, role_id=role, unit_id=unit, granted_by=actor.user)
    events.record(actor, "people.role.granted", None, user=person.pk, role=role, unit=unit)
    # What the role reaches from that unit is known only now; a refusal rolls the grant back.
    levels.require_below(actor, person)
    return row


@action("people.revoke_role", right=EDIT, public="roles.revoke")
def revoke_role(*, actor: Actor, user: PersonId, role: RoleId, unit: int | None = None) -> None:
    """Take a role from a person; somebody remains administrator."""
    person = rows.person(user)
    levels.require_below(actor, person)
    here = Q(unit_id=unit) if unit else Q(unit=None)
    if not Grant.objects.filter(here, user=person, role_id=role).delete()[0]:
        raise Missing("not_found", _("%s does not hold this role here.") % person)
    levels.keep_an_administrator()
    events.record(actor, "people.role.revoked", None, user=person.pk, role=role, unit=unit)
