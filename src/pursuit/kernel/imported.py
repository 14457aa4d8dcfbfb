"""What an import must know of what is here: whom and what a file may name, what came before, what happened since.

All of it is for those who may import; records themselves are still looked at through `visible_to`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from pursuit.kernel import access, events
from pursuit.kernel import context as surroundings
from pursuit.kernel.actor import Actor
from pursuit.kernel.intake import ALIVE, RIGHT, same_as
from pursuit.kernel.models import BatchState, Event, ImportBatch, ImportMark, OrgUnit, Subject, User


def people(actor: Actor) -> list[User]:
    """Everybody who may own a record."""
    access.require(actor, RIGHT)
    return list(User.objects.filter(is_active=True, is_system=False))


def usernames(actor: Actor, beginning: str) -> set[str]:
    """Names of accounts that are taken, in small letters."""
    access.require(actor, RIGHT)
    like = User.objects.filter(username__istartswith=beginning)
    return {name.lower() for name in like.values_list("username", flat=True)}


def units(actor: Actor) -> list[OrgUnit]:
    """Open units, the company itself first."""
    access.require(actor, RIGHT)
    return sorted(OrgUnit.objects.filter(closed_on=None), key=lambda unit: (unit.parent_id is not None, unit.pk))


def numbers(actor: Actor, subject_type: str, source: str, ids: Collection[str]) -> dict[int, str]:
    """{number: id in the source} of records that came from there before or that an id from there was found to stand
    for; seen or not, deleted or not."""
    access.require(actor, RIGHT)
    # That no id is empty lets SQLite use the index, which is partial; without it every record is looked at.
    rows = Subject.objects.filter(type=subject_type, source=source, source_id__in=ids).exclude(source_id="")
    known = alike(actor, subject_type, source, ids)
    there = Subject.objects.filter(pk__in=known.values()).values_list("pk", flat=True) if known else ()
    by_number = {row: source_id for source_id, row in known.items()}
    return {row: by_number[row] for row in there} | dict(rows.values_list("pk", "source_id"))


def alike(actor: Actor, subject_type: str, source: str, ids: Collection[str]) -> dict[str, int]:
    """{id in the source: number} of records that were here and that such an id was found to stand for."""
    kind = same_as(subject_type)
    # Most imports leave no such mark: one look saves comparing hundreds of ids.
    some = ImportMark.objects.filter(source=source, kind=kind).exists()
    return marked(actor, source, kind, ids) if some else {}


def others_wrote(actor: Actor, batch: int, since: datetime) -> bool:
    """May another import have written since then? What it commits can have been begun a little earlier."""
    access.require(actor, RIGHT)
    return ImportBatch.objects.exclude(pk=batch).filter(heartbeat_at__gte=since - ALIVE).exists()


def marked(actor: Actor, source: str, kind: str, ids: Collection[str]) -> dict[str, int]:
    """{id in the source: row} of what came from there before and is no record."""
    access.require(actor, RIGHT)
    rows = ImportMark.objects.filter(source=source, kind=kind, source_id__in=ids)
    return dict(rows.values_list("source_id", "row"))


def first_values(actor: Actor, subject_type: str, source: str, source_id: str) -> dict[str, object]:
    """What the file said that found a record here already, under this id."""
    access.require(actor, RIGHT)
    mark = ImportMark.objects.filter(source=source, kind=same_as(subject_type), source_id=source_id).first()
    return dict(mark.data) if mark else {}


def last_values(actor: Actor, source: str, subject: int) -> dict[str, object]:
    """Field by field what imports from there said last about a record, as events keep it."""
    access.require(actor, RIGHT)
    told = Event.objects.filter(subject=subject, source=source, batch__isnull=False)
    found: dict[str, object] = {}
    for event in told.select_related("payload").order_by("pk"):
        found |= {name: pair[1] for name, pair in event.payload.data.get("changes", {}).items()}
    return found


def require(actor: Actor, right: str, subjects: Iterable[Subject]) -> None:
    """Refuse unless the actor may change each of them; what the import that runs has made itself it may go on with."""
    batch = surroundings.get().batch
    for subject in subjects:
        if batch is None or subject.batch != batch:
            access.require(actor, right, subject)


def same(last: object, value: object) -> bool:
    """Does an event's value say the same as a keyword's?"""
    return last == events.plain(value)


def made(actor: Actor, batch: ImportBatch, subject_type: str = "") -> list[int]:
    """Numbers of the records a batch made, newest first."""
    access.require(actor, RIGHT)
    rows = Subject.objects.filter(batch=batch.pk)
    rows = rows.filter(type=subject_type) if subject_type else rows
    return list(rows.order_by("-pk").values_list("pk", flat=True))


def named(actor: Actor, ids: Iterable[int]) -> list[Subject]:
    """Records of a batch, to tell of them."""
    access.require(actor, RIGHT)
    return list(Subject.objects.filter(pk__in=list(ids)))


def touched_since(actor: Actor, batch: ImportBatch, ids: Collection[int]) -> set[int]:
    """Those of the records that have a history outside of a batch, and of batches that were taken back."""
    access.require(actor, RIGHT)
    others = _standing(Event.objects.filter(subject__in=ids).exclude(batch=batch.pk))
    return set(others.values_list("subject_id", flat=True))


def touched_after(actor: Actor, batch: ImportBatch, subject: int) -> bool:
    """Did anything happen to a record after the last thing a batch did to it?"""
    access.require(actor, RIGHT)
    last = Event.objects.filter(subject=subject, batch=batch.pk).order_by("-pk").values_list("pk", flat=True).first()
    later = Event.objects.filter(subject=subject, pk__gt=last or 0).exclude(batch=batch.pk)
    return _standing(later).exists()


def changes(actor: Actor, batch: ImportBatch) -> QuerySet[Event]:
    """What a batch changed on records that were there before, newest first."""
    access.require(actor, RIGHT)
    verbs = Q(verb__endswith=".updated") | Q(verb__endswith=".status_set")
    told = Event.objects.filter(verbs, batch=batch.pk).exclude(subject__batch=batch.pk)
    return told.select_related("payload", "subject").order_by("-pk")


def changed_after(actor: Actor, batch: ImportBatch, event: Event) -> bool:
    """Did anything else happen to the record of an event after it?"""
    access.require(actor, RIGHT)
    later = Event.objects.filter(subject=event.subject_id, pk__gt=event.pk).exclude(batch=batch.pk)
    return _standing(later).exists()


def _standing(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Without what was taken back."""
    return rows.exclude(batch__in=ImportBatch.objects.filter(state=BatchState.UNDONE).values("pk"))
