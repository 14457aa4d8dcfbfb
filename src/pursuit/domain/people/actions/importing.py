"""People another system names: known here by name from now on, without a way in before somebody invites them."""

from typing import Unpack

from pursuit.domain.people.actions.users import enter
from pursuit.domain.people.fields import NewPerson
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User


@action("people.import_person", right="import.history")
def import_person(*, actor: Actor, **fields: Unpack[NewPerson]) -> User:
    """An account without a unit and without a role."""
    return enter(actor, fields)
