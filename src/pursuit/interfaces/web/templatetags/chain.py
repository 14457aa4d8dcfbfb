"""Words of the decision chain for its templates: {% load chain %}."""

from django import template

from pursuit.domain.chain.models import EdgeKind
from pursuit.domain.chain.rules.coverage import RoleCoverage
from pursuit.interfaces.web.chain import forms

register = template.Library()


@register.filter
def support_word(value: int | None) -> str:
    """A degree of support in a word."""
    return forms.support_word(value)


@register.filter
def support_sign(value: int | None) -> str:
    """+3 … 0 … −1, "?" where nobody has assessed it."""
    if value is None:
        return "?"
    return f"+{value}" if value > 0 else str(value).replace("-", "−")


@register.filter
def tone(value: int | None) -> str:
    """The name of a support's colour."""
    return "none" if value is None else "against" if value < 0 else f"s{value}"


@register.filter
def confidence_word(code: str) -> str:
    """How sure, in a word."""
    return str(dict(forms.CONFIDENCE).get(code, code))


@register.filter
def tie_word(code: str) -> str:
    """The kind of a tie."""
    return str(EdgeKind(code).label) if code in EdgeKind.values else code


@register.filter
def shorten(text: str, most: int) -> str:
    """Text that must fit a box: wide characters count one, narrow ones half."""
    room, shown = float(most), ""
    for letter in str(text):
        room -= 1 if ord(letter) > 0x2E80 else 0.55
        if room < 0:
            return f"{shown}…"
        shown += letter
    return shown


@register.filter
def thirds(one: RoleCoverage) -> tuple[bool, bool, bool]:
    """Known, met, for us."""
    return one.known, one.met, one.supported


@register.filter
def halfway(y: float) -> str:
    """The height of a dot in the small map, which is half as high as it is wide and grows downwards."""
    return f"{(100 - y) / 2:.1f}"
