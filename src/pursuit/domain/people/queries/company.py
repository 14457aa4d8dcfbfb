"""Facts about the company, and whether they may still change."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings

from pursuit.kernel import settings_store
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ApprovalRoute, ExchangeRate, OrgUnit, RouteStep, Setting


@dataclass(frozen=True, slots=True)
class Company:
    """What people set about their company."""

    name: str
    currency: str
    fiscal_year_start: int


def company() -> Company:
    """The company; empty name before it was founded."""
    return Company(
        name=str(settings_store.get("company_name", "")),
        currency=str(settings_store.get("currency", "CNY")),
        fiscal_year_start=int(settings_store.get("fiscal_year_start", 1)),
    )


def is_founded() -> bool:
    """Is there a company already?"""
    return Setting.objects.filter(code="company_name").exists() or OrgUnit.objects.exists()


def currency_is_fixed() -> bool:
    """True once any figure in the company currency exists: limits, rates, amounts in any room."""
    if ExchangeRate.objects.exists():
        return True
    # The limits of routes as shipped are figures of whatever the currency is.
    if ApprovalRoute.objects.filter(edited=True).exclude(floor=None, ceiling=None).exists():
        return True
    return _amounts_exist()


def _amounts_exist() -> bool:
    """Money is stored alike everywhere: `x` beside `x_currency`, and `x_base` in the company currency."""
    for room in settings.ROOMS:
        if not apps.is_installed(f"pursuit.domain.{room}"):
            continue
        for model in apps.get_app_config(room).get_models():
            names = {field.name for field in model._meta.concrete_fields}
            paid = {name.removesuffix("_currency") for name in names if name.endswith("_currency")} & names
            for name in sorted(paid | {name for name in names if name.endswith("_base")}):
                if model._default_manager.filter(**{f"{name}__isnull": False}).exists():
                    return True
    return False


def rates(actor: Actor) -> list[ExchangeRate]:
    """Exchange rates, the newest of each currency first."""
    if not actor.may("people.view"):
        return []
    return list(ExchangeRate.objects.order_by("currency", "-day"))


def routes(actor: Actor, kind: str = "") -> list[ApprovalRoute]:
    """Approval routes with their steps, in the order in which they are tried."""
    if not actor.may("settings.edit"):
        return []
    rows = ApprovalRoute.objects.prefetch_related("steps__role", "steps__user").order_by("kind", "position", "pk")
    return list(rows.filter(kind=kind) if kind else rows)


def steps(route: ApprovalRoute) -> list[RouteStep]:
    """A route's steps in order."""
    return list(route.steps.all())
