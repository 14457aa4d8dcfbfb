"""Papers about money: the reconciliation letter（对账函）of a customer, the payment plan in the hand-over pack."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from pursuit.domain.contracts.queries.pack import amount, day
from pursuit.domain.customers.queries.accounts import account as visible_account
from pursuit.domain.finance.models import Instalment
from pursuit.domain.finance.queries.money import instalments
from pursuit.domain.finance.rules import money as rules
from pursuit.kernel import clock, paper, settings_store, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject
from pursuit.kernel.paper import Paper, Section


def letter(actor: Actor, account: int, at: date | None = None) -> tuple[Paper, str]:
    """What stands open with a customer on a day, contract by contract, and a place to confirm it."""
    row = visible_account(actor, account)
    at = at or clock.today()
    open_ = Q(open_amount__gt=0, owed_on__isnull=False) | Q(paid__gt=0)
    rows = list(
        instalments(actor)
        .filter(open_, account=account, live=True)
        .select_related("contract__subject")
        .order_by("contract", "position")
    )
    company = str(settings_store.get("company_name", ""))
    title = _("Reconciliation letter")
    sums = rules.sums((one.currency, one.open_amount) for one in rows if one.owed_on)
    owed = "、".join(amount(minor, currency) for currency, minor in sorted(sums.items()) if minor)
    said = [
        _("To: %s") % row.title,
        _("By our books, as of %(day)s you owe us %(sum)s, as listed below. Please compare this with your books.")
        % {"day": day(at), "sum": owed or _("nothing")},
    ]
    sections = [Section(_("Our books"), said, *_table(rows)), *_answer()]
    made = Paper(
        title=title,
        head=[(_("Sent by"), company), (_("As of"), day(at)), (_("Customer"), row.title), (_("Date"), day(at))],
        sections=sections,
        signatures=(_("Seal of the customer"), _("Signed by"), _("Date")),
        footer=company,
        author=company,
    )
    return made, f"{title}-{row.short_name or row.title}-{at:%Y%m%d}.docx"


def letter_docx(actor: Actor, account: int) -> tuple[bytes, str]:
    """The letter as a Word file, with its name."""
    made, name = letter(actor, account)
    return paper.build(made), name


def _table(rows: Sequence[Instalment]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    columns = (_("Contract"), _("Instalment"), _("Amount"), _("Invoiced"), _("Paid"), _("Not paid yet"), _("Due"))
    lines = [
        (
            f"{one.contract.code} {one.contract.title}",
            one.name,
            amount(one.amount, one.currency),
            amount(one.invoiced, one.currency),
            amount(one.paid, one.currency),
            amount(one.open_amount, one.currency),
            day(one.due_on),
        )
        for one in rows
    ]
    return columns, lines


def _answer() -> list[Section]:
    return [
        Section(
            _("Answer of the customer"),
            [
                _("□ The figures agree with our books."),
                _("□ They do not agree. By our books: ______________________"),
                _("This letter only serves to compare the books; it is no demand for payment."),
            ],
        )
    ]


def pack_section(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """For the hand-over pack of a contract: when the customer pays what, and what it hangs on."""
    rows = instalments(actor).filter(contract=subject.pk, cancelled=False).select_related("milestone__task__subject")
    lines = [
        (
            f"{row.position}",
            row.name,
            terms.label("payment_trigger", row.trigger),
            f"{row.share / 100:g}%" if row.share else "",
            amount(row.amount, row.currency),
            row.milestone.task.title if row.milestone else "",
            day(row.due_on),
        )
        for row in rows.order_by("position")
    ]
    if not lines:
        return None
    columns = (_("No."), _("Instalment"), _("Payment hangs on"), "%", _("Amount"), _("Milestone"), _("Due"))
    return {"section": Section(_("Payment plan"), (), columns, lines)}
