"""What was promised last week about projects, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, MeetingState, ProjectSnapshot, ReviewMeeting
from pursuit.domain.insight.rules import agenda as rules
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event

BACK = timedelta(days=60)  # an older meeting is no "last week"


@dataclass(frozen=True, slots=True)
class Promised:
    """A next step, task or decision. state: kept, moved, broken, open; decision: its id, where one may mark it."""

    kind: str
    text: str
    who: str
    due: date | None
    state: str
    decision: int = 0

    @property
    def label(self) -> str:
        return str(rules.STATES[self.state])

    def plain(self) -> dict[str, object]:
        due = self.due.isoformat() if self.due else ""
        return {"kind": self.kind, "text": self.text, "who": self.who, "due": due, "state": self.state}

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "Promised":
        due = date.fromisoformat(kept["due"]) if kept["due"] else None
        return cls(kept["kind"], kept["text"], kept["who"], due, kept["state"])


def promises(
    actor: Actor, meeting: ReviewMeeting, rows: Sequence[Project], pictures: Mapping[int, ProjectSnapshot]
) -> dict[int, list[Promised]]:
    """By project: the next step of the week before, then the tasks and decisions of the meeting before."""
    found: dict[int, list[Promised]] = {row.pk: [] for row in rows}
    words = _words(pictures.values())
    for row in rows:
        step = _step(row, pictures.get(row.pk), words.get(row.pk))
        if step is not None:
            found[row.pk].append(step)
    earlier = _earlier(actor, meeting, list(found))
    projects = {row.pk: row.project_id for row in earlier}
    for link, one in _tasks(actor, list(projects)):
        found[projects[link]].append(one)
    decided = MeetingDecision.objects.standing().visible_to(actor).filter(row__in=projects)
    for decision in decided.select_related("by"):
        state = rules.decision(kept=decision.kept)
        found[projects[decision.row_id]].append(
            Promised("decision", decision.text, str(decision.by), None, state, decision.pk)
        )
    return found


def _step(row: Project, picture: ProjectSnapshot | None, words: str | None) -> Promised | None:
    """words: of the next step then, None where they are still the same."""
    today = clock.today()
    if picture is None or picture.next_step_on is None or (words is None and not row.next_step):
        return None
    state = rules.step(picture.next_step_on, row.next_step_on, same_words=words is None, today=today)
    return Promised("step", words or row.next_step, str(picture.owner or ""), picture.next_step_on, state)


def _words(pictures: Iterable[ProjectSnapshot]) -> dict[int, str]:
    """The words of a next step when the picture was taken, where they were changed since."""
    taken = {one.project_id: one.taken_at for one in pictures if one.next_step_on}
    if not taken:
        return {}
    rows = Event.objects.filter(subject__in=list(taken), at__gt=min(taken.values()), verb__startswith="project.")
    found: dict[int, str] = {}
    for subject, at, changes in rows.order_by("at", "pk").values_list("subject", "at", "payload__data__changes"):
        if subject in found or at <= taken[subject] or not isinstance(changes, dict) or "next_step" not in changes:
            continue
        if changes["next_step"][0]:
            found[subject] = str(changes["next_step"][0])
    return found


def _earlier(actor: Actor, meeting: ReviewMeeting, projects: Sequence[int]) -> list[AgendaRow]:
    """Of each project its row in the last meeting before this one that the reader sees."""
    rows = AgendaRow.objects.visible_to(actor).filter(
        project__in=projects, meeting__state=MeetingState.ENDED, meeting__held_on__lt=meeting.held_on,
        meeting__held_on__gte=meeting.held_on - BACK,
    )  # fmt: skip
    last: dict[int, AgendaRow] = {}
    for row in rows.order_by("meeting__held_on", "meeting").defer("frozen"):
        last[row.project_id] = row
    return list(last.values())


def _tasks(actor: Actor, rows: Sequence[int]) -> list[tuple[int, Promised]]:
    found = Task.objects.visible_to(actor).filter(meeting_link__row__in=rows).order_by("pk")
    today = clock.today()
    told = []
    for one in found.select_related("subject__owner", "meeting_link"):
        done, dropped = one.status == TaskStatus.DONE, one.status == TaskStatus.CANCELLED
        state = rules.task(one.due_on, done=done, dropped=dropped, today=today)
        owner = str(one.subject.owner or "")
        told.append((one.meeting_link.row_id, Promised("task", one.title, owner, one.due_on, state)))
    return told
