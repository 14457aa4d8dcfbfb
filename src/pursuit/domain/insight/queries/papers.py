"""Minutes and weekly report of a review that has ended, with what their reader may see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pursuit.domain.execution.models import Task
from pursuit.domain.insight import papers
from pursuit.domain.insight.models import MeetingDecision, ReviewMeeting
from pursuit.domain.insight.queries.agenda import Line, lines
from pursuit.domain.insight.queries.frozen import text_of
from pursuit.domain.insight.queries.promises import Promised
from pursuit.domain.insight.rules import weekly
from pursuit.domain.insight.rules.changes import Change
from pursuit.domain.insight.rules.weekly import Sum
from pursuit.domain.projects.models import Status
from pursuit.kernel import paperforms, settings_store
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """A task as it was given; id 0 where the reader may no longer see it."""

    line: Line
    id: int
    title: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a meeting. before, now: open amounts by currency."""

    lines: Sequence[Line]
    decisions: Sequence[tuple[Line, MeetingDecision]]
    tasks: Sequence[Given]
    promises: Sequence[tuple[Line, Promised]]
    sums: Sequence[Sum]
    before: Mapping[str, int]
    now: Mapping[str, int]

    @property
    def discussed(self) -> int:
        return sum(1 for one in self.lines if one.row.discussed_at)

    @property
    def seconds(self) -> int:
        return sum(one.row.seconds for one in self.lines)

    @property
    def kept(self) -> int:
        return sum(1 for _line, one in self.promises if one.state == "kept")


def outcome(actor: Actor, meeting: ReviewMeeting) -> Outcome:
    """Of a visible meeting that has ended: what the reader may see."""
    told = lines(actor, meeting)
    by_row = {one.row.pk: one for one in told}
    decided = (
        MeetingDecision.objects.standing().filter(row__in=by_row).select_related("by").order_by("row__place", "pk")
    )
    ids = [int(text_of(task, "id")) for one in told for task in one.tasks]
    seen = set(Task.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    moved = [one.moved() for one in told]
    before, now = weekly.pipeline(moved)
    return Outcome(
        told,
        [(by_row[one.row_id], one) for one in decided],
        [_given(line, task) for line in told for task in line.tasks if int(text_of(task, "id")) in seen],
        [(line, one) for line in told for one in line.promises if one.kind != "task" or actor.may("tasks.view")],
        weekly.sums(moved),
        before,
        now,
    )


def _given(line: Line, task: Mapping[str, object]) -> Given:
    due = text_of(task, "due")
    return Given(
        line, int(text_of(task, "id")), text_of(task, "title"), text_of(task, "owner"),
        date.fromisoformat(due) if due else None,
    )  # fmt: skip


def minutes_docx(actor: Actor, meeting: ReviewMeeting) -> bytes:
    """会议纪要."""
    found = outcome(actor, meeting)
    tables = {
        "project": [_project(one) for one in found.lines if one.row.discussed_at or one.row.note or one.row.verdict],
        "decision": _decisions(found),
        "task": _tasks(found),
        "promise": [
            {"project": line.title, "text": one.text, "who": one.who, "due": day(one.due), "state": one.label}
            for line, one in found.promises
        ],
    }
    return paperforms.render(papers.MINUTES, _head(meeting, found), tables)


def weekly_docx(actor: Actor, meeting: ReviewMeeting) -> bytes:
    """周报."""
    found = outcome(actor, meeting)
    tables = {
        "sum": [{"what": one.label, "count": str(one.count), "amount": sums_text(one.money)} for one in found.sums],
        "change": [
            {
                "name": one.title, "customer": one.account, "owner": one.owner, "changes": changes_text(one),
                "amount": money(one.amount),
            }
            for one in found.lines
            if one.changes
        ],
        "decision": _decisions(found),
        "task": _tasks(found),
    }  # fmt: skip
    head = _head(meeting, found) | {"before": sums_text(found.before), "now": sums_text(found.now)}
    return paperforms.render(papers.WEEKLY, head, tables)


def _head(meeting: ReviewMeeting, found: Outcome) -> Row:
    kept = _("%(kept)s of %(all)s kept") % {"kept": found.kept, "all": len(found.promises)}
    return {
        "company": settings_store.get("company_name", ""),
        "title": meeting.title,
        "scope": str(meeting.scope or _("What the chair sees")),
        "held_on": day(meeting.held_on),
        "since": day(meeting.week),
        "chair": str(meeting.subject.owner or ""),
        "participants": "、".join(str(one) for one in meeting.participants.order_by("pk")),
        "discussed": _("%(done)s of %(all)s") % {"done": found.discussed, "all": len(found.lines)},
        "minutes": _("%s minutes") % (-(-found.seconds // 60)),
        "kept": kept if found.promises else "",
    }


def _project(line: Line) -> Row:
    return {
        "place": str(line.row.place), "name": line.title, "customer": line.account, "owner": line.owner,
        "amount": money(line.amount), "stage": line.stage, "changes": changes_text(line),
        "verdict": str(line.row.get_verdict_display()) if line.row.verdict else "", "note": line.row.note,
    }  # fmt: skip


def _decisions(found: Outcome) -> list[Row]:
    return [
        {"project": line.title, "kind": str(one.get_kind_display()), "text": one.text, "by": str(one.by)}
        for line, one in found.decisions
    ]


def _tasks(found: Outcome) -> list[Row]:
    return [
        {"project": one.line.title, "title": one.title, "owner": one.owner, "due": day(one.due)} for one in found.tasks
    ]


def changes_text(line: Line) -> str:
    """All changes in one line of a table."""
    return "；".join(" ".join(part for part in (one.label, detail(line, one)) if part) for one in line.changes)


def detail(line: Line, change: Change) -> str:
    """From what to what, in people's words; "" where the label says all."""
    if change.code == "decided":
        return str(dict(Status.choices).get(line.status, line.status))
    if change.code.startswith("date_"):
        return _arrow(day(change.before), day(change.after))
    if change.code.startswith("amount_"):
        return _arrow(money(line.before), money(line.amount))
    if change.code.startswith("stage_"):
        return _arrow(line.stage_before, line.stage)
    return _arrow(line.owner_before, line.owner) if change.code == "owner" else ""


def _arrow(before: str, after: str) -> str:
    return f"{before or '—'} → {after or '—'}"


def sums_text(sums: Mapping[str, int]) -> str:
    """Each currency on its own."""
    return "；".join(money((minor, currency)) for currency, minor in sorted(sums.items()) if minor)


def money(amount: tuple[int, str] | None) -> str:
    return "" if amount is None else f"{amount[1]} {Money(*amount).major():,.2f}"


def day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""
