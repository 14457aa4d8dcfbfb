"""The dates of a tender: kept, tied to rows of the plan, moved together with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal, TypedDict, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.fields import RowId
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.facts import FIRST, LAST
from pursuit.domain.plans.rules.instants import aware, instant
from pursuit.domain.playbooks.fields import DateId, KindCode
from pursuit.domain.playbooks.models import RuleDays, Tender, TenderDate
from pursuit.domain.playbooks.models.tender import Procedure
from pursuit.domain.playbooks.rules.kinds import KINDS, hour_of
from pursuit.domain.playbooks.rules.periods import BOND_SHARE, DERIVED, PERIODS
from pursuit.domain.projects.fields import ProjectId
from pursuit.domain.projects.models import Project
from pursuit.engine.schedule.network import Limit
from pursuit.kernel import access, clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Amount, Choices, Label, Line, Moment
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.records import GONE

RULES_EDIT = "playbooks.rules"
MOVED = "playbooks.tender_date.moved"
RULES = frozenset({*(one.code for one in PERIODS), *(one.code for one in DERIVED), BOND_SHARE})
Facts = Mapping[str, object]


class TenderFacts(TypedDict, total=False):
    """What the rules know of a tender besides its dates."""

    procedure: Annotated[
        Literal[
            "open",
            "invited",
            "gov_open",
            "gov_negotiation",
            "gov_consultation",
            "gov_inquiry",
            "gov_single",
            "enterprise",
        ],
        Choices(tuple((one.value, one.label) for one in Procedure)),
        Label(gettext_lazy("Procedure")),
    ]
    compulsory: Annotated[bool, Label(gettext_lazy("The law demands a tender"))]
    budget: Annotated[Amount, Label(gettext_lazy("Budget or estimated price"), widget="money")] | None
    bond: Annotated[Amount, Label(gettext_lazy("Bid bond"), widget="money")] | None
    validity_days: Annotated[int, Field(ge=1, le=1000), Label(gettext_lazy("Bid valid for days"))] | None


def _undo_tender(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    before = dict(event.payload.data["before"])
    currency = before.pop("currency")
    for name in ("budget", "bond"):
        if before[name] is not None:
            before[name] = {"minor": before[name], "currency": currency}
    return set_tender.run(actor, {"project": event.subject_id, **before})


@action("playbooks.set_tender", right=EDIT, public="tenders.update", inverse=_undo_tender)
def set_tender(*, actor: Actor, project: ProjectId, **fields: Unpack[TenderFacts]) -> Tender:
    """By which procedure the customer buys, and its sums."""
    about = _project(actor, project)
    row = Tender.objects.filter(project=about).first() or Tender(project=about)
    before = {name: getattr(row, name) for name in (*TenderFacts.__annotations__, "currency")}
    for name, value in fields.items():
        if name in ("budget", "bond") and value is not None:
            row.currency, value = value.currency, value.minor  # type: ignore[attr-defined]  # noqa: PLW2901
        setattr(row, name, value)
    row.save()
    events.record(actor, "playbooks.tender.set", about.subject, None, before=before)
    return row


def _undo_date(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == MOVED)
    kind, before = event.payload.data["kind"], event.payload.data["before"]
    row = TenderDate.objects.visible_to(actor).filter(project=event.subject_id, kind=kind).first()
    if row is None or row.at != event.payload.data["instant"]:
        raise Conflict("later_edits", _("The date was changed again since: set it by hand."))
    if before is None:
        return remove_tender_date(actor=actor, date=row.pk)
    return restore_tender_date(actor=actor, project=event.subject_id or 0, kind=kind, values=before)


@action("playbooks.set_tender_date", right=EDIT, public="tender-dates.set", inverse=_undo_date, ready=wake)
def set_tender_date(
    *,
    actor: Actor,
    project: ProjectId,
    kind: KindCode,
    at: Annotated[Moment, Label(gettext_lazy("Date"))],
    row: Annotated[RowId, Label(gettext_lazy("Row of the plan"))] | None = None,
    note: Annotated[Line, Label(gettext_lazy("Where it is said"))] | None = None,
) -> TenderDate:
    """A day or an hour; a row it is tied to moves with it. row: ties it to a milestone."""
    about = _project(actor, project)
    if kind not in KINDS:
        raise Refused("unknown_date", _("A tender has no such date."), "kind")
    found = TenderDate.objects.select_for_update().filter(project=about, kind=kind).first()
    before = _facts(found)
    made = found or TenderDate(project=about, kind=kind)
    made.at = _at(at)
    made.note = made.note if note is None else note
    if row is not None:
        made.row = _milestone(about, row)
    made.save()
    events.record(actor, MOVED, about.subject, None, kind=kind, before=before, at=_told(made.at), instant=made.at)
    _move_row(actor, made)
    return made


@action("playbooks.restore_tender_date", right=EDIT, ready=wake)
def restore_tender_date(
    *, actor: Actor, project: int, kind: KindCode, values: dict[str, int | str | None]
) -> TenderDate:
    """As it was."""
    about = _project(actor, project)
    made = TenderDate.objects.filter(project=about, kind=kind).first() or TenderDate(project=about, kind=kind)
    for name in ("at", "row_id", "note"):
        setattr(made, name, values[name])
    if made.row_id and not PlanRow.objects.filter(pk=made.row_id, plan__subject=about.pk).exists():
        made.row_id = None
    made.save()
    _move_row(actor, made)
    return made


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = event.payload.data
    return restore_tender_date(actor=actor, project=event.subject_id or 0, kind=data["kind"], values=data["before"])


@action("playbooks.remove_tender_date", right=EDIT, public="tender-dates.remove", inverse=_undo_remove)
def remove_tender_date(*, actor: Actor, date: DateId) -> Project:
    """It is not a date of the tender; its row stays where it is."""
    row = TenderDate.objects.visible_to(actor).filter(pk=date).first()
    if row is None:
        raise Missing("not_found", GONE)
    about = _project(actor, row.project_id)
    events.record(actor, "playbooks.tender_date.removed", about.subject, None, kind=row.kind, before=_facts(row))
    row.delete()
    return about


@action("playbooks.add_to_plan", right=EDIT, public="tender-dates.add-row", ready=wake)
def add_date_row(*, actor: Actor, date: DateId) -> PlanRow:
    """A milestone in the plan for a date that has none: what hangs on it then moves with it."""
    row = TenderDate.objects.visible_to(actor).select_related("row__task__subject").filter(pk=date).first()
    if row is None:
        raise Missing("not_found", GONE)
    about = _project(actor, row.project_id)
    if row.row is not None and row.row.task.subject.deleted_at is None:
        raise Refused("tied", _("This date has a row already."), "date")
    kind = KINDS[row.kind]
    side = "customer" if kind.theirs else "ours"
    fields = {"title": str(kind.label), "milestone": True, "anchor": True, "side": side}
    at = aware(hour_of(row.at), clock.zone())
    made: PlanRow = add_row.run(actor, {"about": about.pk, "limit": "mso", "limit_at": at, **fields})
    row.row = made
    row.save()
    return made


@action("playbooks.set_rule", right=RULES_EDIT, public="tender-rules.set")
def set_rule(
    *,
    actor: Actor,
    code: Annotated[str, Field(max_length=40), Label(gettext_lazy("Rule"))],
    days: Annotated[int, Field(ge=0, le=1000), Label(gettext_lazy("Days"))] | None = None,
    active: Annotated[bool, Label(gettext_lazy("In use"))] = True,
) -> RuleDays:
    """The company's own number for a rule, none for that of the law; or not to look at it."""
    if code not in RULES:
        raise Refused("unknown_rule", _("There is no such rule."), "code")
    row = RuleDays.objects.filter(code=code).first() or RuleDays(code=code)
    changes = {"days": (row.days, days), "active": (row.active, active)}
    row.days, row.active = days, active
    row.save()
    events.record(actor, "playbooks.rule.set", None, changes, code=code)
    return row


def follow(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the row of a tender date was moved in the plan, so the date moves; it still must be on that day."""
    before = data.get("before")
    if not isinstance(before, dict) or not {"limit_at", "fixed_start"} & before.keys():
        return
    found = TenderDate.objects.filter(row=event.subject_id).select_related("project__subject").first()
    if found is None:
        return
    row = PlanRow.objects.get(pk=event.subject_id)
    at = row.fixed_start if row.fixed_start is not None else row.limit_at
    if row.limit == Limit.SNET and row.fixed_start is None:
        # Otherwise what comes before it could push it, which no tender lets anybody do.
        PlanRow.objects.filter(pk=row.pk).update(limit=int(Limit.MSO))
    if at is None or at == hour_of(found.at):
        return
    told = _facts(found)
    found.at = at
    found.save()
    about: Subject = found.project.subject
    events.record(actor, MOVED, about, None, kind=found.kind, before=told, at=_told(at), instant=at)


def _move_row(actor: Actor, made: TenderDate) -> None:
    """The milestone goes where the date is."""
    row = PlanRow.objects.filter(pk=made.row_id, task__subject__deleted_at=None).first() if made.row_id else None
    if row is None or (row.limit == Limit.MSO and row.limit_at == hour_of(made.at) and row.anchor):
        return
    edit_row(actor=actor, row=row.pk, limit="mso", limit_at=aware(hour_of(made.at), clock.zone()), anchor=True)


def _milestone(about: Project, pk: int) -> PlanRow:
    row = PlanRow.objects.filter(pk=pk, plan__subject=about.pk, task__subject__deleted_at=None).first()
    if row is None:
        raise Refused("other_plan", _("That row stands in another plan."), "row")
    if row.duration:
        raise Refused("no_milestone", _("A date of the tender is tied to a milestone."), "row")
    return row


def _project(actor: Actor, pk: int) -> Project:
    row = Project.objects.visible_to(actor).select_related("subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    access.require(actor, EDIT, row.subject)
    return row


def _at(at: datetime) -> int:
    found = instant(at, clock.zone())
    if not FIRST <= found <= LAST:
        raise Refused("out_of_range", _("Plans know the years from 1984 to 2149."), "at")
    return found


def _facts(row: TenderDate | None) -> Facts | None:
    return None if row is None else {"at": row.at, "row_id": row.row_id, "note": row.note}


def _told(at: int) -> datetime:
    return aware(at, clock.zone())
