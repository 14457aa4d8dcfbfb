"""The closed vocabularies of the room: analyses with their cells, crossings, the six sheets, states of needs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.kernel.errors import Text

Labels = tuple[tuple[str, Text], ...]

SWOT = "swot"
ANALYSES: Labels = (
    ("pest", _("PEST")),
    ("five_forces", _("Five forces")),
    ("value_chain", _("Value chain")),
    (SWOT, _("SWOT")),
)
CELLS: dict[str, Labels] = {
    "pest": (
        ("political", pgettext_lazy("PEST", "Political")),
        ("economic", pgettext_lazy("PEST", "Economic")),
        ("social", pgettext_lazy("PEST", "Social")),
        ("technological", pgettext_lazy("PEST", "Technological")),
    ),
    "five_forces": (
        ("rivalry", _("Rivalry among competitors")),
        ("entrants", _("New entrants")),
        ("substitutes", _("Substitutes")),
        ("buyers", _("Power of buyers")),
        ("suppliers", _("Power of suppliers")),
    ),
    "value_chain": (
        ("inbound", _("Inbound logistics")),
        ("operations", _("Production and operation")),
        ("outbound", _("Outbound logistics")),
        ("marketing", _("Marketing and sales")),
        ("service", _("After-sales service")),
        ("support", _("Support: purchasing, technology, people, administration")),
    ),
    SWOT: (
        ("s", _("Strengths (S)")),
        ("w", _("Weaknesses (W)")),
        ("o", _("Opportunities (O)")),
        ("t", _("Threats (T)")),
    ),
}
CELL_LABELS: dict[str, Text] = {code: label for cells in CELLS.values() for code, label in cells}
ALL_CELLS: Labels = tuple(CELL_LABELS.items())

CROSSINGS: Labels = (
    ("so", _("SO: strengths take opportunities")),
    ("st", _("ST: strengths meet threats")),
    ("wo", _("WO: opportunities mend weaknesses")),
    ("wt", _("WT: avoid threats to weaknesses")),
)

SHEETS: Labels = (
    ("entry", _("Market entry")),
    ("customer", _("Customer development")),
    ("product", _("Product and solution")),
    ("price", _("Price strategy")),
    ("channel", _("Channels")),
    ("promotion", _("Promotion")),
)
ENTRY_MODES: Labels = (
    ("direct", _("Directly")),
    ("pilot", _("By a pilot project")),
    ("partner", _("Through a partner")),
    ("framework", _("By a framework shortlist")),
    ("renewal", _("From a contract that runs")),
)

NEED_KINDS: Labels = (("explicit", _("Explicit")), ("implicit", _("Implicit")))
PRIORITIES: Labels = (("must", _("Must")), ("should", _("Should")), ("could", _("Could")))
NEED_STATES: Labels = (
    ("open", pgettext_lazy("need", "Open")),
    ("confirmed", pgettext_lazy("need", "Confirmed by the customer")),
    ("answered", pgettext_lazy("need", "Answered")),
    ("dropped", pgettext_lazy("need", "No longer wanted")),
)
COMPLIANCE: Labels = (
    ("unknown", _("Not judged")),
    ("met", pgettext_lazy("compliance", "Met")),
    ("partly", _("Partly met")),
    ("not", _("Not met")),
    ("over", _("More than asked")),
)

CHOSEN, DEEP = "c4", "c3"  # stages of a rival that ask for a counter move


def fits(kind: str, cell: str) -> bool:
    """Is it a cell of this analysis?"""
    return any(code == cell for code, _label in CELLS.get(kind, ()))


def crossing_of(cells: set[str]) -> str:
    """Which crossing items of these cells make; "" where they make none."""
    inner, outer = cells & {"s", "w"}, cells & {"o", "t"}
    if len(inner) != 1 or len(outer) != 1 or cells - inner - outer:
        return ""
    return inner.pop() + outer.pop()
