"""Which way a project may move, and what a stage asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a stage may require, and how people call it. "team.*", "rivals" and "parties" are rows; the rest are fields.
REQUIREMENTS: Mapping[str, str | Promise] = {
    "account": _("Account"),
    "amount": _("Amount"),
    "expected_sign_on": _("Expected sign date"),
    "grade": _("Grade"),
    "deal_type": _("Deal type"),
    "budget_status": _("Customer budget"),
    "funding_source": _("Funding source"),
    "procurement_mode": _("Procurement mode"),
    "objective": _("Single sales objective"),
    "strategy": _("Strategy"),
    "next_step": _("Next step"),
    "customer_charter_on": _("Customer approved the project on"),
    "sales_charter_on": _("Sales charter on"),
    "delivery_charter_on": _("Delivery charter on"),
    "margin_percent": _("Margin %"),
    "owner_probability": _("Owner's probability"),
    "team.ar": _("Account responsible (AR)"),
    "team.sr": _("Solution responsible (SR)"),
    "team.fr": _("Fulfilment responsible (FR)"),
    "rivals": _("Competitors"),
    "parties": _("Parties"),
    "lines": _("Products"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as the rules see it."""

    code: str
    position: int
    point: str = ""
    required: tuple[str, ...] = ()


def crossed(stages: Sequence[Step], here: int, there: int) -> list[Step]:
    """The stages a forward move enters or jumps over, in order; none for a move back."""
    return [stage for stage in stages if here < stage.position <= there]


def skipped_points(path: Sequence[Step]) -> list[Step]:
    """Stages jumped over that have a decision point in front: each must be passed by a move of its own."""
    return [stage for stage in path[:-1] if stage.point]


def missing(path: Sequence[Step], filled: Mapping[str, bool]) -> list[str]:
    """What the stages of a path require and the project lacks, once each, in order."""
    wanted = dict.fromkeys(code for stage in path for code in stage.required)
    return [code for code in wanted if not filled.get(code, False)]
