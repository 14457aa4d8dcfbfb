"""Facts about the company, and exchange rates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.people.actions.company import update_company
from pursuit.domain.people.actions.rates import add_rate, remove_rate
from pursuit.domain.people.queries import company as look
from pursuit.domain.people.rules.rates import shown
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock
from pursuit.kernel.errors import Text
from pursuit.kernel.models import ExchangeRate
from pursuit.kernel.money import CURRENCIES, company_currency

EDIT = "settings.edit"
BACK = "settings:index"


@dataclass(frozen=True, slots=True)
class Dated:
    """A rate as people write it; now: the one in force today."""

    row: ExchangeRate
    rate: str
    now: bool


def offer(form: ActionForm, name: str, choices: Sequence[tuple[object, Text]], help_text: str = "") -> None:
    """Let people choose where the action takes any fitting value."""
    for field in form.fields:
        if field.name == name:
            field.kind, field.choices = "choice", [(value, str(label)) for value, label in choices]
            field.help = help_text or field.help


def currencies(*, foreign: bool = False) -> list[tuple[object, Text]]:
    """Currency codes to choose from."""
    return [(code, code) for code in CURRENCIES if not foreign or code != company_currency()]


def months() -> list[tuple[object, Text]]:
    """The months by number; Chinese and numbers read alike everywhere."""
    return [(month, _("Month %d") % month) for month in range(1, 13)]


@page(EDIT, methods=("GET", "POST"))
def company(request: Request) -> HttpResponse:
    """Name, currency, first month of the fiscal year."""
    now = look.company()
    names = ("name", "currency", "fiscal_year_start")
    stored = {name: getattr(now, name) for name in names}
    form = ActionForm(update_company, request.actor, names=names, stored=stored)
    fixed = _("Fixed, because amounts, limits or rates exist.") if look.currency_is_fixed() else ""
    offer(form, "currency", [(now.currency, now.currency)] if fixed else currencies(), fixed)
    offer(form, "fiscal_year_start", months())
    here = reverse("settings:company")
    return form_page(
        request, form, title=_("Company"), button=_("Save"), done=lambda _row: here, said=_("Saved."),
        cancel=reverse(BACK), draft="company",
    )  # fmt: skip


@page(EDIT)
def rates(request: Request) -> HttpResponse:
    """Rates by currency, the newest first."""
    context = {"currencies": list(_by_currency(look.rates(request.actor))), "base": company_currency()}
    return render(request, "settings/rates.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_rate(request: Request) -> HttpResponse:
    """The rate of a currency from a day on."""
    asked = request.GET.get("currency", "")
    stored = {"day": clock.today(), "currency": asked if asked in CURRENCIES else ""}
    form = ActionForm(add_rate, request.actor, names=("currency", "rate", "day"), stored=stored)
    offer(form, "currency", currencies(foreign=True))
    here = reverse("settings:rates")
    return form_page(
        request, form, title=_("New exchange rate"), button=_("Add"), done=lambda _row: here,
        said=_("The rate was added."), cancel=here, draft="rate-new",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def rate_removal(request: Request, pk: int) -> HttpResponse:
    """Remove a rate that nothing was entered with."""
    remove_rate.run(request.actor, {"rate": pk})
    return see_other(request, reverse("settings:rates"), Toast(_("The rate was removed.")))


def _by_currency(rows: Iterable[ExchangeRate]) -> Iterable[tuple[str, list[Dated]]]:
    today = clock.today()
    found: dict[str, list[Dated]] = {}
    for row in rows:
        of = found.setdefault(row.currency, [])
        in_force = row.day <= today and not any(one.now for one in of)
        of.append(Dated(row, shown(row.rate_e8), in_force))
    return found.items()
