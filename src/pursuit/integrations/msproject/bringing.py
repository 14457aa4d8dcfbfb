"""A plan file into the plan of a project, with a receipt."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from pursuit.domain.plans.actions.bringing import bring_plan
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.queries.why import Comparison, compared
from pursuit.integrations.intake import receipt
from pursuit.integrations.intake.batches import digest
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.msproject.binding import Remark
from pursuit.integrations.msproject.counts import Counts, count
from pursuit.integrations.msproject.people import Resource
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.storing import SOURCE, brought
from pursuit.kernel import intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context

CHANGES = ("created", "updated")


@dataclass(frozen=True, slots=True)
class Receipt:
    """counts: by kind, what was created, updated, left unchanged, or is gone from the file; file: how much is in it;
    unknown: how often what was not understood; people: names in the file and the user each is taken for; comparison:
    our dates beside the file's."""

    batch: int | None
    counts: Mapping[str, Mapping[str, int]]
    file: Counts
    remarks: Sequence[Remark]
    unknown: Mapping[str, int]
    people: Mapping[str, int | None]
    comparison: Comparison


def bring_file(actor: Actor, project: int, path: Path, name: str = "") -> Receipt:
    """Raises Refused; nothing is changed then. name: what people call the file."""
    plan = read_plan(path)
    file = {"name": name or path.name, "bytes": path.stat().st_size, "sha256": digest(path)}
    return bring(actor, project, plan, file)


def bring(actor: Actor, project: int, plan: Plan, file: Mapping[str, object]) -> Receipt:
    """The same for a plan that was read. Whoever may import finds it in the list of imports, to take it back, and has
    people known by name or mail address; others bring the names."""
    if not connection.in_atomic_block:
        bring_plan.ready()
    may = actor.may(intake.RIGHT)
    known = Lookups(actor, SOURCE, {}).people if may else {}
    who = {one.uid: _who(one, known) for one in plan.resources}
    given = brought(plan, lambda one: who.get(one.uid))
    with transaction.atomic():
        batch = intake.begin(actor, SOURCE, [file], {"source": SOURCE}) if may else None
        with context(actor, source=SOURCE, batch=batch.pk) if batch else nullcontext():
            counts = bring_plan(actor=actor, about=project, brought=given)
        changed = any(number for one in counts.values() for kind, number in one.items() if kind in CHANGES)
        if batch is not None:
            intake.finish(batch, _of_batch(plan, counts).plain())
        if not changed:
            transaction.set_rollback(True)
    stored = plan_of(actor, project)
    if stored is None:
        raise RuntimeError("a plan that was just written")
    people = {one.name: who[one.uid] for one in plan.resources if one.is_named and one.kind == "work"}
    return Receipt(
        batch.pk if batch and changed else None,
        counts,
        count(plan),
        plan.remarks,
        dict(plan.unknown),
        people,
        compared(actor, stored),
    )


def notes(remarks: Sequence[Remark]) -> list[str]:
    """What was put right in reading, once for each kind and element: files repeat themselves a thousand times."""
    alike: dict[tuple[str, str], list[Remark]] = {}
    for one in remarks:
        alike.setdefault((one.code, one.element), []).append(one)
    return [
        f"{several[0].message}" + (_(" (and %d more like it)") % (len(several) - 1) if len(several) > 1 else "")
        for several in alike.values()
    ]


def _of_batch(plan: Plan, counts: Mapping[str, Mapping[str, int]]) -> receipt.Receipt:
    """As the list of imports shows it."""
    found = receipt.Receipt(notes=notes(plan.remarks))
    told = found.counts("task")
    for name in ("created", "updated", "unchanged"):
        setattr(told, name, counts["rows"].get(name, 0))
    told.rows = told.created + told.updated + told.unchanged
    return found


def _who(one: Resource, known: Mapping[str, int]) -> int | None:
    for word in (one.email, one.name):
        if word and (found := known.get(plain(word))) is not None:
            return found
    return None
