"""The company's own lists and figures for decision points."""

from typing import Annotated, Unpack

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.fields import (
    CriterionId,
    CriterionName,
    FactCode,
    Hints,
    HouseFields,
    ItemDetails,
    ItemFields,
    ItemId,
    ItemName,
    Kind,
    PointCode,
    SheetCode,
    Weight,
)
from pursuit.domain.gates.models import ChecklistItem, Criterion, EvidenceKind
from pursuit.domain.gates.queries import facts
from pursuit.domain.gates.queries.house_rules import HouseRules, house_rules
from pursuit.kernel import events, settings_store
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.money import Money, company_currency

SETUP = "gates.setup"
InUse = Annotated[bool, Label(_("In use"))]


@action("gates.add_item", right=SETUP, public="checklist.create")
def add_item(
    *, actor: Actor, point: PointCode, name: ItemName, kind: Kind, fact: FactCode = "", **fields: Unpack[ItemDetails]
) -> ChecklistItem:
    """A claim that projects have to prove at a decision point from now on."""
    if kind == EvidenceKind.FACT and fact not in facts.kinds():
        raise Refused("unknown_fact", _("Choose a fact that the system knows."), "fact")
    last = ChecklistItem.objects.filter(point=point).aggregate(last=Max("position"))["last"] or 0
    made = ChecklistItem(point=point, name=name, kind=kind, fact=fact if kind == EvidenceKind.FACT else "", edited=True)
    made.code, made.position = _free(f"{point}-{name}"), last + 1
    _set(made, dict(fields))
    made.save(force_insert=True)
    events.record(actor, "gates.item_added", None, item=made.pk, point=point, name=name)
    return made


@action("gates.edit_item", right=SETUP, public="checklist.update")
def edit_item(*, actor: Actor, item: ItemId, **fields: Unpack[ItemFields]) -> ChecklistItem:
    """What projects are asked for; what was proved stays proved."""
    row = ChecklistItem.objects.select_for_update().get(pk=item)
    changes = _set(row, dict(fields))
    if changes:
        row.edited = row.edited or "name" in changes
        row.save()
        events.record(actor, "gates.item_changed", None, changes, item=row.pk, point=row.point, name=row.name)
    return row


@action("gates.put_criterion", right=SETUP, public="score-criteria.set")
def put_criterion(
    *,
    actor: Actor,
    name: CriterionName,
    weight: Weight,
    sheet: SheetCode = "bid",
    criterion: CriterionId | None = None,
    hints: Hints = "",
    decisive: Annotated[bool, Label(_("Decisive"), help=_("A high answer alone lifts the grade"))] = False,
    active: InUse = True,
) -> Criterion:
    """Change a criterion of a scorecard, or add one; the sheet of an old one stays."""
    row = Criterion.objects.filter(pk=criterion).first() if criterion else None
    before = {} if row is None else {"name": row.name, "weight": row.weight, "active": row.active}
    if row is None:
        last = Criterion.objects.filter(sheet=sheet).aggregate(last=Max("position"))["last"] or 0
        row = Criterion(sheet=sheet, code=_free(name), position=last + 1)
    row.edited = row.edited or row.name != name
    row.name, row.weight, row.hints, row.decisive, row.active = name, weight, hints, decisive, active
    row.save()
    now = {"name": name, "weight": weight, "active": active}
    changes = {key: (before.get(key), value) for key, value in now.items() if before.get(key) != value}
    events.record(actor, "gates.criterion_changed", None, changes, criterion=row.pk)
    return row


@action("gates.set_rules", right=SETUP, public="gate-rules.set")
def set_rules(*, actor: Actor, **fields: Unpack[HouseFields]) -> HouseRules:
    """The company's figures."""
    now = house_rules()
    go, stop = fields.get("bid_go", now.bid_go), fields.get("bid_stop", now.bid_stop)
    if stop > go:
        told = _("One cannot be told to bid and not to bid: “no bid below” is the lower one.")
        raise Refused("thresholds", told, "bid_stop")
    changes: dict[str, tuple[object, object]] = {}
    for name, value in fields.items():
        kept: object = value
        if isinstance(value, Money):
            if value.currency != company_currency():
                raise Refused("currency", _("Give it in the company currency."), name)
            kept = value.minor
        before = getattr(now, name)
        before = ",".join(before) if isinstance(before, tuple) else before
        if before != kept:
            settings_store.put(f"gates.{name}", kept)
            changes[name] = (before, kept)
    if changes:
        events.record(actor, "gates.rules_set", None, changes)
    return house_rules()


def _set(row: ChecklistItem, values: dict[str, object]) -> dict[str, tuple[object, object]]:
    changes = {}
    for name, value in values.items():
        column = "method_id" if name == "method" else name
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            changes[name] = (before, value)
    return changes


def _free(text: str) -> str:
    """A code nobody has: of Chinese names little is left, a number tells them apart."""
    base = slugify(text)[:40] or "own"
    taken = set(ChecklistItem.objects.filter(code__startswith=base).values_list("code", flat=True))
    taken |= set(Criterion.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for number in range(1, 10_000) if (code := f"{base}-{number}") not in taken)
