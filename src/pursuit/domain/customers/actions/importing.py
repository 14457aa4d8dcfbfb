"""Bringing visits over with what was promised there: keywords of the ordinary actions, read by those actions' own
schemas, written in bulk. The events are those of the actions themselves.
"""

from collections.abc import Iterator
from typing import Annotated, cast

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from pursuit.domain.customers.actions import commitments, visits
from pursuit.domain.customers.actions.common import EDIT_VISIT
from pursuit.domain.customers.fields.visit import Evidence, NewCommitment, NewVisit, Outcome
from pursuit.domain.customers.models import Commitment, Visit
from pursuit.kernel import access, clock, collecting, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label, Moment, UserId


class Told(BaseModel):
    """When, and who wrote it down."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    at: Moment
    by: UserId


class Settled(Told):
    """How a promise ended."""

    outcome: Outcome
    evidence: Evidence = ""


class Promise(Told):
    """A commitment: the keywords of customers.add_commitment without the visit, and its end if it has one."""

    data: dict[str, object]
    settled: Settled | None = None


class PastVisit(Told):
    """The keywords of customers.create_visit, and what was promised there."""

    data: dict[str, object]
    promises: list[Promise] = []


Pasts = Annotated[list[PastVisit], Label(_("History"), widget="hidden")]
WithPromises = tuple[Visit, list[Commitment]]


@action("customers.import_visits", right="import.history")
def import_visits(*, actor: Actor, pasts: Pasts) -> list[WithPromises]:
    """Visits of the past, in the order given, each with its commitments."""
    access.require(actor, EDIT_VISIT)
    with collecting.collected(actor, new=len(pasts)):
        stories = [_Story(actor, past) for past in pasts]
        # Their events name them by number: they are written at once, the visits when the block ends.
        Commitment.objects.bulk_create(made for story in stories for made in story.promise())
        for story in stories:
            story.tell()
    return [(story.row, story.made) for story in stories]


class _Story:
    """One visit in memory."""

    def __init__(self, actor: Actor, past: PastVisit) -> None:
        self.actor, self.past = actor, past
        self.made: list[Commitment] = []
        given = visits.create_visit.schema.read(actor, past.data)
        source_id = str(given.pop("source_id", ""))
        self.fields = cast("NewVisit", given)
        with surroundings.told(self.actor, past.at, past.by):
            self.row, self.began = visits.drafted(actor, source_id, self.fields)
        collecting.defer(self.row)

    def promise(self) -> Iterator[Commitment]:
        """The commitments as they stand in the end."""
        for one in self.past.promises:
            given = commitments.add_commitment.schema.read(self.actor, one.data)
            if {"visit", "account"} & given.keys():
                raise Refused("other_account", _("This visit was at another customer."), "account")
            with surroundings.told(self.actor, one.at, one.by):
                made = commitments.drafted(self.actor, self.row.account_id, self.row, cast("NewCommitment", given))
            if one.settled is not None:
                made.state, made.evidence, made.version = one.settled.outcome, one.settled.evidence, 2
                made.kept_on = clock.day_of(one.settled.at) if one.settled.outcome == "kept" else None
            self.made.append(made)
            yield made

    def tell(self) -> None:
        """What is heard of it."""
        with surroundings.told(self.actor, self.past.at, self.past.by):
            collecting.later(visits.participants(self.actor, self.row, self.fields))
            records.announce(self.row, self.actor, self.began)
        for one, made in zip(self.past.promises, self.made, strict=True):
            with surroundings.told(self.actor, one.at, one.by):
                commitments.tell_made(self.actor, made)
            if (end := one.settled) is not None:
                with surroundings.told(self.actor, end.at, end.by):
                    after = {
                        "state": ("open", made.state),
                        "kept_on": (None, made.kept_on),
                        "evidence": ("", made.evidence),
                    }
                    changes = {name: pair for name, pair in after.items() if pair[0] != pair[1]}
                    commitments.tell(self.actor, commitments.CLOSED, made, changes)
