"""Settings: the periods of the laws, with the company's own numbers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.playbooks.actions.tenders import set_rule
from pursuit.domain.playbooks.queries.tenders import own_rules
from pursuit.domain.playbooks.rules.kinds import KINDS
from pursuit.domain.playbooks.rules.periods import (
    BIDDING,
    BOND_SHARE,
    CONSULTED,
    DERIVED,
    GOV_OPEN,
    LASTS,
    MOST_SHARE,
    PERIODS,
    SHORTER,
    SINGLE,
    TALKS,
    Period,
)
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Refused, Text

GROUPS: tuple[tuple[frozenset[str], Text], ...] = (
    (BIDDING, gettext_lazy("Tenders by the Bidding Law")),
    (GOV_OPEN, gettext_lazy("Government procurement: open tender")),
    (TALKS, gettext_lazy("Government procurement: competitive negotiation")),
    (frozenset({"gov_inquiry"}), gettext_lazy("Government procurement: inquiry")),
    (CONSULTED, gettext_lazy("Government procurement: competitive consultation")),
    (SINGLE, gettext_lazy("Government procurement: single source")),
)
ALL_GOV = gettext_lazy("All government procurement")


@page("playbooks.rules", methods=("GET", "POST"))
def rules(request: Request) -> HttpResponse:
    """One rule a line: article, days, whether it is looked at. POST sets those that were typed differently."""
    own = own_rules()
    if request.method == "POST":
        try:
            count = sum(_set(request, code, shipped, own) for code, shipped in _shipped().items())
        except Refused as no:
            return render(request, "playbooks/rules.html", {**_context(own), "problem": no.message}, status=422)
        toast = Toast(_("Saved.") if count else _("Nothing was changed."))
        return see_other(request, reverse("playbooks:rules"), toast)
    return render(request, "playbooks/rules.html", _context(own))


def _shipped() -> dict[str, int]:
    return {
        **{one.code: one.days for one in PERIODS},
        **{one.code: abs(one.days) for one in DERIVED},
        BOND_SHARE: MOST_SHARE,
    }


def _set(request: Request, code: str, shipped: int, own: dict[str, int | None]) -> bool:
    if f"days.{code}" not in request.POST:
        return False
    typed, active = request.POST[f"days.{code}"].strip(), request.POST.get(f"on.{code}") == "true"
    now = own.get(code, shipped)
    if (typed == str(now if now is not None else shipped)) and active == (now is not None):
        return False
    days = None if typed in ("", str(shipped)) else typed
    set_rule.run(request.actor, {"code": code, "days": days, "active": active})
    return True


def _context(own: dict[str, int | None]) -> dict[str, object]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for one in PERIODS:
        line = _line(one.code, _said(one), one.article, one.days, own, working=one.working)
        found.setdefault(_group(one.procedures), []).append(line)
    for other in DERIVED:
        line = _line(other.code, str(other.label), other.article, abs(other.days), own, working=other.working)
        found.setdefault(_group(other.procedures), []).append(line)
    share = _("Bid bond, percent of the budget at most")
    return {
        "nav": "settings",
        "groups": list(found.items()),
        "share": _line(BOND_SHARE, share, "", MOST_SHARE, own),
    }


def _line(
    code: str, text: str, article: Text, shipped: int, own: dict[str, int | None], *, working: bool = False
) -> tuple[object, ...]:
    now = own.get(code, shipped)
    return code, text, article, shipped if now is None else now, shipped, now is not None, working


def _said(rule: Period) -> str:
    told = _("From “%(first)s” to “%(last)s”, at least")
    if rule.how == SHORTER:
        told = _("From “%(first)s” to “%(last)s”, at most")
    text = told % {"first": KINDS[rule.first].label, "last": KINDS[rule.last].label}
    return f"{text} {_('(both days count)')}" if rule.how == LASTS else text


def _group(procedures: frozenset[str]) -> str:
    return next((str(label) for known, label in GROUPS if known == procedures), str(ALL_GOV))
