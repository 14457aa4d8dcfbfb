"""Receipts: page, posting, claiming, allocating, bills."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.finance.actions import allocations, receipts
from pursuit.domain.finance.actions.keeping import CLAIM, PLAN, POST
from pursuit.domain.finance.models import Allocation, Receipt
from pursuit.domain.finance.queries import money
from pursuit.domain.finance.queries.lists import BILL_STATES, RECEIPT_STATES
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.records.facts import facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, clock, history
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Invalid, Refused, Text
from pursuit.kernel.money import Money

VIEW = "finance.receipt.view"
NAMES = ("payer", "amount", "kind", "received_on", "bank", "reference", "bill_number", "matures_on", "note")


@page(VIEW)
def receipt_page(request: Request, pk: int) -> HttpResponse:
    """One receipt: whose it is, and what it pays."""
    return _page(request, pk)


def _page(request: Request, pk: int, no: Refused | None = None, typed: Mapping[int, str] | None = None) -> HttpResponse:
    actor = request.actor
    row = money.receipt(actor, pk)
    mine = row.state == "claimed" and row.free > 0 and actor.may(PLAN)
    open_ = money.open_of_account(actor, row.account_id) if mine and row.account_id else []
    faults = _faults(no)
    made = (
        Allocation.objects.visible_to(actor)
        .filter(receipt=row)
        .select_related("instalment__contract__subject", "by")
        .order_by("pk")
    )
    context = {
        "nav": "finance",
        "receipt": row,
        "subject": row.subject,
        "state": dict(RECEIPT_STATES)[row.state],
        "bill": dict(BILL_STATES).get(row.bill_state, ""),
        "facts": facts(actor, row, NAMES),
        "made": list(made),
        "unseen": Allocation.objects.visible_to(actor).filter(receipt=row).count() == 0 and row.allocated > 0,
        "refunds": list(row.refunds.select_related("by")),
        "open": [(one, (typed or {}).get(one.pk, ""), faults.get(at, "")) for at, one in enumerate(open_)],
        "problem": faults.get(-1, ""),
        "free": Money(row.free, row.amount_currency),
        "may_post": bool(access.decide(actor, POST, row.subject)),
        "may_claim": actor.may(CLAIM),
        "may_allocate": mine,
        "is_mine": row.subject.owner_id == actor.user_id or actor.may(POST),
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "finance/receipt.html", context, status=422 if no else 200)


def _faults(no: Refused | None) -> dict[int, str]:
    if no is None:
        return {}
    told = {name: str(text) for name, (_code, text) in no.faults.items()} if isinstance(no, Invalid) else {}
    found = {}
    for name, text in (told or {no.field or "": str(no.message)}).items():
        where = name.split(".")
        found[int(where[1]) if len(where) > 1 and where[1].isdecimal() else -1] = text
    return found


@page(POST, methods=("GET", "POST"))
def new_receipt(request: Request) -> HttpResponse:
    """到款."""
    start = {"kind": "transfer", "received_on": clock.today()}
    form = ActionForm(receipts.post_receipt, request.actor, names=NAMES, stored=start)
    return form_page(
        request,
        form,
        title=_("Post a receipt"),
        button=_("Post"),
        done=_url,
        said=_("The receipt waits to be claimed."),
        cancel=reverse("finance:receipts"),
        context={"nav": "finance"},
    )


@page(POST, methods=("GET", "POST"))
def edit_receipt(request: Request, pk: int) -> HttpResponse:
    """Correct what was typed."""
    row = money.receipt(request.actor, pk)
    access.require(request.actor, POST, row.subject)
    form = ActionForm(
        receipts.update_receipt, request.actor, names=NAMES, fixed={"receipt": pk}, stored=stored(row, NAMES),
        version=row.subject.version,
    )  # fmt: skip
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=_url,
        said=_("Saved."),
        cancel=_url(row),
        draft=f"receipt-{pk}",
        context={"nav": "finance"},
    )


@page(CLAIM, methods=("GET", "POST"))
def claim(request: Request, pk: int) -> HttpResponse:
    """到款认领."""
    return _sheet(
        request, pk, receipts.claim_receipt, title=_("Claim this money"), button=_("Claim"), names=("account",),
        said=_("The money is yours to allocate."),
    )  # fmt: skip


@page(CLAIM, methods=("POST",))
def unclaim(request: Request, pk: int) -> HttpResponse:
    """It is somebody else's."""
    money.receipt(request.actor, pk)
    row = receipts.unclaim_receipt.run(request.actor, {"receipt": pk})
    seen = money.receipts(request.actor).filter(pk=pk).exists()
    there = _url(row) if seen else reverse("finance:receipts")
    return done_with_undo(request, row.subject, _("The receipt waits to be claimed again."), there)


@page(PLAN, methods=("POST",))
def allocation(request: Request, pk: int) -> HttpResponse:
    """核销: what was typed beside the open instalments."""
    typed = {
        int(name.removeprefix("part.")): request.POST.get(name, "").strip()
        for name in request.POST
        if name.startswith("part.") and name.removeprefix("part.").isdecimal()
    }
    parts = [{"instalment": one, "amount": value} for one, value in typed.items() if value]
    try:
        row = allocations.allocate.run(request.actor, {"receipt": pk, "parts": parts})
    except Refused as no:
        if no.kind in ("missing", "forbidden") or "receipt" in (no.field or ""):
            raise
        return _page(request, pk, _by_place(no, parts, typed), typed)
    return done_with_undo(request, row.subject, _("The receipt was allocated."), _url(row))


def _by_place(no: Refused, parts: Sequence[Mapping[str, object]], typed: Mapping[int, str]) -> Refused:
    """The fault at the line of the table, which has empty lines too."""
    where = (no.field or "").split(".")
    if len(where) < 2 or not where[1].isdecimal():
        return Refused(no.code, _("Type amounts beside the instalments first.") if not parts else no.message)
    place = list(typed).index(int(str(parts[int(where[1])]["instalment"])))
    return Refused(no.code, no.message, f"parts.{place}.amount")


@page(PLAN, methods=("POST",))
def deallocation(request: Request, one: int) -> HttpResponse:
    """It was for something else."""
    row = allocations.deallocate.run(request.actor, {"allocation": one})
    return done_with_undo(request, row.subject, _("The allocation was taken back."), where_from(request, _url(row)))


@page(POST, methods=("GET", "POST"))
def refund(request: Request, pk: int) -> HttpResponse:
    """Pay back what is free."""
    row = money.receipt(request.actor, pk)
    held = {"amount": Money(row.free, row.amount_currency), "paid_on": clock.today()}
    return _sheet(
        request, pk, allocations.refund, title=_("Pay back"), button=_("Note the refund"),
        names=("amount", "paid_on", "reason"), stored=held, said=_("The refund is noted."),
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def honour(request: Request, pk: int) -> HttpResponse:
    """The bill became money."""
    return _sheet(
        request, pk, receipts.honour_bill, title=_("The bill was honoured"), button=_("Save"), names=("settled_on",),
        stored={"settled_on": clock.today()},
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def endorse(request: Request, pk: int) -> HttpResponse:
    """背书."""
    return _sheet(
        request, pk, receipts.endorse_bill, title=_("Endorse the bill"), button=_("Save"), names=("endorsed_to", "on"),
        stored={"on": clock.today()},
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def dishonour(request: Request, pk: int) -> HttpResponse:
    """拒付."""
    return _sheet(
        request, pk, receipts.dishonour_bill, title=_("The bill was refused"), button=_("Save"), names=("reason",),
        said=_("What it was allocated to is owed again."),
    )  # fmt: skip


@page(POST, methods=("GET", "POST"))
def void(request: Request, pk: int) -> HttpResponse:
    """Posted by mistake."""
    return _sheet(
        request, pk, receipts.void_receipt, title=_("Take the receipt back"), button=_("Take back"), names=("reason",)
    )


def _sheet(
    request: Request,
    pk: int,
    action: AnyAction,
    *,
    title: Text,
    button: Text,
    names: Sequence[str],
    said: Text = "",
    stored: Mapping[str, object] | None = None,
) -> HttpResponse:
    row = money.receipt(request.actor, pk)
    access.require(request.actor, action.right, row.subject)
    form = ActionForm(action, request.actor, names=names, fixed={"receipt": pk}, stored=stored)
    home = _url(row)
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: home,
        said=said or _("Saved."),
        cancel=home,
        draft=f"{action.code}-{pk}",
        context={"nav": "finance", "intro": row.title},
    )


def _url(row: Receipt) -> str:
    return reverse("finance:receipt", args=[row.pk])
