"""The line under a customer's name: what is wrong or next, and the button that does something about it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.queries.accounts import AccountPage, Notice
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.kernel import terms
from pursuit.kernel.actor import Actor

VISIT, EDIT, CONTACT = "customers.visit.edit", "customers.edit", "customers.contact.edit"


def head_line(actor: Actor, page: AccountPage, notice: Notice | None) -> HeadLine | None:
    """A notice in words."""
    if notice is None:
        return None
    code, tone, number = notice.attention.code, notice.attention.tone, notice.attention.number
    text, icon = _words(page, notice, code, number)
    button, url, right, sheet = _button(page, notice, code)
    if not actor.may(right):
        return HeadLine(tone, icon, text)
    return HeadLine(tone, icon, text, button, url, "sheet" if sheet else "link")


def _words(page: AccountPage, notice: Notice, code: str, number: int) -> tuple[str, str]:
    step = notice.step.next_step if notice.step else ""
    tier = terms.label("tier", page.account.tier) if page.account.tier else ""
    silent = _("No visit or call for %(days)s days.") % {"days": number}
    if tier:
        silent = _("No visit or call for %(days)s days; too long for tier %(tier)s.") % {"days": number, "tier": tier}
    words = {
        "overdue": (_("%(count)s commitments are overdue.") % {"count": number}, "alarm"),
        "no_owner": (_("Nobody is responsible for this customer."), "user-question"),
        "late_step": (
            _("The next step is %(days)s days late: %(step)s") % {"days": number, "step": step},
            "calendar-exclamation",
        ),
        "no_contact": (_("No contact is known here yet."), "user-plus"),
        "never_visited": (_("No visit or call has been written down yet."), "message-circle-plus"),
        "long_silence": (silent, "zzz"),
        "no_credit_code": (
            _("The unified social credit code is missing: without it duplicates are hard to see."),
            "id",
        ),
        "next_step": (_("Next: %(step)s") % {"step": step} + _in_days(notice, number), "arrow-right"),
    }
    return words[code]


def _in_days(notice: Notice, number: int) -> str:
    if notice.step is None or notice.step.next_step_on is None:
        return ""
    return " · " + (_("in %(days)s days") % {"days": number} if number else _("today"))


def _button(page: AccountPage, notice: Notice, code: str) -> tuple[str, str, str, bool]:
    """Label, address, right, and whether it opens in the side sheet."""
    pk = page.account.pk
    write = (_("Write down a visit"), f"{reverse('customers:new_visit')}?account={pk}", VISIT, False)
    look = (
        (_("Look at the visit"), reverse("customers:visit", args=[notice.step.pk]), VISIT, False)
        if notice.step
        else write
    )
    return {
        "overdue": (_("Settle them"), f"{reverse('customers:account_visits', args=[pk])}#commitments", VISIT, False),
        "no_owner": (_("Choose an owner"), f"{reverse('customers:edit', args=[pk])}?only=owner", EDIT, True),
        "late_step": look,
        "no_contact": (_("Add a contact"), f"{reverse('customers:new_contact')}?account={pk}", CONTACT, False),
        "no_credit_code": (_("Enter the code"), f"{reverse('customers:edit', args=[pk])}?only=credit_code", EDIT, True),
        "next_step": look,
    }.get(code, write)
