"""Tags every page may use (a builtin library: no {% load %})."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.records import history
from pursuit.interfaces.web.shell import formats, icons
from pursuit.interfaces.web.signin import devices
from pursuit.kernel import clock, terms
from pursuit.kernel.actor import Actor

register = template.Library()

TONES = {
    "sound": ("circle-check", _("Sound")),
    "watch": ("alert-triangle", _("Watch")),
    "act": ("urgent", _("Act")),
    "unknown": ("help-circle", _("Unknown")),
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """{% icon "search" %}: an inline SVG, hidden from screen readers: give it a label or a title beside it."""
    return icons.icon(name, extra)


@register.simple_tag(takes_context=True)
def money(
    context: template.Context, minor: int | None, currency: str = "CNY", *, unit: str = "", show: bool = False
) -> SafeString | str:
    """{% money deal.amount deal.currency %}: 123.46 万 with the exact value as title; show=True names the currency."""
    if not isinstance(minor, int):  # None, or a name that is not in the context
        return "—"
    return formats.money(minor, currency, unit or context.get("money_unit") or "", show=show)


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """{% options field.choices field.value %}: the entries of a select, of which there may be hundreds."""
    now = None if chosen is None else str(chosen)
    made = [
        f'<option value="{formats.html(code)}"{" selected" if str(code) == now else ""}>{formats.html(name)}</option>'
        for code, name in choices
    ]
    return SafeString("".join(made))


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-11-22 周日."""
    return formats.day(value) if value else "—"


@register.filter
def moment(value: datetime | None) -> str:
    """2026-11-22 14:05."""
    return formats.moment(value) if value else "—"


@register.simple_tag
def ago(value: datetime | None) -> SafeString | str:
    """The absolute moment with the relative one beside it."""
    if not value:
        return "—"
    return format_html(
        '<time datetime="{}">{}</time> <span class="ago">{}</span>',
        value.isoformat(),
        formats.moment(value),
        formats.ago(value, timezone.now()),
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """{% query sort="amount" page=None %}: this page's address with parameters changed (None removes).

    A keyset cursor belongs to one order and one filter, so it goes unless it is what changes.
    """
    request: HttpRequest | None = context.get("request")
    params = dict(request.GET.lists()) if request else {}
    params.pop("after", None)
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params[name] = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
    return f"?{urlencode(params, doseq=True)}"


@register.inclusion_tag("components/chip.html")
def chip(tone: str, word: str = "", *, icon: str = "", title: str = "") -> dict[str, object]:
    """{% chip "watch" "逾期 3 天" %}: status by colour, icon and word together."""
    picture, default = TONES[tone]
    return {"tone": tone, "icon": icon or picture, "word": word or default, "title": title}


@register.simple_tag(takes_context=True)
def nav_active(context: template.Context, *codes: str) -> str:
    """aria-current="page" on the navigation entry the page belongs to."""
    current = context.get("nav") or ""
    return SafeString('aria-current="page"') if current and current in codes else ""


@register.filter
def attribute(field: object, name: str) -> object:
    """A value of a mapping or an attribute of an object, None where absent."""
    if isinstance(field, dict):
        return field.get(name)
    return getattr(field, name, None)


@register.filter
def yes(value: object, expected: object) -> str:
    """'true' or 'false' for aria attributes: are both the same?"""
    return "true" if value == expected else "false"


@register.filter
def initial(person: object) -> str:
    """The character of a face: a Chinese family name's first character, or an initial."""
    name = str(person or "").strip()
    return name[:1].upper()


@register.filter
def same(value: object, other: object) -> bool:
    """Do both read the same? A choice may be an int in the list and text from a form."""
    return other is not None and str(value) == str(other)


@register.filter
def verb(code: str) -> str:
    """{{ event.verb|verb }}: what happened, as people say it."""
    return history.verb(code)


@register.filter
def term(code: str, listing: str) -> str:
    """{{ absence.kind|term:"absence_kind" }}: an entry of an editable list in the reader's language."""
    return terms.label(listing, code) if code else "—"


@register.filter
def may(actor: Actor | None, right: str) -> bool:
    """{% if actor|may:"customers.edit" %}: does the person hold the right at all?"""
    return bool(actor and actor.may(right))


@register.filter
def past(value: date | None) -> bool:
    """Does a day lie before today?"""
    return value is not None and value < clock.today()


@register.filter
def iso(value: object) -> str:
    """What date inputs expect: 2026-11-22, or 2026-11-22T14:05 in the company's zone; text stays as typed."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value or "")


@register.filter
def control(field: BoundField) -> SafeString:
    """A Django form field's control in our look (sign-in forms come from allauth)."""
    attrs = field.field.widget.attrs
    attrs.pop("placeholder", None)  # the label says it already
    return field.as_widget(attrs={"class": "form-control"})


@register.filter
def device(agent: str) -> str:
    """Chrome 156 · Windows."""
    return devices.device(agent)
