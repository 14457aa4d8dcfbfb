"""Two records of the same thing become one, and two again."""

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.actions.accounts import refuse_loop
from pursuit.domain.customers.actions.common import EDIT, EDIT_CONTACT, add_keys, keys_of, sync_keys
from pursuit.domain.customers.fields.common import Sides
from pursuit.domain.customers.models import Account, Affiliation, Contact
from pursuit.domain.customers.queries import merging
from pursuit.kernel import access, clock, events, pinyin, records, references, repoint, search
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, Ref, Version
from pursuit.kernel.models import CustomField, CustomValue, Event, Subject

MERGE = "customers.merge"
Keep = Annotated[int, Ref("account"), Label(_("Record to keep"))]
Remove = Annotated[int, Ref("account"), Label(_("Record that goes"))]
KeepContact = Annotated[int, Ref("contact"), Label(_("Record to keep"))]
RemoveContact = Annotated[int, Ref("contact"), Label(_("Record that goes"))]
Removed = Annotated[int, Label(_("Record that went"))]
Mergeable = Account | Contact
T = TypeVar("T", Account, Contact)


def _undo_accounts(actor: Actor, events: Sequence[Event]) -> object:
    return unmerge_accounts(actor=actor, keep=events[0].subject_id or 0, removed=events[0].payload.data["removed"])


@action("customers.merge_accounts", right=MERGE, public="accounts.merge", inverse=_undo_accounts)
def merge_accounts(
    *, actor: Actor, keep: Keep, remove: Remove, choices: Sides | None = None, version: Version | None = None
) -> Account:
    """Everything of `remove` goes to `keep`; per field a choice says whose value stays (gaps are filled anyway)."""
    kept, removed = _both(Account, actor, keep=keep, remove=remove, edit=EDIT, version=version)
    taken = _taken("account", kept, removed, choices or {})
    parent = taken.get("parent")
    refuse_loop(kept, parent if isinstance(parent, int) else None)
    return _merge(actor, kept, removed, taken=taken, choices=choices or {}, demoted=[])


@action("customers.unmerge_accounts", right=MERGE)
def unmerge_accounts(*, actor: Actor, keep: Keep, removed: Removed) -> Account:
    """Take a merge back: exactly the rows that moved go back, both records have their values of before."""
    return _unmerge(Account, actor, keep, removed, EDIT)


def _undo_contacts(actor: Actor, events: Sequence[Event]) -> object:
    return unmerge_contacts(actor=actor, keep=events[0].subject_id or 0, removed=events[0].payload.data["removed"])


@action("customers.merge_contacts", right=MERGE, public="contacts.merge", inverse=_undo_contacts)
def merge_contacts(
    *,
    actor: Actor,
    keep: KeepContact,
    remove: RemoveContact,
    choices: Sides | None = None,
    version: Version | None = None,
) -> Contact:
    """The same for two cards of one person; the kept card's primary post stays unless the account is chosen."""
    kept, removed = _both(Contact, actor, keep=keep, remove=remove, edit=EDIT_CONTACT, version=version)
    taken = _taken("contact", kept, removed, choices or {})
    loser = kept if "account" in taken else removed
    demoted = list(Affiliation.objects.filter(contact=loser, is_primary=True).values_list("pk", flat=True))
    Affiliation.objects.filter(pk__in=demoted).update(is_primary=False)
    return _merge(actor, kept, removed, taken=taken, choices=choices or {}, demoted=demoted)


@action("customers.unmerge_contacts", right=MERGE)
def unmerge_contacts(*, actor: Actor, keep: KeepContact, removed: Removed) -> Contact:
    """Take a merge of two cards back."""
    return _unmerge(Contact, actor, keep, removed, EDIT_CONTACT)


def _both(model: type[T], actor: Actor, *, keep: int, remove: int, edit: str, version: int | None) -> tuple[T, T]:
    """Both locked (lower id first: two merges never wait for each other), rights and obstacles seen to."""
    rows = {}
    for pk in sorted({keep, remove}):
        rows[pk] = records.load(model, actor, pk, MERGE, version if pk == keep else None)
        access.require(actor, edit, rows[pk].subject)
    obstacles = merging.why_not(rows[keep], rows[remove])
    if obstacles:
        raise Conflict("cannot_merge", " ".join(obstacles))
    return rows[keep], rows[remove]


def _taken(subject_type: str, kept: Mergeable, removed: Mergeable, choices: Mapping[str, str]) -> dict[str, object]:
    """The values the kept record takes over from the other."""
    pairs = {pair.name: pair for pair in merging.pairs(subject_type, kept, removed)}
    unknown = sorted(set(choices) - set(pairs))
    if unknown:
        raise Refused("unknown_field", _("There is no such field to choose: %s.") % ", ".join(unknown), "choices")
    return {
        name: merging.value(removed, name)
        for name, pair in pairs.items()
        if not name.startswith("custom.") and pair.differs and choices.get(name, pair.take) == "remove"
    }


def _merge(
    actor: Actor, kept: T, removed: T, *, taken: dict[str, object], choices: Mapping[str, str], demoted: list[int]
) -> T:
    dropped = _drop_chosen(kept.subject, removed.subject, choices)
    moved, doubles = repoint.move_all(kept.SUBJECT_TYPE, kept.pk, removed.pk)
    counts = {code: len(ids) for code, ids in moved.items()}
    changes = {name: (merging.value(kept, name), value) for name, value in taken.items()}
    _apply(kept, taken)
    add_keys(kept)
    _hide(actor, removed, kept)
    events.record(
        actor,
        f"{kept.SUBJECT_TYPE}.merged",
        kept.subject,
        changes,
        removed=removed.pk,
        removed_title=removed.title,
        moved=moved,
        counts=counts,
        dropped=dropped + doubles,
        demoted=demoted,
    )
    return kept


def _drop_chosen(kept: Subject, removed: Subject, choices: Mapping[str, str]) -> repoint.Dropped:
    """Where the other's custom value was chosen, the kept record's own makes room."""
    chosen = {name.removeprefix("custom.") for name, side in choices.items() if side == "remove" and "." in name}
    fields = CustomField.objects.filter(subject_type=kept.type, code__in=chosen)
    theirs = CustomValue.objects.filter(subject=removed, field__in=fields).values("field_id")
    ids = set(CustomValue.objects.filter(subject=kept, field__in=theirs).values_list("pk", flat=True))
    return repoint.drop(CustomValue, ids) if ids else []


def _apply(row: Mergeable, values: Mapping[str, object]) -> None:
    """Set database values on a record and its spine: it is a new version."""
    for name, value in values.items():
        if name in records.SPINE:
            setattr(row.subject, records.SPINE[name], value)
        else:
            setattr(row, references.column(type(row), name), value)
    row.subject.title_key = pinyin.sort_key(row.subject.title)
    row.save()
    records.touch(row)
    search.index(row)


def _hide(actor: Actor, removed: Mergeable, kept: Mergeable) -> None:
    removed.merged_into = kept
    removed.save(update_fields=["merged_into"])
    removed.subject.deleted_at = clock.now()
    removed.subject.deleted_by = actor.user
    records.touch(removed)


def _unmerge(model: type[T], actor: Actor, keep: int, removed: int, edit: str) -> T:
    kept = records.load(model, actor, keep, MERGE)
    access.require(actor, edit, kept.subject)
    merge = (
        Event.objects.filter(subject_id=keep, verb=f"{model.SUBJECT_TYPE}.merged")
        .select_related("payload")
        .order_by("-pk")
        .first()
    )
    gone = model._default_manager.select_related("subject").filter(pk=removed, merged_into=keep).first()
    if merge is None or gone is None or merge.payload.data.get("removed") != removed:
        raise Missing("not_found", _("There is no such merge, or a later one must be undone first."))
    if kept.subject.version != merge.version:
        raise Conflict("later_edits", _("Later changes build on this one: undo those first, newest first."))
    facts = merge.payload.data
    gone.subject.deleted_at = gone.subject.deleted_by = None
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    records.touch(gone)
    back = repoint.move_back(facts["moved"], facts["dropped"], keep, removed)
    Affiliation.objects.filter(pk__in=facts["demoted"]).update(is_primary=True)
    own = keys_of(kept)
    values = {name: _python(kept, name, pair[0]) for name, pair in facts["changes"].items()}
    changes = {name: (merging.value(kept, name), value) for name, value in values.items()}
    _apply(kept, values)
    sync_keys(kept, own)
    events.record(
        actor, f"{model.SUBJECT_TYPE}.unmerged", kept.subject, changes, removed=removed, merge=merge.pk, moved_back=back
    )
    return kept


def _python(row: Mergeable, name: str, value: object) -> object:
    """A value from an event, as the database wants it."""
    if name in records.SPINE:
        return value
    field = row._meta.get_field(name)
    empty = "" if value is None and not field.null else value
    return field.to_python(empty) if isinstance(field, Field) and not field.is_relation else empty
