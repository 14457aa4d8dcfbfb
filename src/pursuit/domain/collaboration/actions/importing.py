"""Bringing over what people wrote about records elsewhere: comments with their authors and times, written together.

Nobody is told and nobody follows a record because of them; the events are those of the ordinary actions.
"""

from typing import Annotated

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.collaboration.actions.comments import COMMENT
from pursuit.domain.collaboration.models import Comment
from pursuit.domain.collaboration.queries.comments import comments
from pursuit.domain.collaboration.rules import mentions, notices
from pursuit.kernel import access, collecting, events
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Label, Moment, UserId
from pursuit.kernel.models import ImportMark, Subject
from pursuit.kernel.records import GONE

NOTE, CHANGED = "note", "note_text"  # marks on a comment that came with an import, and on one whose text did
LONGEST = 400_000  # other systems allow more than a comment typed here has
Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Said(BaseModel):
    """What somebody wrote about a record, and when. told_by: whose hand the trail names, if not the author's."""

    model_config = ConfigDict(extra="forbid")

    subject: int
    at: Moment
    by: UserId
    told_by: UserId | None = None
    text: Text


class Corrected(BaseModel):
    """Another text for a comment that an import wrote."""

    model_config = ConfigDict(extra="forbid")

    comment: int
    text: Text


Remarks = Annotated[list[Said], Label(_("Comments"), widget="hidden")]
Corrections = Annotated[list[Corrected], Label(_("Comments"), widget="hidden")]
Ids = Annotated[list[int], Label(_("Comments"), widget="hidden")]


@action("collaboration.import_comments", right="import.history")
def import_comments(*, actor: Actor, remarks: Remarks) -> list[Comment]:
    """Comments on records the actor sees, in the order given."""
    access.require(actor, COMMENT)
    wanted = {one.subject for one in remarks}
    found = Subject.objects.visible_to(actor, wanted).live().in_bulk() if wanted else {}
    if wanted - found.keys():
        raise Missing("not_found", GONE)
    rows = Comment.objects.bulk_create(
        Comment(subject=found[one.subject], author_id=one.by, text=mentions.tame(one.text), created_at=one.at)
        for one in remarks
    )
    with collecting.collected(actor):
        for one, row in zip(remarks, rows, strict=True):
            with surroundings.told(actor, one.at, one.told_by or one.by):
                events.record(actor, notices.COMMENTED, row.subject, comment=row.pk, mentioned=[], answers=None)
    return rows


@action("collaboration.correct_comments", right="import.history")
def correct_comments(*, actor: Actor, corrections: Corrections) -> list[Comment]:
    """Other texts for comments nobody here has touched; the others stay. Returns those that were changed. A comment
    keeps its version: a second one is the mark of people's own hands."""
    access.require(actor, COMMENT)
    texts = {one.comment: mentions.tame(one.text) for one in corrections}
    found = comments(actor).filter(pk__in=list(texts), version=1)
    rows = list(found.select_related("subject").select_for_update(of=("self",)))
    with collecting.collected(actor):
        for row in rows:
            row.text = texts[row.pk]
            events.record(actor, notices.EDITED, row.subject, comment=row.pk, mentioned=[])
    Comment.objects.bulk_update(rows, ["text"])
    return rows


@action("collaboration.remove_imported", right="import.history")
def remove_imported(*, actor: Actor, ids: Ids) -> list[int]:
    """Comments an import wrote go for good. Returns those that stay: people or other imports went on with them, or what
    they are about is deleted or hidden from the actor."""
    ours = set(ImportMark.objects.filter(kind=NOTE, row__in=ids).values_list("row", flat=True))
    corrected = ImportMark.objects.filter(kind=CHANGED, row__in=ours).values_list("row", flat=True)
    used = Q(version__gt=1) | Q(replies__isnull=False) | Q(reactions__isnull=False) | Q(pk__in=list(corrected))
    used_ones = set(comments(actor).filter(used, pk__in=ours).values_list("pk", flat=True))
    comments(actor).filter(pk__in=ours - used_ones).delete()
    return sorted(Comment.objects.filter(pk__in=ours).values_list("pk", flat=True))
