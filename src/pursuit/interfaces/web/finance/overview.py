"""The company's page of money: what to do next, what will come, and how old it is."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.finance.queries import figures
from pursuit.domain.finance.queries.money import Waiting, waiting
from pursuit.domain.finance.rules.money import AGES
from pursuit.interfaces.web.finance.drawing import chart
from pursuit.interfaces.web.finance.sections import sections
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

VIEW = "finance.view"
SPANS = (6, 12, 24)
FACES = {
    "account": gettext_lazy("By customer"),
    "owner": gettext_lazy("By owner"),
    "project": gettext_lazy("By project"),
}


@dataclass(frozen=True, slots=True)
class Next:
    """A line of what to do: how many, what, and where that is done."""

    tone: str
    icon: str
    text: str
    url: str
    button: str


@page(VIEW)
def overview(request: Request) -> HttpResponse:
    """Head, forecast, ageing in sum."""
    actor = request.actor
    asked = request.GET.get("months", "")
    span = int(asked) if asked in {str(one) for one in SPANS} else 12
    found = figures.forecast(actor, months=span)
    todo, aged = waiting(actor), figures.by_age(actor)
    context = {
        "nav": "finance",
        "tabs": sections(actor, "finance:list"),
        "waiting": todo,
        "next": list(_next(actor, todo)),
        "forecast": found,
        "chart": chart(found.months),
        "spans": SPANS,
        "span": span,
        "several": len(found.by_currency) > 1,
        "ages": AGES,
        "ageing": aged,
        "outstanding": figures.outstanding(actor, aged),
    }
    return render(request, "finance/overview.html", context)


@page(VIEW)
def ageing(request: Request) -> HttpResponse:
    """What is owed by age, customer by customer, with a way down to the instalments."""
    actor = request.actor
    asked = request.GET.get("by", "account")
    by = asked if asked in figures.BY else "account"
    today = clock.today()
    context = {
        "nav": "finance",
        "tabs": sections(actor, "finance:ageing"),
        "faces": [Tab(label, f"?by={code}", code == by) for code, label in FACES.items()],
        "found": figures.ageing(actor, by, today),
        "ages": AGES,
        "today": today,
        "by": by,
        "drill": f"{reverse('finance:instalments')}?f.owed_on.lte={today}&f.{by}=",
        "may_write": actor.may("finance.plan"),
    }
    return render(request, "finance/ageing.html", context)


def _next(actor: Actor, found: Waiting) -> "list[Next]":
    lines = []
    listed = reverse("finance:instalments")
    if found.overdue:
        text = _("%(count)s instalments are overdue") % {"count": found.overdue}
        lines.append(Next("act", "urgent", text, f"{listed}?f.owed_on=overdue", _("Chase them")))
    if found.unclaimed:
        text = _("%(count)s receipts wait to be claimed") % {"count": found.unclaimed}
        url = f"{reverse('finance:receipts')}?f.state=unclaimed"
        lines.append(Next("watch", "coin", text, url, _("Claim them")))
    if found.free:
        text = _("%(count)s claimed receipts are not allocated in full") % {"count": found.free}
        url = f"{reverse('finance:receipts')}?f.state=claimed&f.free.gte=0.01"
        lines.append(Next("watch", "arrows-split", text, url, _("Allocate them")))
    if found.ripe:
        text = _("%(count)s milestones are past without a signed document") % {"count": found.ripe}
        url = f"{listed}?f.state=expected&f.due_on=overdue"
        lines.append(Next("watch", "file-alert", text, url, _("See which")))
    if found.requests and actor.may("finance.post"):
        text = _("%(count)s invoices are asked for") % {"count": found.requests}
        lines.append(
            Next("watch", "receipt", text, f"{reverse('finance:invoices')}?f.state=requested", _("Issue them"))
        )
    if found.bonds_asked:
        text = _("%(count)s bid bonds are asked for") % {"count": found.bonds_asked}
        lines.append(Next("watch", "shield", text, reverse("finance:bonds"), _("Put them up")))
    if found.bonds:
        text = _("%(count)s bonds run out or are due back within two weeks") % {"count": found.bonds}
        lines.append(Next("watch", "shield", text, f"{reverse('finance:bonds')}?f.state=out", _("Get them back")))
    if found.bills:
        text = _("%(count)s bills mature within two weeks") % {"count": found.bills}
        url = f"{reverse('finance:receipts')}?f.bill_state=held"
        lines.append(Next("watch", "calendar-due", text, url, _("Present them")))
    return lines
