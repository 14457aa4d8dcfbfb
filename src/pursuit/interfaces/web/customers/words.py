"""What happened to customers, contacts and visits, in people's words."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.affiliations import affiliate_contact
from pursuit.domain.customers.actions.commitments import add_commitment, close_commitment
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.fields.visit import STATES
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "account.relationship_assessed": _("assessed the relationship"),
    "contact.affiliated": _("added a post"),
    "contact.affiliation_changed": _("changed a post"),
    "contact.affiliation_removed": _("removed a post"),
    "contact.left": _("noted that this person left"),
    "commitment.made": _("noted a commitment"),
    "commitment.changed": _("changed a commitment"),
    "commitment.closed": _("settled a commitment"),
    "commitment.reopened": _("reopened a commitment"),
}


def fields() -> dict[str, Field]:
    """What history entries change that is no field of the record itself."""
    promise, post = add_commitment.schema.fields, affiliate_contact.schema.fields
    settled = close_commitment.schema.fields
    found = {f"commitment.{name}": promise[name] for name in ("text", "due_on", "user", "contact")}
    found |= {f"commitment.{name}": settled[name] for name in ("kept_on", "evidence")}
    found["commitment.state"] = replace(settled["outcome"], choices=STATES, label=_("State"))
    found |= {f"contact.{name}": post[name] for name in ("since", "until", "primary")}
    found["contact.affiliation"] = post["account"]
    found["contact.account"] = create_contact.schema.fields["account"]
    return found
