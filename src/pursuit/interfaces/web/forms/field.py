"""One keyword of an action as a form field, and its value as people read it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.shell import formats
from pursuit.kernel import pickers, schema, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import CURRENCIES, Money, company_currency

KINDS = {
    "line": "text",
    "datetime": "moment",
    "flag": "bool",
    "percent": "number",
    "people": "refs",
    "hidden": "hidden",
}


@dataclass
class FormField:
    """What components/field.html draws."""

    name: str
    label: str
    kind: str
    value: Any = None
    display: str = ""
    picked: list[tuple[Any, str]] = field(default_factory=list)
    choices: list[tuple[Any, str]] = field(default_factory=list)
    required: bool = False
    help: str = ""
    error: str = ""
    lookup_url: str = ""
    with_fields: str = ""
    currency: str = ""
    theirs: str = ""
    prefix: str = "f"
    after: str = ""  # a template shown right below: what is already there under this name, who has claimed this…

    @property
    def id(self) -> str:
        return f"{self.prefix}-{self.name.replace('.', '-')}"


def build(one: schema.Field, value: Any = None, *, with_fields: str = "", actor: Actor | None = None) -> FormField:
    """A field showing a stored value (plain: ids, codes, Money, dates).

    actor: given where the value was sent by somebody; ids of what they cannot see then name nothing.
    """
    kind = KINDS.get(one.widget, one.widget)
    points = one.ref or one.row
    if one.many:
        kind = "refs" if points else "terms" if (one.term or one.choices) else kind
    made = FormField(
        name=one.name,
        label=str(one.label),
        kind=kind,
        value=value,
        required=one.required and not one.optional,
        help=str(one.help),
        with_fields=with_fields,
    )
    if points:
        made.lookup_url = reverse("lookup", args=[points])
        ids = value if one.many else [value]
        names = titles(one, [pk for pk in ids or [] if pk], actor)
        made.display = names.get(value, "") if not one.many else ""
        made.picked = [(pk, names.get(pk, "?")) for pk in ids or []] if one.many else []
    made.choices = options(one)
    if kind == "money":
        made.choices = [(code, code) for code in CURRENCIES]
        made.currency = value.currency if isinstance(value, Money) else company_currency()
        made.value = f"{value.major():,f}" if isinstance(value, Money) else value
    if kind == "terms":
        made.value = value or []
    if kind == "long" and isinstance(value, list):
        made.value = "\n".join(value)
    return made


def options(one: schema.Field) -> list[tuple[Any, str]]:
    """The entries of a choice; entries of a two-level list name their parent."""
    if one.choices:
        return [(code, str(label)) for code, label in one.choices]
    if not one.term:
        return []
    entries = terms.entries(one.term)
    by_code = {entry.code: entry for entry in entries}
    return [
        (entry.code, f"{by_code[entry.parent].label} / {entry.label}" if entry.parent in by_code else entry.label)
        for entry in entries
    ]


def titles(one: schema.Field, ids: list[int], actor: Actor | None = None) -> dict[int, str]:
    """Names of what ids point at. Without an actor only for ids the page's record holds already."""
    return pickers.titles(ids, actor) if one.ref or not one.row else pickers.names(one.row, ids)


def reading(one: schema.Field, value: Any) -> str:
    """A stored value in people's words."""
    if value in (None, "", []):
        return "—"
    if one.many:
        names = titles(one, value) if (one.ref or one.row) else dict(options(one))
        return "、".join(str(names.get(entry, entry)) for entry in value)
    if one.ref or one.row:
        return titles(one, [value]).get(value, "—")
    if one.term:
        return terms.label(one.term, value)
    if one.choices:
        return str(dict(one.choices).get(value, value))
    return plain_reading(value)


def plain_reading(value: Any) -> str:
    """Numbers, dates and money of a history entry or a stale note."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict) and set(value) == {"minor", "currency"}:
        value = Money(value["minor"], value["currency"])
    if isinstance(value, Money):
        return formats.named(formats.exact(value.minor, value.currency), value.currency)
    if hasattr(value, "hour"):
        return formats.moment(value)
    if hasattr(value, "isoformat"):
        return formats.day(value)
    return str(value)
