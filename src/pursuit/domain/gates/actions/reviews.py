"""Reviews: opened, voted on, concluded, called off. The conclusion is fixed with name and time."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.gates.fields import (
    Agenda,
    Chair,
    Concluded,
    Conditions,
    ConditionSpec,
    HeldOn,
    Minutes,
    MoveReason,
    Opinion,
    Participants,
    PointCode,
    ProjectId,
    ReviewId,
    VoteOf,
    Why,
)
from pursuit.domain.gates.models import OPENING, Conclusion, Condition, Review, ReviewState, Seat
from pursuit.domain.gates.queries import points
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import MOVING, Project, TeamMember
from pursuit.kernel import access, clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Level, Share

EDIT = "projects.edit"
CONCLUDE = "gates.conclude"
VOTE = "gates.vote"


def _undo_open(actor: Actor, happened: Sequence[Event]) -> object:
    return cancel_review(actor=actor, review=int(happened[-1].payload.data["review"]), reason=str(_("Undone")))


@action("gates.open_review", right=EDIT, public="reviews.create", inverse=_undo_open)
def open_review(
    *,
    actor: Actor,
    project: ProjectId,
    point: PointCode,
    held_on: HeldOn,
    participants: Participants,
    chair: Chair | None = None,
    agenda: Agenda = "",
) -> Review:
    """Call people together on a decision point; they see the project from now on."""
    row = records.load(Project, actor, project, EDIT)
    if row.status not in MOVING:
        raise Conflict("not_now", _("Only active or won projects are reviewed: resume or reopen it first."))
    found = points.point(row, point)
    if found is None:
        raise Refused("no_point", _("This project's method has no such decision point."), "point")
    if found.state not in ("next", "later"):
        raise Conflict("passed", _("This decision point is passed: renew it instead if it holds no longer."))
    if found.open_review is not None:
        raise Conflict("open_already", _("A review of this point is open already: conclude it or call it off first."))
    number = Review.objects.filter(project=row, point=point).count() + 1
    head = chair or author(actor)
    made = Review.objects.create(project=row, point=point, number=number, held_on=held_on, chair_id=head, agenda=agenda)
    seats = list(dict.fromkeys([head, *participants]))
    Seat.objects.bulk_create(Seat(review=made, user_id=user) for user in seats)
    for user in seats:
        # Whoever is asked must be able to read what it is about.
        Share.objects.get_or_create(
            subject=row.subject, user_id=user, reason=f"review:{made.pk}", defaults={"level": Level.VIEW}
        )
    records.touch(row)
    events.record(
        actor, "gate.review_opened", row.subject, review=made.pk, point=point, number=number, held_on=held_on,
        title=_dated(found.name, held_on), tell={"approval": seats},
    )  # fmt: skip
    return made


def _undo_move(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return move_review.run(actor, {"review": data["review"], "held_on": data["changes"]["held_on"][0]})


@action("gates.move_review", right=EDIT, public="reviews.move", inverse=_undo_move)
def move_review(*, actor: Actor, review: ReviewId, held_on: HeldOn, reason: MoveReason = "") -> Review:
    """It takes place on another day; everybody asked to it is told."""
    row = _loaded(actor, review)
    access.require(actor, EDIT, row.project.subject)
    _require_open(row)
    before = row.held_on
    if before != held_on:
        row.held_on = held_on
        row.version += 1
        row.save(update_fields=["held_on", "version"])
        _told(actor, row, "gate.review_moved", {"held_on": (before, held_on)}, reason=reason, tell="approval")
    return row


@action("gates.cast_vote", right=VOTE, public="reviews.vote")
def cast_vote(*, actor: Actor, review: ReviewId, vote: VoteOf, opinion: Opinion = "") -> Seat:
    """One's own vote; it may be changed until the review is concluded. Against, or on conditions, needs a reason."""
    row = _loaded(actor, review)
    seat = Seat.objects.select_for_update().filter(review=row, user_id=actor.user_id).first()
    if seat is None:
        raise Forbidden("no_seat", _("You have no seat in this review: ask its chair for one."))
    _require_open(row)
    if vote in ("no", "conditional") and not opinion.strip():
        raise Refused("reason_needed", _("Say why: the others need your reason to put it right."), "opinion")
    before = seat.vote
    seat.vote, seat.opinion, seat.at = vote, opinion, moment()
    seat.save()
    _told(actor, row, "gate.voted", {"vote": (before, str(vote))}, opinion=opinion)
    return seat


@action("gates.conclude_review", right=CONCLUDE, public="reviews.conclude")
def conclude_review(
    *,
    actor: Actor,
    review: ReviewId,
    conclusion: Concluded,
    minutes: Minutes = "",
    conditions: Conditions | None = None,
    version: Version | None = None,
) -> Review:
    """The chair, or somebody entitled to decide on the project, says what came of it. Conditions become tasks."""
    row = _loaded(actor, review)
    records.check_version(row.version, version)
    if row.chair_id != actor.user_id:
        access.require(actor, CONCLUDE, row.project.subject)
    _require_open(row)
    wanted = conditions or []
    _refuse_conclusion(conclusion, minutes, wanted)
    found = points.point(row.project, row.point)
    row.state, row.conclusion, row.minutes = ReviewState.CONCLUDED, conclusion, minutes
    row.concluded_at, row.concluded_by_id = moment(), author(actor)
    row.score = found.score if found else None
    if conclusion in OPENING:
        row.valid_until = clock.day_of(row.concluded_at) + timedelta(days=house_rules().term_days)
    row.version += 1
    row.save()
    for one in wanted:
        add(actor, row, one)
    _told(
        actor, row, "gate.concluded", {"state": (str(ReviewState.OPEN), str(row.state))}, conclusion=str(conclusion),
        score=row.score, conditions=len(wanted), tell="change", owners=[one.owner for one in wanted],
    )  # fmt: skip
    return row


@action("gates.cancel_review", right=EDIT, public="reviews.cancel")
def cancel_review(*, actor: Actor, review: ReviewId, reason: Why) -> Review:
    """It does not take place."""
    row = _loaded(actor, review)
    access.require(actor, EDIT, row.project.subject)
    _require_open(row)
    row.state, row.minutes = ReviewState.CANCELLED, reason
    row.version += 1
    row.save()
    _told(actor, row, "gate.review_cancelled", None, reason=reason, tell="change")
    return row


def add(actor: Actor, row: Review, one: ConditionSpec) -> Condition:
    """A condition and the task by which it is met. The task is made in the name of whoever concluded."""
    task = create_task(
        actor=actor, parent=row.project_id, title=one.text, owner=one.owner, due_on=one.due,
        note=str(_("Condition of %(point)s, review %(number)s") % {"point": row.point, "number": row.number}),
    )  # fmt: skip
    return Condition.objects.create(review=row, project=row.project, text=one.text, task=task, due=one.due)


def _refuse_conclusion(conclusion: str, minutes: str, conditions: Sequence[ConditionSpec]) -> None:
    if conclusion == Conclusion.CONDITIONAL and not conditions:
        told = _("Passed on conditions: name at least one, with owner and date.")
        raise Refused("conditions_needed", told, "conditions")
    if conclusion != Conclusion.CONDITIONAL and conditions:
        raise Refused("no_conditions", _("Conditions belong to “passed on conditions” only."), "conditions")
    if conclusion not in OPENING and not minutes.strip():
        raise Refused("reason_needed", _("Write down why, so that the team knows what to put right."), "minutes")
    today = clock.today()
    for one in conditions:
        if one.due < today:
            raise Refused("past", _("A condition cannot be due in the past: “%s”.") % one.text, "conditions")


def _require_open(row: Review) -> None:
    if row.state != ReviewState.OPEN:
        raise Conflict("closed", _("This review is closed (%s): open another round.") % row.get_state_display())


def _loaded(actor: Actor, pk: int) -> Review:
    """Locked, with its project locked first, so that two who conclude at once conclude once."""
    seen = Review.objects.visible_to(actor).filter(pk=pk).values_list("project", flat=True).first()
    if seen is None:
        raise Missing("not_found", records.GONE)
    project = records.load(Project, actor, seen, "gates.view")
    row = Review.objects.select_for_update(of=("self",)).get(pk=pk)
    row.project = project
    return row


def _told(
    actor: Actor, row: Review, verb: str, changes: events.Changes | None, *, tell: str = "",
    owners: Sequence[int] = (), **facts: object,
) -> None:  # fmt: skip
    """Write down what happened. tell: as what those with a seat, and of a conclusion the team, hear of it."""
    records.touch(row.project)
    stage = Stage.objects.filter(version=row.project.version_id, point_code=row.point).first()
    name = f"{row.point} {stage.point_name if stage else ''}".strip()
    title = f"{name} · {row.get_conclusion_display()}" if row.conclusion else _dated(name, row.held_on)
    said = {"review": row.pk, "point": row.point, "number": row.number, "title": title} | facts
    if tell:
        people = set(Seat.objects.filter(review=row).values_list("user", flat=True))
        if row.conclusion:
            people |= set(TeamMember.objects.filter(project=row.project, active=True).values_list("user", flat=True))
        said["tell"] = {"owner": owners, tell: sorted(people)}
    events.record(actor, verb, row.project.subject, changes, on_behalf_of=None, **said)


def _dated(name: str, day: date) -> str:
    return f"{name} · {day.isoformat()}"
