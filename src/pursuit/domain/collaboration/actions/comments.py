"""Commenting: say, correct, take back, react."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.actions.following import follow_quietly
from pursuit.domain.collaboration.fields import AnySubject, CommentId, CommentText, On, SignName
from pursuit.domain.collaboration.models import Comment, Mention, Reaction
from pursuit.domain.collaboration.queries.comments import comments
from pursuit.domain.collaboration.rules import mentions, notices
from pursuit.kernel import clock, events
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Subject, User
from pursuit.kernel.records import check_version

COMMENT = "collaboration.comment"
MODERATE = "collaboration.moderate"


@action("collaboration.add_comment", right=COMMENT, public="comments.create")
def add_comment(*, actor: Actor, subject: AnySubject, text: CommentText, reply_to: CommentId | None = None) -> Comment:
    """Say something on a record one sees. Whoever is named hears of it, if they see the record too."""
    record = Subject.objects.visible_to(actor, [subject]).get()
    first = _first_of_thread(actor, record, reply_to) if reply_to else None
    people = _mentioned(record, text)
    row = Comment.objects.create(
        subject=record,
        author_id=surroundings.author(actor),
        text=mentions.renamed(text, {user.pk: str(user) for user in people}),
        reply_to=first,
        created_at=surroundings.moment(),
    )
    Mention.objects.bulk_create(Mention(comment=row, user=user) for user in people)
    follow_quietly(record, [surroundings.author(actor), *(user.pk for user in people)])
    # The words stay out of the audit trail: they can be taken back.
    events.record(
        actor,
        notices.COMMENTED,
        record,
        comment=row.pk,
        mentioned=[user.pk for user in people],
        answers=first.author_id if first else None,
    )
    return row


@action("collaboration.edit_comment", right=COMMENT, public="comments.update")
def edit_comment(*, actor: Actor, comment: CommentId, text: CommentText, version: Version | None = None) -> Comment:
    """Correct one's own comment; people named for the first time hear of it."""
    row = _load(actor, comment, version)
    if row.author_id != actor.user_id:
        raise Forbidden("not_yours", _("Only its author may change a comment."))
    people = _mentioned(row.subject, text)
    text = mentions.renamed(text, {user.pk: str(user) for user in people})
    if text == row.text:
        return row
    known = set(Mention.objects.filter(comment=row).values_list("user_id", flat=True))
    new = [user for user in people if user.pk not in known]
    Mention.objects.filter(comment=row).exclude(user__in=people).delete()
    Mention.objects.bulk_create(Mention(comment=row, user=user) for user in new)
    follow_quietly(row.subject, [user.pk for user in new])
    row.text, row.edited_at = text, clock.now()
    row.version += 1
    row.save()
    events.record(actor, notices.EDITED, row.subject, comment=row.pk, mentioned=[user.pk for user in new])
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_comment.run(actor, {"comment": events[0].payload.data["comment"]})


@action("collaboration.delete_comment", right=COMMENT, public="comments.delete", inverse=_undo_delete)
def delete_comment(*, actor: Actor, comment: CommentId, version: Version | None = None) -> Comment:
    """Take one's own comment back, or another's as a moderator; its place stays, its words go."""
    row = _load(actor, comment, version)
    if row.author_id != actor.user_id and not actor.may(MODERATE):
        raise Forbidden("not_yours", _("Only its author may delete a comment."))
    row.deleted_at, row.deleted_by = clock.now(), actor.user
    row.version += 1
    row.save()
    events.record(actor, notices.DELETED, row.subject, comment=row.pk)
    return row


@action("collaboration.restore_comment", right=COMMENT)
def restore_comment(*, actor: Actor, comment: CommentId) -> Comment:
    """Bring back what one deleted oneself."""
    row = _find(actor, comment)
    if row.deleted_by_id is not None and row.deleted_by_id != actor.user_id:
        raise Forbidden("not_yours", _("Only who deleted it may bring it back."))
    if row.deleted_at is None:
        raise Conflict("not_deleted", _("This comment is not deleted."))
    row.deleted_at = row.deleted_by = None
    row.version += 1
    row.save()
    events.record(actor, notices.RESTORED, row.subject, comment=row.pk)
    return row


@action("collaboration.react", right=COMMENT, public="comments.react")
def react(*, actor: Actor, comment: CommentId, sign: SignName, on: On = True) -> Comment:
    """Answer a comment with a sign, or take the sign back. No event: it changes nothing about the record."""
    row = _load(actor, comment, None)
    if on:
        mark = Reaction(comment=row, user=actor.user, sign=sign)
        with transaction.atomic():
            Reaction.objects.bulk_create([mark], ignore_conflicts=True)
    else:
        Reaction.objects.filter(comment=row, user=actor.user, sign=sign).delete()
    return row


def _find(actor: Actor, pk: int) -> Comment:
    rows = comments(actor).select_related("subject").select_for_update(of=("self",))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such comment, or you cannot see it."))
    return row


def _load(actor: Actor, pk: int, version: int | None) -> Comment:
    row = _find(actor, pk)
    if row.deleted_at is not None:
        raise Missing("not_found", _("There is no such comment, or you cannot see it."))
    check_version(row.version, version)
    return row


def _first_of_thread(actor: Actor, record: Subject, reply_to: int) -> Comment:
    """Answers hang on the first comment, on the same record."""
    row = comments(actor).filter(pk=reply_to, subject=record, deleted_at=None).select_related("reply_to").first()
    if row is None:
        raise Missing("not_found", _("There is no such comment, or you cannot see it."), "reply_to")
    return row.reply_to or row


def _mentioned(record: Subject, text: str) -> list[User]:
    """The people a text names. Naming somebody who cannot see the record is refused, with the name."""
    ids = mentions.ids(text)
    if len(ids) > mentions.MOST:
        raise Refused("too_many", _("At most %d people in one comment.") % mentions.MOST, "text")
    found = User.objects.filter(pk__in=ids, is_active=True, is_system=False).in_bulk()
    if len(found) < len(ids):
        raise Refused(
            "unknown_person", _("Somebody you name is not here any more: choose people from the list."), "text"
        )
    people = [found[pk] for pk in ids]
    blind = [user for user in people if not _sees(user, record)]
    if blind:
        raise Refused(
            "cannot_see",
            _("Cannot see this record: %s. Take the name out, or let them into the record first.")
            % "、".join(str(user) for user in blind),
            "text",
        )
    return people


def _sees(user: User, record: Subject) -> bool:
    return Subject.objects.visible_to(Actor.of(user), [record.pk]).exists()
