"""What a seller gets back for a visit note: the 拜访报告, as structured sections and as a docx to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pursuit.domain.customers.models import Commitment, Contact
from pursuit.domain.customers.queries import visits
from pursuit.kernel import paper, settings_store, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.paper import Paper, Section


@dataclass(frozen=True, slots=True)
class VisitReport:
    """The report. `file_name` is what the download is called."""

    visit: int
    paper: Paper
    file_name: str

    @property
    def sections(self) -> Sequence[Section]:
        return self.paper.sections


def visit_report(actor: Actor, visit: int) -> VisitReport:
    """The report of a visible visit. Empty parts are left out, never filled up."""
    page = visits.visit_page(actor, visit)
    row = page.visit
    theirs = [_person(one.contact) for one in page.theirs if one.contact is not None]
    started = timezone.localtime(row.happened_at)
    head = [
        (_("Customer"), row.account.title),
        (_("Time"), date_format(started, "Y-m-d H:i") + (_(" (%d minutes)") % row.minutes if row.minutes else "")),
        (_("Kind"), terms.label("visit_kind", row.kind)),
        (_("Place"), row.place),
        (_("Our side"), "、".join(str(one.user) for one in page.ours)),
        (_("Customer's side"), "、".join(theirs)),
        (_("Temperature"), terms.label("visit_temperature", row.temperature)),
        (_("Reported by"), str(row.subject.owner or "")),
    ]
    title = _("Visit report")
    company = str(settings_store.get("company_name", ""))
    made = Paper(
        title=title,
        head=[(label, value) for label, value in head if value],
        sections=list(_sections(row.purpose, row.summary, row.customer_words))
        + _promises(page.commitments)
        + _next(row.next_step, row.next_step_on),
        signatures=(_("Reported by"), _("Read by")),
        footer=company,
        author=str(row.subject.owner or ""),
    )
    return VisitReport(row.pk, made, f"{title}-{row.account.short_name or row.account.title}-{started:%Y%m%d}.docx")


def visit_report_docx(actor: Actor, visit: int) -> bytes:
    """The report as a Word file."""
    return paper.build(visit_report(actor, visit).paper)


def _person(contact: Contact) -> str:
    return f"{contact.title}（{contact.job_title}）" if contact.job_title else contact.title


def _sections(purpose: str, summary: str, words: str) -> list[Section]:
    parts = ((_("Purpose"), purpose), (_("What was discussed"), summary), (_("In the customer's words"), words))
    return [Section(heading, [text]) for heading, text in parts if text]


def _promises(commitments: Sequence[Commitment]) -> list[Section]:
    standing = [one for one in commitments if one.state != "cancelled"]
    if not standing:
        return []
    labels = dict(visits.WHOSE)
    states = dict(visits.STATES)
    rows = [
        (
            str(labels[one.whose]),
            one.text,
            str((one.contact if one.whose == "theirs" and one.contact else one.user) or ""),
            date_format(one.due_on, "Y-m-d") if one.due_on else "",
            str(states[one.state]),
        )
        for one in standing
    ]
    columns = (_("Whose"), _("What was promised"), _("Responsible"), _("Due"), _("State"))
    return [Section(_("Commitments"), (), columns, rows)]


def _next(step: str, day: date | None) -> list[Section]:
    if not step:
        return []
    when = f"（{date_format(day, 'Y-m-d')}）" if day else ""
    return [Section(_("Next step"), [step + when])]
