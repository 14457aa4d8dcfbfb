"""The one line at the head of a project: what is wrong or next here, and the button that does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.rules.problems import SOFT, Problem
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Approval

ACT = 80  # a problem of this weight is urgent
# problem: (what the button says, the page that does it)
WAYS: dict[str, tuple[Text, str]] = {
    "sign_overdue": (gettext_lazy("Move the sign date"), "projects:sign-date"),
    "no_date": (gettext_lazy("Set the sign date"), "projects:sign-date"),
    "slipped": (gettext_lazy("Move the sign date"), "projects:sign-date"),
    "step_overdue": (gettext_lazy("Set the next step"), "projects:next-step"),
    "no_step": (gettext_lazy("Set the next step"), "projects:next-step"),
    "no_step_date": (gettext_lazy("Set the next step"), "projects:next-step"),
    "step_today": (gettext_lazy("Done: set the next step"), "projects:next-step"),
    "step_soon": (gettext_lazy("Done: set the next step"), "projects:next-step"),
    "silent": (gettext_lazy("Set the next step"), "projects:next-step"),
    "stage_too_long": (gettext_lazy("Move to another stage"), "projects:move"),
    "no_account": (gettext_lazy("Fill it in"), "projects:edit"),
    "no_amount": (gettext_lazy("Fill it in"), "projects:edit"),
    "no_budget": (gettext_lazy("Fill it in"), "projects:edit"),
}


@dataclass(frozen=True, slots=True)
class HeadLine:
    """tone: sound, watch or act; url opens in the side sheet where `sheet`."""

    tone: str
    text: str
    button: str = ""
    url: str = ""
    sheet: bool = True
    more: Sequence[str] = ()


def way(problem: Problem, pk: int) -> tuple[str, str]:
    """The button's words and its address for one problem of a project."""
    label, name = WAYS.get(problem.code, (gettext_lazy("Open"), "projects:project"))
    return str(label), reverse(name, args=[pk])


def head_line(row: Project, problems: Sequence[Problem], waiting: Approval | None) -> HeadLine:
    """The gravest thing first: a question that waits, then problems, then the next step."""
    if waiting is not None:
        text = _("Waiting for approval: %s") % waiting.title
        return HeadLine("watch", text, _("Look at it"), reverse("approvals:one", args=[waiting.pk]), sheet=False)
    if row.status == Status.SUSPENDED:
        return HeadLine("watch", _("This project rests."), _("Resume"), _outcome(row, "resumed"))
    if row.status in (Status.WON, Status.CLOSED, Status.LOST) and not row.outcome_reason:
        kind = "lost" if row.status == Status.LOST else "won"
        button = _outcome(row, kind) if kind == "won" else ""
        return HeadLine("watch", _("Decided, but nobody has said why yet."), _("Say why") if button else "", button)
    if row.status != Status.ACTIVE:
        return HeadLine("sound", _("This project is decided: %s.") % row.get_status_display())
    if problems:
        first, *rest = problems
        wrong = first.code not in SOFT
        tone = ("act" if first.weight >= ACT else "watch") if wrong else "sound"
        button, url = way(first, row.pk)
        return HeadLine(tone, first.text, button, url, more=[one.text for one in rest])
    return HeadLine(
        "sound", _("Nothing is wrong here."), _("Set the next step"), reverse("projects:next-step", args=[row.pk])
    )


def _outcome(row: Project, kind: str) -> str:
    return reverse("projects:outcome", args=[row.pk, kind])
