"""Bonds: page and forms. Amounts are there only for those who may see them."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.models import BondRequest
from pursuit.domain.finance.actions import bonds
from pursuit.domain.finance.actions.bonds import EDIT
from pursuit.domain.finance.models import Bond
from pursuit.domain.finance.queries import money
from pursuit.domain.finance.queries.asked import asked_bonds
from pursuit.domain.finance.queries.lists import BOND_STATES
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import subject_url, undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money

VIEW = "finance.bond.view"
NAMES = (
    *("kind", "form", "beneficiary", "issuer", "amount", "fee", "about", "out_on", "expires_on", "due_back_on"),
    *("conditions", "owner", "unit"),
)


@page(VIEW)
def bond_page(request: Request, pk: int) -> HttpResponse:
    """One bond."""
    actor = request.actor
    row = money.bond(actor, pk)
    may_edit = bool(access.decide(actor, EDIT, row.subject))
    context = {
        "nav": "finance",
        "bond": row,
        "subject": row.subject,
        "state": dict(BOND_STATES)[row.state],
        "facts": facts(actor, row, [name for name in NAMES if name != "about"]),
        "about": _about(request, row),
        "custom": custom_facts(actor, row.subject),
        "head": _head(row, may_edit=may_edit),
        "may_edit": may_edit,
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "finance/bond.html", context)


def _about(request: Request, row: Bond) -> Mapping[str, str]:
    """What it is for, where the reader sees that."""
    found = Subject.objects.visible_to(request.actor, [row.about_id] if row.about_id else []).first()
    return {"title": found.title, "url": subject_url(found)} if found else {}


def _head(row: Bond, *, may_edit: bool) -> HeadLine | None:
    if row.state == "lost":
        return HeadLine("act", "circle-x", _("Lost: %s") % row.lost_reason)
    if row.state != "out":
        return None
    url = reverse("finance:bond-return", args=[row.pk]) if may_edit else ""
    days = [(day - clock.today()).days for day in (row.due_back_on, row.expires_on) if day]
    left = min(days, default=None)
    if left is not None and left < 0:
        return HeadLine(
            "act", "urgent", _("%d days past: get it back, or extend it.") % -left, _("It is back"), url, "sheet"
        )
    if left is not None and left <= 14:
        return HeadLine(
            "watch", "clock", _("%d days left: get it back, or extend it.") % left, _("It is back"), url, "sheet"
        )
    return HeadLine("sound", "shield", _("It is out."), _("It is back"), url, "sheet")


@page(EDIT, methods=("GET", "POST"))
def new_bond(request: Request) -> HttpResponse:
    """Note a bond."""
    start: dict[str, object] = {"form": "cash", "out_on": clock.today(), "owner": request.actor.user_id}
    about = request.GET.get("about", "")
    if about.isdecimal() and Subject.objects.visible_to(request.actor, [int(about)]).exists():
        start["about"] = int(about)
    asked = _asked(request)
    fixed = {"request": asked.pk} if asked else {}
    if asked:
        start |= _wanted(asked)
    form = ActionForm(bonds.create_bond, request.actor, names=NAMES, fixed=fixed, stored=start)
    return form_page(
        request,
        form,
        title=_("Note a bond"),
        button=_("Create"),
        done=_url,
        said=_("The bond is noted; its owner is reminded two weeks before it runs out."),
        cancel=reverse("finance:bonds"),
        draft=f"bond-of-{asked.pk}" if asked else "",
        context={"nav": "finance", "intro": asked.bid.project.title if asked else ""},
    )


def _asked(request: Request) -> BondRequest | None:
    """?request=ID: a bid bond that the tender desk waits for."""
    asked = request.GET.get("request", "")
    return asked_bonds(request.actor).filter(pk=asked).first() if asked.isdecimal() and len(asked) < 18 else None


def _wanted(asked: BondRequest) -> dict[str, object]:
    """As it was asked for; whoever asked is reminded to get it back."""
    about = asked.bid.project
    to = asked.payee or asked.bid.agency or (about.account.title if about.account else "")
    wanted = {"kind": "bid", "form": asked.form, "beneficiary": to, "about": about.pk, "owner": asked.by_id}
    return wanted | {"amount": Money(asked.amount, asked.currency), "unit": about.subject.unit_id}


@page(EDIT, methods=("GET", "POST"))
def edit_bond(request: Request, pk: int) -> HttpResponse:
    """All fields."""
    row = money.bond(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    form = ActionForm(
        bonds.update_bond, request.actor, names=NAMES, fixed={"bond": pk}, stored=stored(row, NAMES),
        version=row.subject.version,
    )  # fmt: skip
    return form_page(
        request, form, title=row.title, button=_("Save"), done=_url, said=_("Saved."), cancel=_url(row),
        draft=f"bond-{pk}", context={"nav": "finance"},
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def bond_return(request: Request, pk: int) -> HttpResponse:
    """It is back."""
    return _sheet(
        request, pk, bonds.return_bond, title=_("It is back"), names=("returned_on",),
        stored={"returned_on": clock.today()},
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def loss(request: Request, pk: int) -> HttpResponse:
    """The beneficiary keeps it."""
    return _sheet(request, pk, bonds.lose_bond, title=_("The beneficiary keeps it"), names=("reason",))


@page(EDIT, methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It is still out."""
    money.bond(request.actor, pk)
    row = bonds.reopen_bond.run(request.actor, {"bond": pk})
    return done_with_undo(request, row.subject, _("The bond is out again."), _url(row))


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Entered by mistake."""
    money.bond(request.actor, pk)
    row = bonds.delete_bond.run(request.actor, {"bond": pk})
    return see_other(request, reverse("finance:bonds"), undoable(_("“%s” was deleted.") % row.title, row.subject))


def _sheet(
    request: Request, pk: int, action: AnyAction, *, title: Text, names: Sequence[str],
    stored: Mapping[str, object] | None = None,
) -> HttpResponse:  # fmt: skip
    row = money.bond(request.actor, pk)
    access.require(request.actor, action.right, row.subject)
    form = ActionForm(action, request.actor, names=names, fixed={"bond": pk}, stored=stored)
    home = _url(row)
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: home, said=_("Saved."), cancel=home,
        draft=f"{action.code}-{pk}", context={"nav": "finance", "intro": row.title},
    )  # fmt: skip


def _url(row: Bond) -> str:
    return reverse("finance:bond", args=[row.pk])
