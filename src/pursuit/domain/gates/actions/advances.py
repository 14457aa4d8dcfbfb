"""提前投入 and 提前发货: asked for, decided on, closed."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.fields import AdvanceId, AdvanceOf, Exposure, ProjectId, Scope, SignBy, Why
from pursuit.domain.gates.models import Advance, AdvanceState
from pursuit.domain.gates.queries.exposure import running
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.projects.actions.money import base_of
from pursuit.domain.projects.models import Project, Status
from pursuit.kernel import approvals, clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import ApprovalState, Event
from pursuit.kernel.money import Money, company_currency

EDIT = "projects.edit"
KIND = "gates.advance"


@action("gates.ask_advance", right=EDIT, public="advances.create")
def ask_advance(
    *, actor: Actor, project: ProjectId, kind: AdvanceOf, exposure: Exposure, scope: Scope, reason: Why, sign_by: SignBy
) -> Advance:
    """Ask to begin, or to deliver, before the contract is signed; nobody may without an approval of its own."""
    row = records.load(Project, actor, project, EDIT)
    if row.status != Status.ACTIVE:
        raise Conflict("not_now", _("Only a project under way begins early: this one is decided or suspended."))
    if sign_by <= clock.today():
        raise Refused("past", _("Name a day to come by which the contract will be signed."), "sign_by")
    _rate, base = base_of(exposure, clock.today())
    risk = exposure.minor if base is None else base
    if risk <= 0:
        raise Refused("no_sum", _("Say what is at risk."), "exposure")
    limit = house_rules().exposure
    before = running(row)
    if before + risk > limit:
        told = _("The exposure of one project may come to %(most)s; %(now)s are running already.")
        sums = {"most": _sum(limit), "now": _sum(before)}
        raise Refused("over_limit", told % sums, "exposure")
    made = Advance.objects.create(
        project=row, kind=kind, exposure=risk, scope=scope, reason=reason, sign_by=sign_by, asked_at=moment(),
        asked_by_id=author(actor),
    )  # fmt: skip
    title = gettext("%(project)s: %(kind)s") % {"project": row.subject.title, "kind": made.get_kind_display()}
    approvals.ask(
        actor, row.subject, KIND, title, reason=f"{scope}\n{reason}", amount=risk, grade=row.grade or "-",
        payload={"advance": made.pk},
    )  # fmt: skip
    records.touch(row)
    events.record(actor, "gate.advance_asked", row.subject, advance=made.pk, exposure=risk, sign_by=sign_by)
    return made


@action("gates.close_advance", right=EDIT, public="advances.close")
def close_advance(*, actor: Actor, advance: AdvanceId, reason: Why) -> Advance:
    """The contract is signed, or what was risked is back or lost: say which."""
    row = Advance.objects.visible_to(actor).filter(pk=advance).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    project = records.load(Project, actor, row.project_id, EDIT)
    row.refresh_from_db()
    if row.state != AdvanceState.APPROVED:
        raise Conflict("not_running", _("Only what was approved and runs can be closed."))
    row.state, row.closed_note = AdvanceState.CLOSED, reason
    row.save(update_fields=["state", "closed_note"])
    records.touch(project)
    events.record(actor, "gate.advance_closed", project.subject, advance=row.pk, reason=reason)
    return row


def on_decided(actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: the answer to a question about an advance, or its withdrawal."""
    payload = data.get("payload")
    if data.get("kind") != KIND or not isinstance(payload, Mapping) or event.subject is None:
        return
    state = str(data.get("state") or ApprovalState.WITHDRAWN)
    if state == ApprovalState.PENDING:
        return
    row = Advance.objects.select_for_update().get(pk=int(str(payload["advance"])))
    row.state = AdvanceState.APPROVED if state == ApprovalState.APPROVED else AdvanceState.REJECTED
    row.decided_at = moment()
    row.save(update_fields=["state", "decided_at"])
    events.record(actor, "gate.advance_decided", event.subject, advance=row.pk, state=str(row.state))


def _sum(minor: int) -> str:
    money = Money(minor, company_currency())
    return f"{money.currency} {money.major():,.0f}"
