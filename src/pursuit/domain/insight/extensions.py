"""What the room declares: rights, the weekly work, review meetings with their rows, list and papers."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight import papers
from pursuit.domain.insight.actions import meetings
from pursuit.domain.insight.actions.snapshots import take_snapshots
from pursuit.domain.insight.fields import MeetingChanges
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, ReviewMeeting
from pursuit.domain.insight.queries.meetings import MEETINGS, VIEW
from pursuit.kernel import extensions, jobs, listing, paperforms, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import SubjectType
from pursuit.kernel.rights import Right

HEADS = {"admin": "all", "director": "subtree", "manager": "subtree", "operations": "all"}
SELLING = HEADS | {"seller": "own"}
SEATED = SELLING | dict.fromkeys(("presales", "delivery", "finance"), "own")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(
            "insight.take",
            _("Take the weekly pictures of projects"),
            scoped=False,
            defaults={"admin": "all", "operations": "all"},
        ),
        Right(VIEW, _("See deal reviews"), shared="view", defaults=SEATED),
        Right(meetings.EDIT, _("Hold deal reviews"), shared="edit", defaults=SELLING),
    )
    # Every few hours: the first run of a week takes the pictures, later ones those of projects begun since.
    jobs.declare(jobs.JobKind("insight.snapshots", _("Weekly pictures of projects"), _take, timedelta(hours=6)))
    visible.row_type("agenda_row", _rows)
    visible.row_type("meeting_decision", _decisions)
    extensions.register(_MEETING)
    listing.register(MEETINGS)
    paperforms.declare(*papers.ALL)


_MEETING = SubjectType(
    code=ReviewMeeting.SUBJECT_TYPE,
    label=_("Deal review"),
    model=ReviewMeeting,
    view_right=VIEW,
    edit_right=meetings.EDIT,
    url_name="insight:meeting",
    icon="presentation",
    fields=MeetingChanges,
)


def _rows(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(AgendaRow.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _decisions(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(MeetingDecision.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _take(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    taken = 0
    chunk = take_snapshots(actor=actor)
    while chunk.count:
        taken += chunk.count
        progress(taken)
        chunk = take_snapshots(actor=actor, after=chunk.last)
    return {"taken": taken}
