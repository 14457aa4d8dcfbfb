"""A quote as a file for whoever takes it: docx or xlsx for the customer, xlsx with cost for those who may see it."""

import io

from pursuit.domain.offers.models import Quote
from pursuit.domain.offers.queries.sheet import sheet
from pursuit.integrations.quotesheet import paper, workbook
from pursuit.kernel import settings_store
from pursuit.kernel.actor import Actor


def document(actor: Actor, row: Quote, form: str) -> tuple[bytes, str]:
    """Its bytes and its name, whose ending says what it is."""
    found, company = sheet(actor, row), settings_store.get("company_name", "")
    name = f"{row.code}-V{row.edition}-{row.title}"
    if form == "docx":
        return paper.build(found, company), f"{name}.docx"
    out = io.BytesIO()
    workbook.write(found, out, company, costed=form == "costed")
    return out.getvalue(), f"{name}.xlsx"
