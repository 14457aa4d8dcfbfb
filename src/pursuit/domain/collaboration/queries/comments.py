"""Reading comments: always of a visible record, never the words of a deleted one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pursuit.domain.collaboration.models import Comment, Reaction
from pursuit.domain.collaboration.rules import mentions
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject

VIEW = "collaboration.view"


@dataclass(frozen=True, slots=True)
class Signs:
    """One kind of reaction to a comment: who, and whether oneself."""

    sign: str
    people: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as people read it. A deleted one keeps its place without its words."""

    id: int
    subject: int
    author: str
    author_id: int
    at: datetime
    edited: bool
    deleted: bool
    parts: list[tuple[str, int]]
    text: str
    reply_to: int | None
    signs: list[Signs]
    mine: bool
    version: int


def comments(actor: Actor, about: Subject | None = None) -> QuerySet[Comment]:
    """Comments on visible records, deleted ones too (their words are held back when they are read). about: only on
    this one."""
    if not actor.may(VIEW):
        return Comment.objects.none()
    if about is not None:
        return Comment.objects.filter(access.any_type_q(actor, [about.type], "subject__"), subject=about)
    return Comment.objects.visible_to(actor)


def thread(actor: Actor, subject: Subject, *, before: int | None = None, limit: int = 30) -> list[Said]:
    """The newest comments of a record, older than comment `before`."""
    rows = comments(actor, subject).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return read(actor, rows.select_related("author")[:limit])


def said(actor: Actor, ids: Iterable[int]) -> dict[int, Said]:
    """Some comments by id."""
    rows = comments(actor).filter(pk__in=list(ids)).select_related("author")
    return {one.id: one for one in read(actor, rows)}


def imported(actor: Actor, ids: Iterable[int]) -> dict[int, Comment]:
    """Comments an import wrote, as they stand now."""
    return comments(actor).in_bulk(list(ids))


def read(actor: Actor, rows: Iterable[Comment]) -> list[Said]:
    """Comments with their reactions; one query for all of those."""
    found = list(rows)
    signs = _signs(actor, [row.pk for row in found if row.deleted_at is None])
    return [_said(actor, row, signs.get(row.pk, [])) for row in found]


def count(actor: Actor, subject: Subject) -> int:
    """How many comments a record has."""
    return comments(actor).filter(subject=subject, deleted_at=None).count()


def _said(actor: Actor, row: Comment, signs: list[Signs]) -> Said:
    deleted = row.deleted_at is not None
    return Said(
        id=row.pk,
        subject=row.subject_id,
        author=str(row.author),
        author_id=row.author_id,
        at=row.created_at,
        edited=row.edited_at is not None,
        deleted=deleted,
        parts=[] if deleted else mentions.parts(row.text),
        text="" if deleted else row.text,
        reply_to=row.reply_to_id,
        signs=signs,
        mine=row.author_id == actor.user_id,
        version=row.version,
    )


def _signs(actor: Actor, ids: Sequence[int]) -> dict[int, list[Signs]]:
    rows = Reaction.objects.filter(comment_id__in=ids).select_related("user").order_by("pk")
    people: dict[tuple[int, str], list[Reaction]] = {}
    for row in rows:
        people.setdefault((row.comment_id, row.sign), []).append(row)
    found: dict[int, list[Signs]] = {}
    for comment in ids:
        for sign in Reaction.Sign.values:
            if given := people.get((comment, sign)):
                mine = any(row.user_id == actor.user_id for row in given)
                found.setdefault(comment, []).append(Signs(sign, tuple(str(row.user) for row in given), mine))
    return found
