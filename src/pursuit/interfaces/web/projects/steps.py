"""Small things done to a project: next step, sign date, workspaces, outcome."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.projects.actions import outcome as outcomes
from pursuit.domain.projects.actions.projects import set_next_step, update_project
from pursuit.domain.projects.actions.workspaces import set_workspace
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import parts
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.projects.rules.outcome import FROM
from pursuit.domain.projects.rules.ring import WORKSPACES
from pursuit.interfaces.web.projects.sheets import project_sheet
from pursuit.interfaces.web.projects.won import won_at
from pursuit.interfaces.web.records.facts import stored
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Conflict, Missing, Text

STEP = ("next_step", "next_step_on", "next_step_owner")
# outcome: (action, what the sheet is called, what is said afterwards)
OUTCOMES: dict[str, tuple[AnyAction, Text, Text]] = {
    "won": (outcomes.close_won, gettext_lazy("Mark as won"), gettext_lazy("Won. Congratulations.")),
    "lost": (outcomes.close_lost, gettext_lazy("Mark as lost"), gettext_lazy("Recorded as lost.")),
    "abandoned": (outcomes.abandon, gettext_lazy("Give up"), gettext_lazy("Recorded as given up.")),
    "cancelled": (
        outcomes.cancel_by_customer,
        gettext_lazy("Cancelled by the customer"),
        gettext_lazy("Recorded as cancelled by the customer."),
    ),
    "suspended": (outcomes.suspend, gettext_lazy("Suspend"), gettext_lazy("The project rests.")),
    "resumed": (outcomes.resume, gettext_lazy("Resume"), gettext_lazy("The project goes on.")),
    "reopened": (outcomes.reopen, gettext_lazy("Reopen"), gettext_lazy("The project is active again.")),
}


@page("projects.edit", methods=("GET", "POST"))
def next_step(request: Request, pk: int) -> HttpResponse:
    """What happens next, when, and who does it."""
    row = project(request.actor, pk)
    held = stored(row, STEP) | ({} if row.next_step_owner_id else {"next_step_owner": row.subject.owner_id})
    return project_sheet(
        request, pk, set_next_step, title=_("Next step"), names=STEP, stored=held, said=_("The next step is set.")
    )


@page("projects.edit", methods=("GET", "POST"))
def sign_date(request: Request, pk: int) -> HttpResponse:
    """Move the expected sign date and say why; where it stood before is listed below."""
    row = project(request.actor, pk)
    names = ("expected_sign_on", "reason")
    return project_sheet(
        request,
        pk,
        update_project,
        title=_("Expected sign date"),
        names=names,
        stored=stored(row, names[:1]),
        context={"history": parts.date_changes(row)[:10]},
        template="projects/sign_date.html",
        sheet="projects/sign_date_sheet.html",
    )


@page("projects.edit", methods=("GET", "POST"))
def workspace(request: Request, pk: int, code: str) -> HttpResponse:
    """Say how a workspace stands where the rule is wrong; an empty state gives it back to the rule."""
    if code not in WORKSPACES:
        raise Missing("not_found", _("There is no such workspace."))
    row = project(request.actor, pk)
    now = next(one for one in parts.standing(row).ring if one.code == code)
    return project_sheet(
        request,
        pk,
        set_workspace,
        title=WORKSPACES[code],
        names=("state", "reason"),
        fixed={"workspace": code},
        stored={"state": now.state if now.by else "", "reason": now.why if now.by else ""},
        context={"intro": _("By the rule: %s Leave the state empty to go by the rule again.") % now.why}
        if not now.by
        else None,
        draft=f"-{code}",
    )


@page("projects.edit", methods=("GET", "POST"))
def outcome(request: Request, pk: int, kind: str) -> HttpResponse:
    """Won, lost, given up, cancelled, suspended, resumed, reopened: each with its reason."""
    if kind not in OUTCOMES:
        raise Missing("not_found", _("There is no such page."))
    row = project(request.actor, pk)
    _refuse_now(row, kind)
    action, title, said = OUTCOMES[kind]
    names = [name for name in action.schema.fields if name not in ("project", "version")]
    known: dict[str, object] = {"decided_on": clock.today()}
    intro: dict[str, object] = {}
    if kind == "won":
        known["amount"], intro["intro"] = won_at(request.actor, row)
    return project_sheet(
        request,
        pk,
        action,
        title=title,
        button=title,
        said=said,
        names=names,
        stored=known,
        context=intro,
        draft=f"-{kind}",
    )


def _refuse_now(row: Project, kind: str) -> None:
    says_why = kind == "won" and row.status == "won" and not row.outcome_reason
    if row.status not in FROM[kind] and not says_why:
        raise Conflict("not_now", _("This cannot be done now: the project is %s.") % row.get_status_display())
