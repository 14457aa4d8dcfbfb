"""Who may give away how much, and whether a quote goes beyond it."""

from django.utils.translation import gettext as _

from pursuit.domain.offers.models import DiscountLimit, Quote
from pursuit.domain.offers.rules import limits as rules
from pursuit.domain.offers.rules.limits import Beyond, Limit
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Grant, Role
from pursuit.kernel.records import GONE

MARGIN = "offers.field.margin"


def limit_of(actor: Actor) -> Limit:
    """What the actor may give away by themselves: the most generous of their roles."""
    held = Grant.objects.filter(user=actor.user_id).values("role")
    rows = DiscountLimit.objects.filter(role__in=held).values_list("discount_bp", "margin_bp")
    return rules.widest(Limit(*row) for row in rows)


def beyond(actor: Actor, row: Quote) -> list[Beyond]:
    """What of this quote goes beyond the actor's own limit, whoever may see it."""
    return rules.beyond(limit_of(actor), row.discount_bp, row.margin_bp)


def reasons(actor: Actor, found: list[Beyond]) -> list[str]:
    """The same in words, for this reader: a margin is only told to those who may see margins."""
    return [said for one in found if (said := _said(one, sees_margin=actor.may(MARGIN)))]


def _said(one: Beyond, *, sees_margin: bool) -> str:
    if one.kind == "discount":
        text = _("The discount of %(is)s%% is more than the %(limit)s%% you may give by yourself.")
    elif sees_margin:
        text = _("The margin of %(is)s%% is less than the %(limit)s%% you may go down to by yourself.")
    else:
        return _("By the rules for prices it must be approved first.")
    return text % {"is": _percent(one.is_bp), "limit": _percent(one.limit_bp)}


def _percent(bp: int) -> str:
    return f"{bp / 100:.2f}".rstrip("0").rstrip(".")


def of_role(pk: int) -> tuple[Role, DiscountLimit | None]:
    """A role and its limit."""
    role = Role.objects.filter(pk=pk).first()
    if role is None:
        raise Missing("not_found", GONE)
    return role, DiscountLimit.objects.filter(role=role).first()


def table() -> list[tuple[Role, DiscountLimit | None]]:
    """Every role with its limit, for the page on which they are set."""
    found = {one.role_id: one for one in DiscountLimit.objects.all()}
    return [(role, found.get(role.pk)) for role in Role.objects.order_by("pk")]
