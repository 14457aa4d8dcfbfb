"""The hand-over pack（合同交底书）: what delivery must know, gathered from what was noted on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pursuit.domain.contracts.models import Contract, State
from pursuit.domain.contracts.queries import contracts
from pursuit.domain.contracts.queries.contracts import Parts
from pursuit.domain.contracts.rules.changes import CHECKS, RISKS
from pursuit.domain.customers.models import Commitment
from pursuit.domain.customers.queries import visits
from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.execution.queries import tasks
from pursuit.domain.projects.queries import parts as of_project
from pursuit.domain.projects.queries.projects import projects
from pursuit.kernel import extensions, paper, settings_store, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import exponent
from pursuit.kernel.paper import Paper, Section

PAGE = "contract_pack"  # later rooms add sections: a panel whose context gives {"section": Section}


@dataclass(frozen=True, slots=True)
class Pack:
    """The paper and what the download is called."""

    paper: Paper
    file_name: str


def pack(actor: Actor, pk: int) -> Pack:
    """Of a visible contract; what the reader may not see is not in it."""
    row = contracts.contract(actor, pk)
    found = contracts.parts(actor, row)
    sections = [
        *_agreed(row),
        *_people(actor, row),
        *_promises(actor, row),
        *_deviations(found),
        *_changes(row, found),
        *_of_later_rooms(actor, row),
        *_meeting(found),
        *_open_points(actor, row),
    ]
    title = _("Contract hand-over")
    made = Paper(
        title=title,
        head=[(label, value) for label, value in _head(row) if value],
        sections=sections,
        signatures=(_("Handed over by"), _("Taken over by"), _("Date")),
        footer=str(settings_store.get("company_name", "")),
        author=str(row.subject.owner or ""),
    )
    return Pack(made, f"{title}-{row.code}.docx")


def docx(actor: Actor, pk: int) -> tuple[bytes, str]:
    """The pack as a Word file, with its name."""
    made = pack(actor, pk)
    return paper.build(made.paper), made.file_name


def amount(minor: int, currency: str) -> str:
    """1,234,567.89 CNY, as it stands in papers."""
    digits = exponent(currency)
    return f"{minor / 10**digits:,.{digits}f} {currency}"


def _head(row: Contract) -> Iterable[tuple[str, str]]:
    yield _("Contract"), row.title
    yield _("Number"), row.code
    yield _("Customer"), row.account.title
    yield _("Customer's number"), row.their_number
    yield _("Amount with tax"), amount(row.amount, row.amount_currency)
    yield _("Tax rate"), f"{row.tax_rate}%"
    yield _("Signed on"), day(row.signed_on)
    yield _("Runs until"), day(row.ends_on)
    yield _("State"), str(State(row.state).label)
    yield _("Owner"), str(row.subject.owner or "")
    yield _("Warranty"), _("%d months") % row.warranty_months if row.warranty_months else ""
    yield _("Project"), row.project.title if row.project else ""


def day(value: date | None) -> str:
    """As papers write it."""
    return date_format(value, "Y-m-d") if value else ""


def _agreed(row: Contract) -> Iterable[Section]:
    if row.scope:
        yield Section(_("Scope"), [row.scope])
    if row.terms:
        yield Section(_("Terms"), [row.terms])


def _people(actor: Actor, row: Contract) -> Iterable[Section]:
    about = projects(actor).filter(pk=row.project_id).first() if row.project_id else None
    if about is None:
        return
    team = [(terms.label("team_role", one.role), str(one.user)) for one in about.team.filter(active=True)]
    if team:
        yield Section(_("Our team"), (), (_("Role"), _("Person")), team)
    others = [
        (terms.label("party_role", one.role), one.account.title if one.account else one.name, one.note)
        for one in of_project.parties(about)
    ]
    if others:
        yield Section(_("Companies that take part"), (), (_("Role"), _("Company"), _("Note")), others)


def _promises(actor: Actor, row: Contract) -> Iterable[Section]:
    rows = (
        Commitment.objects.visible_to(actor)
        .filter(Q(account=row.account_id), state="open")
        .select_related("user", "contact__subject")
        .order_by("due_on", "pk")[:100]
    )
    whose = dict(visits.WHOSE)
    lines = [(str(whose[one.whose]), one.text, str(one.user or one.contact or ""), day(one.due_on)) for one in rows]
    if lines:
        yield Section(_("Open promises"), (), (_("Whose"), _("What was promised"), _("Responsible"), _("Due")), lines)


def _deviations(found: Parts) -> Iterable[Section]:
    words = dict(RISKS)
    lines = [
        (one.clause, one.standard, one.agreed, str(words[one.risk]), one.answer, str(one.owner or ""))
        for one in found.deviations
    ]
    if lines:
        columns = (
            _("Clause"),
            _("Our standard"),
            _("As agreed"),
            _("Risk"),
            _("What we do about it"),
            _("Responsible"),
        )
        yield Section(_("Deviations and risks"), (), columns, lines)


def _changes(row: Contract, found: Parts) -> Iterable[Section]:
    lines = [
        (
            f"{one.number}",
            one.title,
            amount(one.amount_delta, row.amount_currency) if one.amount_delta else "",
            _("%d days") % one.days_delta if one.days_delta else "",
            one.get_state_display(),
        )
        for one in found.changes
    ]
    if lines:
        columns = (_("No."), _("What changes"), _("Amount"), _("Days"), _("State"))
        yield Section(_("Changes of the contract"), (), columns, lines)


def _of_later_rooms(actor: Actor, row: Contract) -> Iterable[Section]:
    for panel in extensions.panels(PAGE):
        if panel.right and not actor.may(panel.right):
            continue
        data = panel.context(actor, row.subject) or {}
        section = data.get("section")
        if isinstance(section, Section):
            yield section


def _meeting(found: Parts) -> Iterable[Section]:
    held = found.hand_over
    if held is None:
        return
    said: list[str] = [_("Held on %s") % day(held.held_on) + (f"，{held.place}" if held.place else "")]
    people = "、".join(str(one) for one in held.people.all())
    if people or held.guests:
        said.append(_("Who took part") + "：" + "、".join(part for part in (people, held.guests) if part))
    if held.note:
        said.append(held.note)
    rows = [(str(label), "✓" if code in held.done else "") for code, label in CHECKS]
    yield Section(_("Hand-over meeting"), said, (_("Point"), _("Gone through")), rows)


def _open_points(actor: Actor, row: Contract) -> Sequence[Section]:
    if not actor.may("tasks.view"):
        return []
    lines = [
        (one.title, str(one.subject.owner or ""), day(one.due_on))
        for one in tasks.of(actor, row.subject)
        if one.status not in (TaskStatus.DONE, TaskStatus.CANCELLED)
    ]
    return [Section(_("Open points"), (), (_("Open point"), _("Responsible"), _("Due")), lines)] if lines else []
