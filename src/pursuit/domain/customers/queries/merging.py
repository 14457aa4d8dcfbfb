"""What merging two records of the same kind would do, before anybody does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pursuit.kernel import access, customfields, events, extensions, references
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.models import Record, visible_rows
from pursuit.kernel.records import GONE, SPINE
from pursuit.kernel.schema import fields_of


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both records; `take` is what happens unless somebody chooses otherwise."""

    name: str
    label: Text
    keep: object
    remove: object
    take: str  # keep, remove

    @property
    def differs(self) -> bool:
        return bool(self.keep != self.remove)


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows of one kind that change over; `dropped` of them are there already and go."""

    code: str
    label: str
    count: int
    dropped: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Both records, field by field, what moves, and why it cannot be (empty: it can)."""

    keep: Record
    remove: Record
    fields: Sequence[FieldPair]
    moving: Sequence[Moving]
    obstacles: Sequence[str]


def merge_preview(actor: Actor, subject_type: str, keep: int, remove: int) -> MergePreview:
    """What `merge` would do with two records the actor sees."""
    model = extensions.subject_type(subject_type).model
    rows = {row.pk: row for row in visible_rows(model, actor).filter(pk__in=(keep, remove)).select_related("subject")}
    if keep not in rows or remove not in rows:
        raise Missing("not_found", GONE)
    kept, removed = rows[keep], rows[remove]
    return MergePreview(
        kept,
        removed,
        [pair for pair in pairs(subject_type, kept, removed) if _may_see(actor, subject_type, pair.name)],
        list(_moving(subject_type, keep, remove)),
        [*why_not(kept, removed), *_rights(actor, subject_type, kept, removed)],
    )


def names(subject_type: str) -> list[str]:
    """The fields a merge decides on."""
    typed = extensions.subject_type(subject_type).fields
    found = list(fields_of(typed)) if typed else []
    return [*found, "account"] if subject_type == "contact" else found


def value(row: Record, name: str) -> object:
    """A field's value as the database keeps it (ids for references)."""
    if name in SPINE:
        return getattr(row.subject, SPINE[name])
    return getattr(row, references.column(type(row), name))


def pairs(subject_type: str, keep: Record, remove: Record) -> list[FieldPair]:
    """Field by field; a value fills a gap unless somebody chooses otherwise. Custom fields included."""
    typed = extensions.subject_type(subject_type).fields
    labels = fields_of(typed) if typed else {}
    found = []
    for name in names(subject_type):
        ours, theirs = value(keep, name), value(remove, name)
        take = "remove" if ours in (None, "") and theirs not in (None, "") else "keep"
        label = labels[name].label if name in labels else _("Account")
        found.append(FieldPair(name, label, events.plain(ours), events.plain(theirs), take))
    mine, other = customfields.read(keep.subject), customfields.read(remove.subject)
    for field in customfields.of(subject_type):
        ours, theirs = mine.get(field.code), other.get(field.code)
        take = "remove" if ours is None and theirs is not None else "keep"
        found.append(FieldPair(f"custom.{field.code}", field.label, events.plain(ours), events.plain(theirs), take))
    return found


def why_not(keep: Record, remove: Record) -> list[str]:
    """Obstacles that lie in the records themselves."""
    if keep.pk == remove.pk:
        return [_("These are the same record.")]
    found = list(references.obstacles(remove, remove.SUBJECT_TYPE))
    above = "parent_id" if remove.SUBJECT_TYPE == "account" else "reports_to_id"
    if _climbs(keep, remove.pk, above) or _climbs(remove, keep.pk, above):
        found.append(_("One of them is below the other: take it out from there first."))
    codes = {getattr(row, "credit_code", "") for row in (keep, remove)} - {""}
    if len(codes) > 1:
        found.append(_("Different credit codes mean different companies: correct the wrong code first."))
    return found


def _climbs(row: Record, target: int, above: str) -> bool:
    """Does the way up from a row lead to another one?"""
    seen: set[int] = set()
    at = getattr(row, above)
    while at is not None and at not in seen:
        if at == target:
            return True
        seen.add(at)
        at = type(row)._default_manager.filter(pk=at).values_list(above, flat=True).first()
    return False


def _rights(actor: Actor, subject_type: str, *rows: Record) -> list[str]:
    kind = extensions.subject_type(subject_type)
    found = []
    for row in rows:
        for right in ("customers.merge", kind.edit_right):
            answer = access.decide(actor, right, row.subject)
            if not answer:
                found.append(f"{row.title}: {answer.reason}")
                break
    return found


def _may_see(actor: Actor, subject_type: str, name: str) -> bool:
    typed = extensions.subject_type(subject_type).fields
    field = fields_of(typed).get(name) if typed else None
    return not (field and field.right and not actor.may(field.right))


def _moving(subject_type: str, keep: int, remove: int) -> list[Moving]:
    found = []
    for pointer in references.pointers(subject_type):
        count = pointer.rows(remove).count()
        if count:
            dropped = len(pointer.clashing(keep, remove))
            found.append(Moving(pointer.code, references.label(pointer.model), count - dropped, dropped))
    return found
