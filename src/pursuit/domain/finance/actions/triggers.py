"""What an instalment hangs on has happened: the signed 验收单 or 签收单 is there, so it is owed."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import ACCEPT
from pursuit.domain.finance.fields import InstalmentId, Upload
from pursuit.domain.finance.models import Instalment
from pursuit.kernel import clock, files
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Day, Label
from pursuit.kernel.models import Event, StoredFile

HappenedOn = Annotated[Day, Label(_("Signed or received on"))]
FileId = Annotated[int, Label(_("File of the contract"), widget="hidden")]
NEEDS_PAPER = ("delivery", "preliminary", "final", "progress")


def _undo_accept(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "contract.instalment_owed")
    return reject_trigger(actor=actor, instalment=event.payload.data["instalment"])


@action("finance.accept_trigger", right=ACCEPT, public="instalments.accept", inverse=_undo_accept)
def accept_trigger(
    *,
    actor: Actor,
    instalment: InstalmentId,
    happened_on: HappenedOn,
    evidence: FileId | None = None,
) -> Instalment:
    """The customer has signed. evidence: the signed document, a file of the contract. Deliveries and acceptances are
    owed only with their paper."""
    row = keeping.instalment_for(actor, instalment, ACCEPT)
    if row.triggered_on is not None:
        raise Conflict("owed", _("This instalment is owed already."))
    if row.cancelled or not row.live:
        raise Conflict("not_in_force", _("The contract is not in force: nothing can be owed from it."))
    if happened_on > clock.today():
        raise Refused("ahead", _("It has not happened yet: give the day on which it was signed."), "happened_on")
    found = _paper(actor, row, evidence)
    if found is None and row.trigger in NEEDS_PAPER:
        raise Refused("no_paper", _("Upload the signed document: without it the customer owes nothing."), "file")
    due = row.due_on
    row.triggered_on, row.evidence = happened_on, found
    keeping.restate(row)
    keeping.told(
        actor, row.contract, "contract.instalment_owed", {"due_on": (due, row.due_on)}, instalment=row.pk, name=row.name
    )
    return row


@action("finance.reject_trigger", right=ACCEPT, public="instalments.unaccept")
def reject_trigger(*, actor: Actor, instalment: InstalmentId) -> Instalment:
    """It has not happened after all; nothing may be invoiced or paid on it yet."""
    row = keeping.instalment_for(actor, instalment, ACCEPT)
    if row.triggered_on is None:
        raise Conflict("not_owed", _("This instalment is not owed."))
    if row.invoiced or row.paid or row.written_off:
        raise Conflict("in_use", _("There is an invoice or money on it already."))
    due = row.due_on
    row.triggered_on = row.evidence = None
    keeping.replan(row)
    keeping.restate(row)
    changes = {"due_on": (due, row.due_on)}
    keeping.told(actor, row.contract, "contract.instalment_unowed", changes, instalment=row.pk, name=row.name)
    return row


@action("finance.accept_signed", right=ACCEPT, inverse=_undo_accept)
def accept_signed(
    *, actor: Actor, instalment: InstalmentId, happened_on: HappenedOn, file: Upload | None = None
) -> Instalment:
    """The same with the document at hand: whoever may accept may put it there, even if the contract is another's to
    edit."""
    row = keeping.instalment_for(actor, instalment, ACCEPT)
    found = files.attach_evidence(actor, row.contract.subject, file).pk if file is not None else None
    return accept_trigger(actor=actor, instalment=instalment, happened_on=happened_on, evidence=found)


def _paper(actor: Actor, row: Instalment, evidence: int | None) -> StoredFile | None:
    if evidence is None:
        return None
    found = files.visible(actor).filter(pk=evidence, subject=row.contract_id).first()
    if found is None:
        raise Refused("no_file", _("That file does not lie on this contract."), "evidence")
    return found
