"""The payment plan of a contract: written as a whole, exact to the last fen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Unpack

from django.db.models import F
from django.utils.translation import gettext as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.actions.keeping import PLAN
from pursuit.domain.finance.fields import (
    ContractId,
    InstalmentChanges,
    InstalmentId,
    InstalmentSpec,
    Lines,
)
from pursuit.domain.finance.models import Instalment
from pursuit.domain.finance.rules import money as rules
from pursuit.domain.plans.models import PlanRow
from pursuit.kernel import terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money, parse_amount

SET = "contract.payment_plan_set"


def _undo_set(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == SET)
    data = event.payload.data
    return restore_plan(actor=actor, contract=event.subject_id or 0, rows=data["before"], now=data["after"])


@action("finance.set_plan", right=PLAN, public="payment-plans.set", inverse=_undo_set)
def set_plan(*, actor: Actor, contract: ContractId, lines: Lines) -> Contract:
    """All instalments of a contract. Shares must come to 100 %, sums to the contract's amount; what has been invoiced
    or paid stays."""
    about = keeping.contract_for(actor, contract, PLAN)
    there = {row.pk: row for row in Instalment.objects.select_for_update().filter(contract=about)}
    before = [keeping.facts(row) for row in there.values()]
    amounts = _amounts(about, lines)
    stones = _milestones(about, actor, lines)
    kept: list[Instalment] = []
    for at, (line, amount) in enumerate(zip(lines, amounts, strict=True)):
        row = _line(about, there, line, at)
        _refuse_below(row, amount, at)
        row.name = line.name or terms.label("payment_trigger", line.trigger)
        row.trigger, row.share, row.amount = line.trigger, _share(line, at), amount
        row.offset_days, row.fixed_on = line.offset_days, line.fixed_on
        row.milestone_id = line.milestone if line.milestone in stones else None
        kept.append(row)
    gone = [row for row in there.values() if row not in kept]
    for row in gone:
        _refuse_gone(row)
    _write(about, kept, gone)
    keeping.told(actor, about, SET, None, before=before, after=[keeping.facts(row) for row in kept])
    return about


@action("finance.restore_plan", right=PLAN)
def restore_plan(
    *, actor: Actor, contract: int, rows: list[dict[str, object]], now: list[dict[str, object]]
) -> Contract:
    """As it was before: what an undo does, where nothing was built on the plan since."""
    about = keeping.contract_for(actor, contract, PLAN)
    there = {row.pk: row for row in Instalment.objects.select_for_update().filter(contract=about)}
    keeping.refuse_changed({pk: row.amount for pk, row in there.items()} == {one["id"]: one["amount"] for one in now})
    wanted = {int(str(one["id"])): one for one in rows}
    gone = [row for pk, row in there.items() if pk not in wanted]
    for row in gone:
        _refuse_gone(row)
    kept = []
    for at, (pk, values) in enumerate(wanted.items()):
        row = there.get(pk) or Instalment(pk=pk, contract=about, account_id=about.account_id)
        _refuse_below(row, int(str(values["amount"])), at)
        for name, value in values.items():
            if name != "id":
                setattr(row, name, keeping.day(value) if name.endswith("_on") else value)
        kept.append(row)
    _write(about, kept, gone)
    before = [keeping.facts(row) for row in there.values()]
    keeping.told(actor, about, "contract.payment_plan_restored", None, before=before)
    return about


def _undo_edit(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[0].payload.data
    return edit_instalment.run(actor, {"instalment": data["instalment"], **data["before"]})


@action("finance.edit_instalment", right=PLAN, public="instalments.update", inverse=_undo_edit)
def edit_instalment(*, actor: Actor, instalment: InstalmentId, **fields: Unpack[InstalmentChanges]) -> Instalment:
    """When it is expected, and how sure that is. Its amount is a matter of the whole plan."""
    row = keeping.instalment_for(actor, instalment, PLAN)
    values: dict[str, object] = {("milestone_id" if name == "milestone" else name): one for name, one in fields.items()}
    before = {("milestone" if name == "milestone_id" else name): getattr(row, name) for name in values}
    if fields.get("milestone") is not None:
        _refuse_other_plan(row.contract, actor, {fields["milestone"] or 0})
    due = row.due_on
    for name, value in values.items():
        setattr(row, name, value)
    keeping.replan(row)
    keeping.restate(row)
    changes = {"due_on": (due, row.due_on)} if due != row.due_on else {}
    keeping.told(actor, row.contract, "contract.instalment_changed", changes, instalment=row.pk, name=row.name,
                 before=before)  # fmt: skip
    return row


def resplit(about: Contract) -> bool:
    """After the contract's amount has changed: what was agreed as a share and is not owed yet takes the difference.
    False where it cannot; then the page says by how much plan and contract differ."""
    rows = list(Instalment.objects.select_for_update().filter(contract=about, cancelled=False).order_by("position"))
    free = [row for row in rows if row.share and row.state == "expected" and not (row.paid or row.written_off)]
    free = [row for row in free if not keeping.asked_of(row.pk)]
    rest = about.amount - sum(row.amount for row in rows if row not in free)
    if not free or rest < 0:
        return not rows or rest == 0
    for row, amount in zip(free, rules.split(rest, [row.share or 0 for row in free]), strict=True):
        row.amount = amount
        keeping.restate(row)
    return True


def _amounts(about: Contract, lines: Sequence[InstalmentSpec]) -> list[int]:
    """Exact sums: fixed ones first, shares of the contract's amount by the largest remainder."""
    shares = [_share(line, at) for at, line in enumerate(lines)]
    fixed = [None if share is not None else _fixed(about, line, at) for at, (line, share) in
             enumerate(zip(lines, shares, strict=True))]  # fmt: skip
    if lines and all(share is not None for share in shares):
        whole = sum(share or 0 for share in shares)
        if whole != rules.WHOLE:
            text = _("The shares come to %s %%, not to 100 %%.") % f"{whole / 100:g}"
            raise Refused("not_whole", text, "lines")
        return rules.split(about.amount, [share or 0 for share in shares])
    parts = rules.split(about.amount, [*(share or 0 for share in shares), rules.WHOLE - sum(s or 0 for s in shares)])
    found = [part if one is None else one for part, one in zip(parts, fixed, strict=False)]
    off = sum(found) - about.amount
    if lines and off:
        told = f"{Money(abs(off), about.amount_currency).major():,}"
        text = _("The plan is %s more than the contract.") if off > 0 else _("The plan is %s less than the contract.")
        raise Refused("not_the_amount", text % told, "lines")
    return found


def _share(line: InstalmentSpec, at: int) -> int | None:
    """Ten-thousandths, from a percentage as people write it."""
    text = line.share.replace("%", "").replace("％", "").strip()
    if not text:
        return None
    try:
        share = int(Decimal(text) * 100)
        exact = Decimal(share) == Decimal(text) * 100
    except InvalidOperation:
        share, exact = 0, False
    if not exact or not 0 < share <= rules.WHOLE:
        raise Refused("bad_share", _("A share is a percentage above 0, with two digits at most."), f"lines.{at}.share")
    return share


def _fixed(about: Contract, line: InstalmentSpec, at: int) -> int:
    where = f"lines.{at}.amount"
    try:
        minor = parse_amount(line.amount, about.amount_currency)
    except ValueError as error:
        raise Refused("no_amount", _("Give each instalment a share or an amount."), where) from error
    if minor <= 0:
        raise Refused("not_above_nothing", _("The amount must be above nothing."), where)
    return minor


def _line(about: Contract, there: Mapping[int, Instalment], line: InstalmentSpec, at: int) -> Instalment:
    if line.id is not None and line.id not in there:
        raise Refused("other_plan", _("That instalment stands in another plan."), f"lines.{at}.id")
    if not terms.known("payment_trigger", line.trigger):
        raise Refused("unknown_term", _("Choose one of the listed values."), f"lines.{at}.trigger")
    return there[line.id] if line.id is not None else Instalment(contract=about, account_id=about.account_id)


def _milestones(about: Contract, actor: Actor, lines: Sequence[InstalmentSpec]) -> set[int]:
    named = {line.milestone for line in lines if line.milestone}
    _refuse_other_plan(about, actor, named)
    return named


def _refuse_other_plan(about: Contract, actor: Actor, ids: set[int]) -> None:
    of_project = PlanRow.objects.visible_to(actor).filter(
        pk__in=ids, plan__subject=about.project_id, task__subject__deleted_at=None
    )
    if ids and of_project.count() != len(ids):
        raise Refused("other_plan", _("That milestone stands in another plan."), "milestone")


def _refuse_below(row: Instalment, amount: int, at: int) -> None:
    """What was paid, given up or invoiced stays covered."""
    asked = keeping.asked_of(row.pk) if row.pk else 0
    made = max(row.paid + row.written_off, row.invoiced + asked)
    if amount < made:
        told = f"{Money(made, row.currency).major():,}"
        raise Refused(
            "below_paid",
            _("“%(name)s”: %(made)s has been invoiced or paid of it already.") % {"name": row.name, "made": told},
            f"lines.{at}.amount",
        )


def _refuse_gone(row: Instalment) -> None:
    used = row.paid or row.written_off or row.triggered_on or row.invoice_lines.exists() or row.write_offs.exists()
    if used or row.allocations.exists() or row.payables.exists():
        raise Conflict("in_use", _("“%s” has documents or money already: it stays in the plan.") % row.name, "lines")


def _write(about: Contract, kept: Sequence[Instalment], gone: Sequence[Instalment]) -> None:
    for row in gone:
        row.delete()
    # Places are unique: out of the way first.
    Instalment.objects.filter(contract=about).update(position=F("position") + 1000)
    live = keeping.in_force(about)
    for position, row in enumerate(kept, 1):
        row.position, row.currency, row.live = position, about.amount_currency, live
        keeping.replan(row)
        if not live or row.agreed_on is None:
            row.agreed_on = agreed(row)
        keeping.restate(row)


def agreed(row: Instalment) -> date | None:
    """The due day by what is expected now, kept as what was agreed."""
    return rules.due(None, row.planned_on, row.offset_days)
