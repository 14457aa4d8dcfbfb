"""The same change for several customers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.actions.accounts import set_standing, update_account
from pursuit.interfaces.web.lists.bulk import bulk_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request


@page("customers.edit", methods=("GET", "POST"))
def owner(request: Request) -> HttpResponse:
    """Give the picked customers to somebody."""
    return bulk_page(
        request,
        update_account,
        keyword="account",
        names=("owner",),
        title=_("Change owner"),
        button=_("Change"),
        back=reverse("customers:list"),
    )


@page("customers.edit", methods=("GET", "POST"))
def standing(request: Request) -> HttpResponse:
    """Change tier, lifecycle or credit grade of the picked customers, with a reason."""
    return bulk_page(
        request,
        set_standing,
        keyword="account",
        names=("tier", "lifecycle", "credit_grade", "reason"),
        title=_("Change standing"),
        button=_("Change"),
        back=reverse("customers:list"),
    )
