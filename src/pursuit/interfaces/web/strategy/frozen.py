"""What stands in a frozen version, in people's words."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.domain.strategy.fields import (
    ConcessionDetails,
    CriterionDetails,
    ItemDetails,
    LineDetails,
    MoveDetails,
    NeedDetails,
    PositionDetails,
    SheetDetails,
    ThemeDetails,
)
from pursuit.domain.strategy.queries import paper
from pursuit.domain.strategy.rules import kinds
from pursuit.interfaces.web.forms.field import plain_reading
from pursuit.interfaces.web.strategy.words import LINE_WORDS
from pursuit.kernel import terms
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import fields_of

# The keyword that names a row; it is shown first, changed or not.
LEADS = {"themes": "discriminator", "rivals": "name", "criteria": "name", "sheets": "id", "concessions": "gives",
         "moves": "name"}  # fmt: skip
TYPES: Mapping[str, type] = {
    "needs": NeedDetails,
    "items": ItemDetails,
    "themes": ThemeDetails,
    "rivals": PositionDetails,
    "criteria": CriterionDetails,
    "sheets": SheetDetails,
    "lines": LineDetails,
    "concessions": ConcessionDetails,
    "moves": MoveDetails,
}
OTHERS: Mapping[str, Text] = {
    "id": _("Strategy sheet"),
    "number": _("Number"),
    "who": _("Said by"),
    "sheet": _("Analysis"),
    "kind": _("Crossing"),
    "items": _("Statements that cross"),
    "text": _("What follows from it"),
    "name": _("Name"),
    "stage": _("Stage"),
    "strengths": _("Strengths"),
    "weaknesses": _("Weaknesses"),
    "price": _("Price"),
    "price_source": _("Public source of the price"),
    "price_estimated": _("Estimated"),
    "scores": _("Scores"),
    "state": _("What is done"),
    "reason": _("Why there is no action"),
    "start": _("Support at the start"),
    "support": _("Support"),
}
LABELS: Mapping[str, dict[str, Text]] = {
    "kind": dict((*kinds.NEED_KINDS, *kinds.CROSSINGS)),
    "priority": dict(kinds.PRIORITIES),
    "compliance": dict(kinds.COMPLIANCE),
    "cell": dict(kinds.ALL_CELLS),
    "sheet": dict((*kinds.ANALYSES, *kinds.SHEETS)),
    "entry_mode": dict(kinds.ENTRY_MODES),
    "id": dict(kinds.SHEETS),
}


def lead(section: str) -> str:
    return LEADS.get(section, "text")


def label(section: str, name: str) -> Text:
    """What a keyword is called."""
    known = fields_of(TYPES[section]) if section in TYPES else {}
    return known[name].label if name in known else OTHERS.get(name, name)


def text(section: str, name: str, value: object) -> str:
    """A value in words; "" for none."""
    if value in (None, "", [], {}, False):
        return ""
    if isinstance(value, Mapping):
        if set(value) == {"minor", "currency"}:
            return paper.money(value)
        return "、".join(f"{who or _('We')} {points}" for who, points in value.items())
    if isinstance(value, list):
        return " × ".join(str(one) for one in value)
    if name == "state":
        words = LINE_WORDS if section == "lines" else dict(kinds.NEED_STATES)
        return str(words.get(str(value), value))
    if name == "stage":
        return terms.label("rival_stage", str(value))
    if name in LABELS:
        return str(LABELS[name].get(str(value), value))
    return plain_reading(value)
