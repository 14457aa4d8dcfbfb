"""Bringing projects over with their whole history: lines of the ordinary actions, read by those actions' own schemas,
applied in the order of time to rows in memory, and written in bulk. The events are those of the actions themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Literal, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, StringConstraints

from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.actions import access, lines, outcome, projects, stages, team
from pursuit.domain.projects.actions.money import set_base
from pursuit.domain.projects.fields import NewProject
from pursuit.domain.projects.models import (
    ExpectedDateChange,
    Outcome,
    OutcomeKind,
    Party,
    ProductLine,
    Project,
    Rival,
    StageMove,
    TeamMember,
    VisitLink,
)
from pursuit.domain.projects.rules import outcome as rules
from pursuit.kernel import access as kernel_access
from pursuit.kernel import blank, clock, collecting, events, numbering, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action, get
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import Day, Label, Line, Moment, UserId
from pursuit.kernel.models import User
from pursuit.kernel.money import Money

Values = Mapping[str, object]


class Happening(BaseModel):
    """One thing that happened: when, done by whom, through which action, with which of its keywords."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    at: Moment
    by: UserId
    action: str
    data: dict[str, object]


class Ending(BaseModel):
    """How it ended, as other systems tell it: they often keep no reason, which ours then show as missing."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["won", "lost", "abandoned", "cancelled", "suspended"]
    on: Day
    reason: Line = ""
    note: Line = ""


Code = Annotated[str, StringConstraints(pattern=rf"^{projects.PREFIX}-\d{{4}}-\d{{4,}}$")]


class Past(BaseModel):
    """A project as it began (when, by whom, with which keywords of `projects.create_project`), and what followed."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    at: Moment
    by: UserId
    data: dict[str, object]
    code: Code | None = None  # reserved for it; else it gets the next one
    history: list[Happening] = []
    ended: Ending | None = None


Pasts = Annotated[list[Past], Label(_("History"), widget="hidden")]


@action("projects.import_projects", right="import.history")
def import_projects(*, actor: Actor, pasts: Pasts) -> list[Project]:
    """Projects as they began, then everything that happened to them, oldest first; written together. Returns them in
    the order given."""
    kernel_access.require(actor, projects.EDIT)
    order = sorted(range(len(pasts)), key=lambda place: pasts[place].at)
    with collecting.collected(actor, new=len(pasts)):
        stories = {place: _Story(actor, pasts[place]) for place in order}
        for story in stories.values():
            story.tell()
    return [stories[place].row for place in range(len(pasts))]


def numbered(at: datetime) -> tuple[str, int]:
    """Under which prefix and year a project that began then has its number."""
    return projects.PREFIX, clock.day_of(at).year


class _Story:
    """The row in memory, and the rows that are written at the end."""

    def __init__(self, actor: Actor, past: Past) -> None:
        self.actor, self.past = actor, past
        self.names = collecting.once("names", lambda: dict(User.objects.values_list("pk", "name")))
        self.said = False  # a person said that it is won
        self.log: list[models.Model] = []
        self.parts: list[models.Model] = []
        self.rivals: dict[object, Rival] = {}
        given = projects.create_project.schema.read(actor, past.data)
        method, stage, source_id = (given.pop(name, None) for name in ("method", "stage", "source_id"))
        with surroundings.told(self.actor, past.at, past.by):
            how = method if isinstance(method, int) else None
            values, own, known = projects.beginning(actor, how, str(stage or ""), cast("NewProject", given))
            self.row, self.began = records.draft(Project, actor, fields=values, source_id=str(source_id or ""), **own)
        self.row.code = past.code or numbering.next_number(*numbered(past.at))
        collecting.defer(self.row)
        self.stages = {stage.pk: stage for stage in known}

    def tell(self) -> None:
        """From the beginning, line by line."""
        with surroundings.told(self.actor, self.past.at, self.past.by):
            self.log.append(projects.first_move(self.actor, self.row, imported=bool(self.past.data.get("stage"))))
            if self.row.subject.owner_id:
                self.parts.append(team.owner_place(self.row, self.row.subject.owner_id))
            records.announce(self.row, self.actor, {"code": (None, self.row.code), **self.began})
        for one in sorted(self.past.history, key=lambda happening: happening.at):
            with surroundings.told(self.actor, one.at, one.by):
                self.line(one)
        if self.past.ended is not None:
            self.end(self.past.ended)
        collecting.beside(self.parts)
        access.open_new(self.row, [part for part in self.parts if isinstance(part, TeamMember)])
        collecting.later(self.log)

    def line(self, one: Happening) -> None:
        """Read the line as its action would, and apply it."""
        teller = _TELLERS.get(one.action)
        if teller is None:
            raise Missing("unknown_action", _("“%s” is nothing that happens to a project.") % one.action)
        values = get(one.action).schema.read(self.actor, {"project": self.row.pk, **one.data})
        values.pop("project")
        self.row.subject.version += 1
        self.row.subject.updated_at = max(self.row.subject.updated_at, one.at)
        teller(self, values, one.at, one.by)

    def end(self, told: Ending) -> None:
        """The outcome in so many words."""
        outcome.refuse_future(told.on)
        at = max(clock.start_of(told.on), self.past.at)
        row, before = self.row, self.row.status
        with surroundings.told(self.actor, at, self.past.by):
            decided = blank.row(
                Outcome, kind=told.kind, project_id=row.pk, status_before=before, decided_on=told.on, at=at
            )
            decided.by_id, decided.reason, decided.note = self.past.by, told.reason, told.note
            outcome.settle(row, decided)
            row.subject.version += 1
            row.subject.updated_at = max(row.subject.updated_at, at)
            self.log.append(decided)
            outcome.record(self.actor, row, decided, before)

    def note(self, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
        events.record(self.actor, verb, self.row.subject, changes, on_behalf_of=None, **facts)

    def change(self, values: Values, at: datetime, by: int) -> None:
        fields = dict(values)
        reason = str(fields.pop("reason", ""))
        set_base(self.row, fields, clock.day_of(at))  # type: ignore[arg-type]
        after = fields.get("expected_sign_on")
        if isinstance(after, date) and after != self.row.expected_sign_on:
            before = self.row.expected_sign_on
            self.log.append(
                ExpectedDateChange(project=self.row, before=before, after=after, at=at, by_id=by, reason=reason)
            )
            projects.count_slip(self.row, before, after)
        self.note("project.updated", records.assign(self.row, fields))

    def step(self, values: Values, _at: datetime, _by: int) -> None:
        self.note("project.next_step_set", records.assign(self.row, values))

    def move(self, values: Values, at: datetime, by: int) -> None:
        row, source, day = self.row, self.row.stage, clock.day_of(at)
        target = self._stage(values["stage"])
        stayed = max((day - row.stage_entered_on).days, 0)
        move = StageMove(project=row, from_stage=source, to_stage=target, at=at, by_id=by, recorded_as_imported=True)
        move.days_in_previous, move.reason = stayed, str(values.get("reason", ""))
        self.log.append(move)
        before = row.status
        if kind := stages.enter(row, target, day, said=self.said):
            self.log.append(Outcome(project=row, kind=kind, status_before=before, decided_on=day, at=at, by_id=by))
        changes = {"stage": (source.pk, target.pk), "status": (before, row.status)}
        facts = {"from_code": source.code, "to_code": target.code, "point": target.point_code}
        self.note("project.stage_moved", changes, reason=move.reason, **facts)

    def _stage(self, pk: object) -> Stage:
        if isinstance(pk, int) and pk in self.stages:
            return self.stages[pk]
        raise Missing("not_found", _("This project's method has no such stage."))

    def decide(self, kind: OutcomeKind, values: Values, at: datetime, by: int) -> None:
        row, given = self.row, dict(values)
        if not rules.allowed(kind, row.status):
            raise Conflict("not_now", _("This cannot be done now: the project is %s.") % row.get_status_display())
        if kind not in _ENDS:  # resting and going on have words instead of a reason
            given = {"note": given.get("reason", "")}
        winner = given.pop("winner", None)
        decided = Outcome(kind=kind, project=row, status_before=row.status, winner_id=winner, at=at, by_id=by)
        decided.decided_on = clock.day_of(at)
        outcome.refuse_future(given.get("decided_on"), given.get("really_decided_on"))  # type: ignore[arg-type]
        for name, value in given.items():
            setattr(decided, name, value)
        if winner is not None:
            self.oppose({"competitor": winner}, at, by)
            for competitor, rival in self.rivals.items():
                rival.won = competitor == winner
        outcome.settle(row, decided)
        self.said = kind == OutcomeKind.WON
        self.log.append(decided)
        outcome.record(self.actor, row, decided, decided.status_before)

    def join(self, values: Values, at: datetime, _by: int) -> None:
        member = TeamMember(project=self.row, core=values["role"] in team.CORE, since=clock.day_of(at))
        _fill(member, values)
        self.parts.append(member)
        user = member.user_id
        self.note("project.team_added", user=user, name=self.names.get(user, ""), role=member.role)

    def oppose(self, values: Values, _at: datetime, _by: int) -> None:
        made = values["competitor"] not in self.rivals
        rival = self.rivals.setdefault(values["competitor"], Rival(project=self.row, stage="c1"))
        _fill(rival, values)
        if made:
            self.parts.append(rival)
        verb = "project.rival_added" if made else "project.rival_changed"
        self.note(verb, competitor=rival.competitor_id, stage=rival.stage, price=values.get("price"))

    def sell(self, values: Values, _at: datetime, _by: int) -> None:
        quantity = float(str(values.get("quantity", 1)))
        line = ProductLine(project=self.row)
        _fill(line, {**values, "quantity": round(quantity * 1000)})
        self.parts.append(line)
        self.note("project.line_put", product=line.product_id, quantity=quantity, price=values.get("price"))

    def go(self, values: Values, at: datetime, by: int) -> None:
        link = VisitLink(project=self.row, at=at, by_id=by)
        _fill(link, values)
        self.log.append(link)
        self.note("project.visit_linked", visit=link.visit_id)

    def take_part(self, values: Values, _at: datetime, _by: int) -> None:
        party = Party(project=self.row)
        _fill(party, values)
        self.parts.append(party)
        self.note("project.party_added", account=party.account_id, name=party.name, role=party.role)


def _attname(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return field.attname if isinstance(field, models.ForeignKey) else name


def _fill(row: models.Model, values: Values) -> None:
    """Set keywords on a row: ids on foreign keys, money on its two columns."""
    for name, value in values.items():
        if isinstance(value, Money):
            setattr(row, name, value.minor)
            setattr(row, f"{name}_currency", value.currency)
        else:
            setattr(row, _attname(row, name), value)


Teller = Callable[[_Story, Values, datetime, int], None]
_ENDS = (OutcomeKind.WON, OutcomeKind.LOST, OutcomeKind.ABANDONED, OutcomeKind.CANCELLED)


def _decision(kind: OutcomeKind) -> Teller:
    return lambda story, values, at, by: story.decide(kind, values, at, by)


_TELLERS: Mapping[str, Teller] = {
    projects.update_project.code: _Story.change,
    projects.set_next_step.code: _Story.step,
    stages.move_stage.code: _Story.move,
    outcome.close_won.code: _decision(OutcomeKind.WON),
    outcome.close_lost.code: _decision(OutcomeKind.LOST),
    outcome.abandon.code: _decision(OutcomeKind.ABANDONED),
    outcome.cancel_by_customer.code: _decision(OutcomeKind.CANCELLED),
    outcome.suspend.code: _decision(OutcomeKind.SUSPENDED),
    outcome.resume.code: _decision(OutcomeKind.RESUMED),
    outcome.reopen.code: _decision(OutcomeKind.REOPENED),
    team.add_member.code: _Story.join,
    lines.put_rival.code: _Story.oppose,
    lines.put_line.code: _Story.sell,
    lines.add_party.code: _Story.take_part,
    lines.link_visit.code: _Story.go,
}
