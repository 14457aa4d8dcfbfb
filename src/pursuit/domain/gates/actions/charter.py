"""The charter of a project, and the costs it asks for."""

from collections.abc import Sequence
from typing import Unpack

from pursuit.domain.gates.fields import CharterFields, CostAmount, CostId, CostKind, CostNote, PersonDays, ProjectId
from pursuit.domain.gates.models import Charter, CharterCost
from pursuit.domain.projects.actions.money import base_of
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, events, records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money, company_currency

EDIT = "projects.edit"


def _undo_set(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "charter.written")
    return set_charter.run(actor, {"project": event.subject_id, **undo.before_values(event)})


@action("gates.set_charter", right=EDIT, public="charters.set", inverse=_undo_set)
def set_charter(
    *, actor: Actor, project: ProjectId, version: Version | None = None, **fields: Unpack[CharterFields]
) -> Charter:
    """Write parts of the charter; what is not named stays."""
    row = records.load(Project, actor, project, EDIT, version)
    charter = Charter.objects.filter(project=row).first() or Charter(project=row)
    changes: dict[str, tuple[object, object]] = {}
    for name, value in fields.items():
        before = _get(charter, name)
        after = value if value is not None or name == "budget" else ""
        if before == after:
            continue
        if isinstance(after, Money):
            charter.budget, charter.budget_currency = after.minor, after.currency
        else:
            setattr(charter, name, after)
        changes[name] = (before, after)
    if changes:
        charter.save()
        records.touch(row)
        events.record(actor, "charter.written", row.subject, changes)
    return charter


def _get(charter: Charter, name: str) -> object:
    if name == "budget":
        return None if charter.budget is None else Money(charter.budget, charter.budget_currency)
    return getattr(charter, name)


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_cost(actor=actor, cost=int(happened[-1].payload.data["cost"]))


@action("gates.add_charter_cost", right=EDIT, public="charter-costs.create", inverse=_undo_add)
def add_cost(
    *, actor: Actor, project: ProjectId, kind: CostKind, amount: CostAmount, person_days: PersonDays = 0,
    note: CostNote = "",
) -> CharterCost:  # fmt: skip
    """A line of what is asked for, in the company currency's minor units whatever was typed."""
    row = records.load(Project, actor, project, EDIT)
    _rate, base = base_of(amount, clock.today())
    minor = amount.minor if base is None else base
    tenths = round(person_days * 10)
    made = CharterCost.objects.create(project=row, kind=kind, note=note, person_days=tenths, amount=minor)
    _told(actor, row, "charter.cost_added", made)
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = event.payload.data
    amount = Money(int(data["amount"]), company_currency())
    return add_cost(
        actor=actor, project=event.subject_id or 0, kind=data["kind"], amount=amount, note=data["note"],
        person_days=int(data["person_days"]) / 10,
    )  # fmt: skip


@action("gates.remove_charter_cost", right=EDIT, public="charter-costs.remove", inverse=_undo_remove)
def remove_cost(*, actor: Actor, cost: CostId) -> Project:
    """Take a line away."""
    line = CharterCost.objects.visible_to(actor).filter(pk=cost).first()
    if line is None:
        raise Missing("not_found", records.GONE)
    row = records.load(Project, actor, line.project_id, EDIT)
    _told(actor, row, "charter.cost_removed", line)
    line.delete()
    return row


def _told(actor: Actor, row: Project, verb: str, line: CharterCost) -> None:
    records.touch(row)
    events.record(
        actor, verb, row.subject, cost=line.pk, kind=line.kind, note=line.note, person_days=line.person_days,
        amount=line.amount,
    )  # fmt: skip
