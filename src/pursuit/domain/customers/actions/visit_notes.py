"""A visit and the promises made there, written down in one go."""

from collections.abc import Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.customers.actions.commitments import add_commitment
from pursuit.domain.customers.actions.common import EDIT_VISIT
from pursuit.domain.customers.actions.visits import create_visit, delete_visit
from pursuit.domain.customers.fields.visit import NewVisit
from pursuit.domain.customers.models import Visit
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event

# Each a line of add_commitment's keywords; that action reads them.
Promises = Annotated[list[dict[str, object]], Field(max_length=20), Label(_("Commitments"), widget="hidden")]


def _undo(actor: Actor, events: Sequence[Event]) -> object:
    visit = next(event for event in events if event.verb == "visit.created")
    return delete_visit(actor=actor, visit=visit.subject_id or 0)


@action("customers.record_visit", right=EDIT_VISIT, inverse=_undo)
def record_visit(*, actor: Actor, commitments: Promises | None = None, **fields: Unpack[NewVisit]) -> Visit:
    """Write down a visit with what was promised. A fault in the second promise comes back as commitments.1.<field>."""
    row = create_visit.run(actor, fields)
    for at, promise in enumerate(commitments or []):
        try:
            add_commitment.run(actor, {**promise, "visit": row.pk})
        except Invalid as no:
            raise Invalid({f"commitments.{at}.{name}": fault for name, fault in no.faults.items()}) from no
        except Refused as no:
            raise Refused(no.code, no.message, f"commitments.{at}.{no.field or 'text'}") from no
    return row
