"""What a lead wants next, and from whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.market.models import Lead
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.interfaces.web.shell import formats
from pursuit.kernel import clock, terms
from pursuit.kernel.actor import Actor


def head_line(actor: Actor, row: Lead, *, may_edit: bool, may_assign: bool) -> HeadLine | None:
    """One sentence by the state of the lead."""
    match row.state:
        case "new":
            return _pooled(actor, row, may_assign)
        case "assigned":
            return _given(actor, row)
        case "working":
            return _in_work(row, may_edit)
        case "rejected":
            return _rejected(row, may_edit)
    return None


def _pooled(actor: Actor, row: Lead, may_assign: bool) -> HeadLine:
    text = _("Nobody works on this lead yet.")
    if may_assign:
        return HeadLine("act", "inbox", text, _("Assign"), reverse("market:assign_lead", args=[row.pk]), "sheet")
    if actor.may("market.lead.edit"):
        return HeadLine("act", "inbox", text, _("Take it"), reverse("market:accept_lead", args=[row.pk]), "post")
    return HeadLine("act", "inbox", text)


def _given(actor: Actor, row: Lead) -> HeadLine:
    if row.subject.owner_id == actor.user_id:
        url = reverse("market:accept_lead", args=[row.pk])
        text = _("This lead was given to you: accept it or return it.")
        back = reverse("market:return_lead", args=[row.pk])
        return HeadLine("act", "hand-grab", text, _("Accept"), url, "post", _("Return to the pool"), back)
    return HeadLine("watch", "hourglass", _("%s has not accepted this lead yet.") % row.subject.owner)


def _in_work(row: Lead, may_edit: bool) -> HeadLine | None:
    url = f"{reverse('market:edit_lead', args=[row.pk])}?only=next_contact_on" if may_edit else ""
    day = row.next_contact_on
    if day is None:
        return HeadLine(
            "watch", "calendar-question", _("No day is set for the next contact."), _("Set a day"), url, "sheet"
        )
    if day < clock.today():
        text = _("The next contact was due on %s.") % formats.day(day)
        return HeadLine("act", "calendar-exclamation", text, _("Set a day"), url, "sheet")
    return None


def _rejected(row: Lead, may_edit: bool) -> HeadLine:
    text = _("Rejected: %s") % terms.label("lead_reject_reason", row.reject_reason)
    if row.reject_note:
        text += f" · {row.reject_note}"
    url = reverse("market:reopen_lead", args=[row.pk]) if may_edit else ""
    return HeadLine("unknown", "circle-x", text, _("Reopen"), url, "post")
