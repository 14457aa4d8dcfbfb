"""Looking at hand-overs: what would move, what moved, what did not and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models import HandOver, HandOverLine, LineState
from pursuit.domain.people.queries.people import awaited_seats
from pursuit.kernel import extensions
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Subject, User

STEPS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many records of a type."""

    code: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """An open next step that goes with its record, and the day it is due."""

    subject: Subject
    step: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a hand-over would move. hidden: records the reader cannot see, which stay where they are."""

    counts: list[TypeCount]
    total: int
    hidden: int
    steps: list[NextStep]
    approvals: int


def owned(user: int, types: Iterable[str] = (), subjects: Iterable[int] = ()) -> QuerySet[Subject]:
    """Live records of a person: all, of some types, or single ones."""
    rows = Subject.objects.live().filter(owner_id=user)
    if types:
        rows = rows.filter(type__in=list(types))
    if subjects:
        rows = rows.filter(pk__in=list(subjects))
    return rows


def preview(actor: Actor, user: int, types: Iterable[str] = (), subjects: Iterable[int] = ()) -> Preview:
    """Look before handing over."""
    every = owned(user, types, subjects)
    seen = every.filter(pk__in=Subject.objects.visible_to(actor).values("pk"))
    counted = seen.values("type").annotate(count=Count("pk")).order_by("type")
    counts = [TypeCount(row["type"], extensions.subject_type(row["type"]).label, row["count"]) for row in counted]
    total = sum(one.count for one in counts)
    return Preview(
        counts=counts,
        total=total,
        hidden=every.count() - total,
        steps=list(_steps(seen, [one.code for one in counts])),
        approvals=awaited_seats(user).count(),
    )


def by_owner(actor: Actor, subjects: Iterable[int]) -> list[tuple[User, list[int]]]:
    """Visible live records among these ids, by whom they belong to."""
    rows = Subject.objects.visible_to(actor, list(subjects)).exclude(owner=None).select_related("owner")
    found: dict[User, list[int]] = {}
    for row in rows.order_by("owner__name_key", "pk"):
        if row.owner:
            found.setdefault(row.owner, []).append(row.pk)
    return list(found.items())


def _steps(seen: QuerySet[Subject], codes: list[str]) -> Iterator[NextStep]:
    """Next steps as each room states them; the first hundred are shown."""
    left = STEPS_SHOWN
    for code in codes:
        kind = extensions.subject_type(code)
        if kind.next_step is None or not left:
            continue
        of_type = seen.filter(type=code)
        rows = kind.model._default_manager.filter(pk__in=of_type.values("pk")).order_by("pk")[:left]
        subjects = of_type.in_bulk([row.pk for row in rows])
        for row in rows:
            text, due = kind.next_step(row)
            if text:
                left -= 1
                yield NextStep(subjects[row.pk], str(text), due)


def remaining(row: HandOver) -> QuerySet[Subject]:
    """What an order still has to move, in the order in which it goes."""
    handled = HandOverLine.objects.filter(hand_over=row).values("subject_id")
    return owned(row.from_user_id, row.types, row.subjects).exclude(pk__in=handled).order_by("pk")


def hand_overs(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs one ordered or takes part in."""
    return HandOver.objects.visible_to(actor)


def hand_over(actor: Actor, pk: int) -> HandOver:
    """One visible hand-over with its job."""
    row = hand_overs(actor).select_related("from_user", "to_user", "requested_by", "job").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such hand-over, or you cannot see it."))
    return row


def outcome(row: HandOver) -> dict[str, int]:
    """How many records were handed over and refused so far."""
    found = dict.fromkeys(LineState.values, 0)
    rows = HandOverLine.objects.filter(hand_over=row).values("state").annotate(count=Count("pk"))
    return found | {line["state"]: line["count"] for line in rows}


def lines(actor: Actor) -> QuerySet[HandOverLine]:
    """Results record by record."""
    return HandOverLine.objects.visible_to(actor)


HAND_OVERS = Listing(
    code="hand-overs",
    label=_("Hand-overs"),
    subject_type="hand_over",
    base=hand_overs,
    view_right="people.handover",
    spine="",
    searchable=False,
    sort="-requested",
    url_name="people:hand-over",
    columns=(
        Column("from_user", _("From"), "user", source="from_user_id", shown="from_user__name", default=True),
        Column("to_user", _("To"), "user", source="to_user_id", shown="to_user__name", default=True),
        Column("total", _("Records"), "number", default=True, sortable=False),
        Column("reason", _("Reason"), sortable=False),
        Column("requested_by", _("Ordered by"), "user", source="requested_by_id", shown="requested_by__name"),
        Column("requested", _("Ordered"), "moment", source="requested_at", default=True),
        Column("finished", _("Finished"), "moment", source="finished_at", default=True),
    ),
)
HAND_OVER_LINES = Listing(
    code="hand-over-lines",
    label=_("Results of hand-overs"),
    subject_type="hand_over_line",
    base=lines,
    view_right="people.handover",
    spine="",
    searchable=False,
    sort="-at",
    url_name="people:hand-over-line",
    columns=(
        Column("record", _("Record"), "ref", source="subject_id", shown="subject__title", default=True),
        Column("type", _("Record type"), source="subject__type", sortable=False),
        Column("state", _("Result"), "choice", choices=tuple(LineState.choices), default=True, sortable=False),
        Column("message", _("Reason"), default=True, sortable=False),
        Column("at", _("When"), "moment", default=True),
        Column("hand_over", _("Hand-over"), "number", source="hand_over_id", sortable=False),
    ),
)
