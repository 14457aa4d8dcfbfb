"""How every row of a strategy is written: opened with its right, changed with its event, taken back from that event."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.chain.models import Chain
from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import RelationshipMove, Strategy
from pursuit.kernel import events, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Forbidden, Missing, Refused
from pursuit.kernel.models import Subject
from pursuit.kernel.models.record import visible_rows
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

EDIT = "strategy.edit"
OF_CHAIN = frozenset({"member", "sponsor"})  # keywords that only readers of the chain may know
Values = Mapping[str, object]
R = TypeVar("R", bound=models.Model)


def opened(actor: Actor, project: int) -> Strategy:
    """The strategy of a project for a change, locked by its project; the first who writes begins it."""
    about = records.load(Project, actor, project, EDIT)
    found = Strategy.objects.filter(project=about).select_related("subject", "project__subject").first()
    if found is not None:
        return found
    made = records.create(Strategy, actor, fields={"title": about.title}, project=about.pk)
    made.subject.owner = made.subject.unit = None  # it follows its project; no hand-over has to mind it
    made.subject.save()
    made.project = about
    return made


def found(actor: Actor, model: type[R], pk: int, version: int | None = None) -> tuple[Strategy, R]:
    """A visible row for a change, with its strategy."""
    seen = visible_rows(model, actor).filter(pk=pk).first()
    if seen is None:
        raise Missing("not_found", GONE)
    project = getattr(seen, "strategy").project_id  # noqa: B009  every model of the room has it
    strategy = opened(actor, project)
    row = model._default_manager.get(pk=pk)  # anew, under the lock
    records.check_version(getattr(row, "version", 1), version)
    return strategy, row


def same(strategy: Strategy, **rows: tuple[type[models.Model], int | None]) -> None:
    """What a row names must be of the same strategy."""
    for name, (model, pk) in rows.items():
        if pk and not model._default_manager.filter(pk=pk, strategy=strategy).exists():
            raise Refused("other_project", _("This belongs to another project."), name)


def required(values: Values, *names: str) -> None:
    """Texts that a row cannot be without."""
    for name in names:
        if values.get(name) in (None, "", []):
            raise Refused("required", _("This is required."), name)


def create(actor: Actor, strategy: Strategy, model: type[R], values: Values, **own: object) -> R:
    """A new row with its event."""
    row = model(strategy=strategy, made_at=moment())
    write(row, {**own, **values})
    happened(actor, strategy, row, None, {name: value(row, name) for name in (*own, *values)})
    return row


def update(actor: Actor, strategy: Strategy, row: R, values: Values) -> R:
    """Set what differs; nothing happens where nothing does."""
    before = {name: value(row, name) for name in values}
    changed = {name: one for name, one in values.items() if not _alike(before[name], one)}
    if changed:
        if hasattr(row, "version"):
            row.version += 1
        write(row, changed)
        happened(actor, strategy, row, {name: before[name] for name in changed}, changed)
    return row


def remove(actor: Actor, strategy: Strategy, row: models.Model) -> None:
    """Take a row away; its event keeps the whole of it, and which rows of later rooms pointed at it."""
    kept, tied, pk = whole(row), ties(row), row.pk
    row.delete()
    row.pk = pk
    happened(actor, strategy, row, kept, None, **({"ties": tied} if tied else {}))


def ties(row: models.Model) -> dict[str, list[int]]:
    """Rows of later rooms that lose what they point at when this one goes: ids by model."""
    found = {}
    for one in row._meta.related_objects:
        field = one.field
        if field.model._meta.app_label != row._meta.app_label and one.on_delete is models.SET_NULL:
            pks = field.model._base_manager.filter(**{field.name: row.pk}).values_list("pk", flat=True)
            found[field.model._meta.label] = sorted(pks)
    return {label: pks for label, pks in found.items() if pks}


def tie_again(row: models.Model, tied: Mapping[str, Sequence[int]]) -> None:
    """A row that is back is pointed at again by those that point nowhere since."""
    for one in row._meta.related_objects:
        field = one.field
        if pks := tied.get(field.model._meta.label):
            field.model._base_manager.filter(pk__in=pks, **{field.name: None}).update(**{field.name: row.pk})


def whole(row: models.Model) -> dict[str, object]:
    """All keywords of a row with their values."""
    names = [one.name for one in row._meta.concrete_fields if one.name not in ("id", "strategy", "chain", "version")]
    names = [name for name in names if not name.endswith("_currency")]
    return {name: value(row, name) for name in (*names, *(one.name for one in row._meta.many_to_many))}


def value(row: models.Model, name: str) -> object:
    """The present value of a keyword: ids for what it points at, Money with its currency."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    if name not in fields:
        return sorted(getattr(row, name).values_list("pk", flat=True)) if row.pk else []
    plain: object = getattr(row, fields[name].attname)
    if f"{name}_currency" in fields:
        return Money(plain, getattr(row, f"{name}_currency")) if isinstance(plain, int) else None
    return plain


def write(row: models.Model, values: Values) -> None:
    """Set keywords and save."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    for name, one in values.items():
        if name not in fields:
            continue
        if f"{name}_currency" in fields:
            setattr(row, name, one.minor if isinstance(one, Money) else None)
            if isinstance(one, Money):
                setattr(row, f"{name}_currency", one.currency)
        elif one is None and not fields[name].null:
            setattr(row, name, "")
        else:
            setattr(row, fields[name].attname, one)
    row.save()
    for name, one in values.items():
        if name not in fields:
            getattr(row, name).set(cast(list[int], one))


def happened(
    actor: Actor, strategy: Strategy, row: models.Model, before: Values | None, after: Values | None, **facts: object
) -> None:
    """Record a change: before None for a new row, after None for one that is gone. What is of the chain is told with
    the chain, the rest with the strategy."""
    if isinstance(row, RelationshipMove):
        told(actor, row.chain.subject, strategy.project_id, row, before, after)
        return
    shown = _part(before, of_chain=False), _part(after, of_chain=False)
    told(actor, strategy.subject, strategy.project_id, row, shown[0], shown[1], **facts)
    hidden = _part(before, of_chain=True) or {}, _part(after, of_chain=True) or {}
    if not any(one for side in hidden for one in side.values()):
        return
    chain = Chain.objects.filter(project=strategy.project_id).select_related("subject").first()
    if chain is not None:
        told(actor, chain.subject, strategy.project_id, row, hidden[0], hidden[1])


def told(
    actor: Actor, subject: Subject, project: int, row: models.Model, before: Values | None, after: Values | None,
    **facts: object,
) -> None:  # fmt: skip
    """One event of a row; nothing where it has nothing to tell."""
    old, new = before or {}, after or {}
    changes = {name: (old.get(name), new.get(name)) for name in {**old, **new}}
    if not changes and before is not None and after is not None:
        return
    how = "added" if before is None else "removed" if after is None else "changed"
    kind = row._meta.model_name or ""
    given = {"kind": kind, "row": row.pk, "how": how, "project": project, **facts}
    events.record(actor, f"strategy.{kind}_{how}", subject, changes, on_behalf_of=None, **given)


def _part(values: Values | None, *, of_chain: bool) -> Values | None:
    return None if values is None else {name: one for name, one in values.items() if (name in OF_CHAIN) == of_chain}


def _alike(before: object, after: object) -> bool:
    return before == after or (before in (None, "") and after in (None, ""))


def chain_for(actor: Actor, project: Project) -> Chain:
    """The decision chain of a project, for those who may write it."""
    if not chains.may_write(actor, project):
        raise Forbidden("forbidden", chains.NOT_YOURS)
    row = Chain.objects.filter(project=project).select_related("subject").first()
    if row is None:
        raise Refused("no_chain", _("Draw the decision chain of this project first."), "member")
    return row
