"""A quote taken out of the system as a file: who, when, in which form."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.fields import QuoteId
from pursuit.domain.offers.models import Quote
from pursuit.kernel import access, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Choices, Label
from pursuit.kernel.records import GONE

FORMS = (("docx", _("Word document")), ("xlsx", _("Workbook")), ("costed", _("Workbook with cost")))
Form = Annotated[Literal["docx", "xlsx", "costed"], Choices(FORMS), Label(_("Format"))]


@action("offers.take_document", right="export.lists")
def take_document(*, actor: Actor, quote: QuoteId, form: Form) -> Quote:
    """Note that the file was taken; with cost and margin only by those who see both."""
    row = Quote.objects.visible_to(actor).select_related("subject").filter(pk=quote).first()
    if row is None:
        raise Missing("not_found", GONE)
    if form == "costed":
        access.require(actor, "offers.field.cost")
        access.require(actor, "offers.field.margin")
    events.record(actor, "quote.taken", row.subject, None, form=form)
    return row
