"""Who stands above whom: nobody acts on a person, or gives a role, that reaches further than they do.

Whoever holds the shipped role `admin` stands at the top: rooms ship rights to others that the administrator
does not use, and someone must be able to grant those too.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.rules import reach as rule
from pursuit.kernel import rights
from pursuit.kernel.actor import Actor, Reach
from pursuit.kernel.errors import Forbidden
from pursuit.kernel.models import Grant, Role, User

TOP = "admin"
RULING = ("roles.edit", "people.edit", "org.edit")  # without these nobody could repair the grants
EVERYTHING = Reach(all=True, own=True)


def stands_at_top(actor: Actor) -> bool:
    """Does the actor hold the shipped role of administrators (or is it the system itself)?"""
    return actor.user.is_system or Grant.objects.filter(user_id=actor.user_id, role__code=TOP).exists()


def ceiling(actor: Actor) -> Mapping[str, Reach]:
    """How far the actor may give each right."""
    if stands_at_top(actor):
        return {right.code: EVERYTHING for right in rights.every() if actor.scope_allows(right.code)}
    return {right.code: actor.reach(right.code) for right in rights.every()}


def reaches_of(user: User) -> Mapping[str, Reach]:
    """The rights of a person's grants, also while the person is deactivated."""
    probe = User(pk=user.pk, username=user.username, is_active=True)
    declared = {right.code for right in rights.every()}
    return {code: reach for code, reach in Actor.of(probe).reaches.items() if code in declared}


def is_below(actor: Actor, user: User) -> bool:
    """May the actor act on this person? Oneself counts."""
    if user.pk == actor.user_id or stands_at_top(actor):
        return True
    top = Grant.objects.filter(user=user, role__code=TOP).exists()
    return not top and not rule.beyond(reaches_of(user), ceiling(actor))


def require_below(actor: Actor, user: User) -> None:
    """Refuse to act on somebody whose rights go further. Also called after a change, which then rolls back."""
    if not is_below(actor, user):
        raise Forbidden(
            "above_you", _("%s holds rights beyond yours: ask somebody with those rights to do this.") % user
        )


def require_lends(actor: Actor, scopes: Mapping[str, str]) -> None:
    """Refuse a role with rights that the actor does not hold as far."""
    if stands_at_top(actor):
        return
    own = ceiling(actor)
    known = {right.code: right for right in rights.every()}
    for code, scope in scopes.items():
        if code in known and not rule.lends(own.get(code), scope, scoped=known[code].scoped):
            raise Forbidden(
                "above_you",
                _("You cannot give or take the right “%s” this far: you do not hold it so yourself.")
                % known[code].label,
                "rights",
            )


def keep_an_administrator() -> None:
    """Refuse a change that would leave nobody who can repair the grants. Called after it, under a lock."""
    Role.objects.select_for_update().filter(code=TOP).first()
    held = Grant.objects.filter(role__code=TOP, user__is_active=True, user__is_system=False)
    ruling = Role.objects.filter(code=TOP, rights__right__in=RULING).count()
    if not held.exists() or ruling < len(RULING):
        raise Forbidden("last_administrator", _("Somebody must remain administrator: make another person one first."))
