"""A reconciliation letter leaves the house: a line in the audit trail."""

from pursuit.domain.finance.actions.keeping import PLAN
from pursuit.domain.finance.fields import AccountRef
from pursuit.domain.finance.queries import papers
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject


@action("finance.issue_letter", right=PLAN)
def issue_letter(*, actor: Actor, account: AccountRef) -> tuple[bytes, str]:
    """Write the letter of what the actor sees of a customer; who took it is on the customer's record."""
    made = papers.letter_docx(actor, account)
    events.record(actor, "account.reconciliation_letter", Subject.objects.get(pk=account), None, name=made[1])
    return made
