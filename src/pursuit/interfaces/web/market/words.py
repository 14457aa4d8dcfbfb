"""What happened to leads and registrations, in people's words."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from pursuit.domain.market.actions.leads import mark_converted, reject_lead, update_lead
from pursuit.domain.market.actions.registrations import update_registration
from pursuit.domain.market.queries import leads, registrations
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "lead.assigned": _("assigned this lead"),
    "lead.unassigned": _("took an assignment back"),
    "lead.accepted": _("accepted this lead"),
    "lead.returned": _("returned this lead"),
    "lead.rejected": _("rejected this lead"),
    "lead.reopened": _("reopened this lead"),
    "lead.converted": _("converted this lead"),
    "lead.unconverted": _("took a conversion back"),
    "registration.accepted": _("accepted this registration"),
    "registration.rejected": _("rejected this registration"),
    "registration.extended": _("extended the protection"),
    "registration.expired": _("ended the protection"),
    "registration.reopened": _("reopened this registration"),
}
VERDICTS: dict[str, Text] = {
    "accepted": _("Accepted"),
    "rejected": _("Rejected"),
    "extended": _("Extended"),
    "expired": _("Expired"),
    "reopened": _("Reopened"),
}


def fields() -> dict[str, Field]:
    """What history entries change that is no field of the form: states, answers, what a lead became."""
    lead, rejected, done = (one.schema.fields for one in (update_lead, reject_lead, mark_converted))
    claim = update_registration.schema.fields
    return {
        "lead.state": replace(lead["maturity"], choices=leads.STATES, label=_("State")),
        "lead.reject_reason": rejected["reason"],
        "lead.reject_note": replace(rejected["note"], label=_("Note")),
        "lead.account": done["account"],
        "lead.contact": done["contact"],
        "lead.became": done["became"],
        "lead.converted_at": replace(lead["next_contact_on"], widget="datetime", label=_("Converted")),
        "registration.state": replace(lead["maturity"], choices=registrations.STATES, label=_("State")),
        "registration.protected_until": replace(claim["expected_on"], label=_("Protected until")),
    }
