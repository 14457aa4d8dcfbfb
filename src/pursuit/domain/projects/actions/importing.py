"""Bringing a project over with its whole history: lines of the ordinary actions, read by those actions' own schemas,
applied in the order of time to one row in memory, and written in bulk. The events are those of the actions themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Unpack

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from pursuit.domain.methods.fields import MethodId
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.actions import access, lines, outcome, projects, stages, team
from pursuit.domain.projects.actions.money import set_base
from pursuit.domain.projects.fields import NewProject, SourceId
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
)
from pursuit.domain.projects.rules import outcome as rules
from pursuit.kernel import access as kernel_access
from pursuit.kernel import clock, events, records, search
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action, get
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import Label, Moment, UserId
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


History = Annotated[list[Happening], Label(_("History"), widget="hidden")]


@action("projects.import_project", right="import.history")
def import_project(
    *,
    actor: Actor,
    history: History,
    method: MethodId | None = None,
    source_id: SourceId = "",
    **fields: Unpack[NewProject],
) -> Project:
    """A project as it began, then everything that happened to it, oldest first."""
    kernel_access.require(actor, projects.EDIT)
    row, known = projects.begin(actor, method, "", source_id, fields)
    joined = [one.data.get("user") for one in history]
    story = _Story(actor, row, known, {user for user in joined if isinstance(user, int)})
    around = surroundings.get()
    for one in sorted(history, key=lambda happening: happening.at):
        with surroundings.context(actor, at=one.at, original_author=one.by, source=around.source, batch=around.batch):
            story.tell(one)
    story.write()
    return row


class _Story:
    """The row in memory, and the rows that are written at the end."""

    def __init__(self, actor: Actor, row: Project, known: list[Stage], people: set[int]) -> None:
        self.actor, self.row = actor, row
        self.stages = {stage.pk: stage for stage in known}
        self.names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
        self.said = False  # a person said that it is won
        self.pile: dict[type[models.Model], list[models.Model]] = {}
        self.rivals: dict[object, Rival] = {}

    def tell(self, one: Happening) -> None:
        """Read the line as its action would, and apply it."""
        teller = _TELLERS.get(one.action)
        if teller is None:
            raise Missing("unknown_action", _("“%s” is nothing that happens to a project.") % one.action)
        values = get(one.action).schema.read(self.actor, {"project": self.row.pk, **one.data})
        values.pop("project")
        self.row.subject.version += 1
        self.row.subject.updated_at = max(self.row.subject.updated_at, one.at)
        teller(self, values, one.at, one.by)

    def write(self) -> None:
        """Everything in a few statements."""
        self.row.save()
        self.row.subject.save()
        for model, rows in self.pile.items():
            model._default_manager.bulk_create(rows)
        search.index(self.row)
        access.sync(self.row, new=True)

    def add(self, row: models.Model) -> None:
        self.pile.setdefault(type(row), []).append(row)

    def note(self, verb: str, changes: events.Changes | None = None, **facts: object) -> None:
        events.record(self.actor, verb, self.row.subject, changes, on_behalf_of=None, **facts)

    def change(self, values: Values, at: datetime, by: int) -> None:
        fields = dict(values)
        reason = str(fields.pop("reason", ""))
        set_base(self.row, fields, clock.day_of(at))  # type: ignore[arg-type]
        after = fields.get("expected_sign_on")
        if isinstance(after, date) and after != self.row.expected_sign_on:
            before = self.row.expected_sign_on
            self.add(ExpectedDateChange(project=self.row, before=before, after=after, at=at, by_id=by, reason=reason))
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
        self.add(move)
        before = row.status
        if kind := stages.enter(row, target, day, said=self.said):
            self.add(Outcome(project=row, kind=kind, status_before=before, decided_on=day, at=at, by_id=by))
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
        self.add(decided)
        outcome.record(self.actor, row, decided, decided.status_before)

    def join(self, values: Values, at: datetime, _by: int) -> None:
        member = TeamMember(project=self.row, core=values["role"] in team.CORE, since=clock.day_of(at))
        _fill(member, values)
        self.add(member)
        user = member.user_id
        self.note("project.team_added", user=user, name=self.names.get(user, ""), role=member.role)

    def oppose(self, values: Values, _at: datetime, _by: int) -> None:
        made = values["competitor"] not in self.rivals
        rival = self.rivals.setdefault(values["competitor"], Rival(project=self.row, stage="c1"))
        _fill(rival, values)
        if made:
            self.add(rival)
        verb = "project.rival_added" if made else "project.rival_changed"
        self.note(verb, competitor=rival.competitor_id, stage=rival.stage, price=values.get("price"))

    def sell(self, values: Values, _at: datetime, _by: int) -> None:
        quantity = float(str(values.get("quantity", 1)))
        line = ProductLine(project=self.row)
        _fill(line, {**values, "quantity": round(quantity * 1000)})
        self.add(line)
        self.note("project.line_put", product=line.product_id, quantity=quantity, price=values.get("price"))

    def take_part(self, values: Values, _at: datetime, _by: int) -> None:
        party = Party(project=self.row)
        _fill(party, values)
        self.add(party)
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
}
