"""Words of goals for their templates: {% load goals %}."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from pursuit.domain.goals.models import Node
from pursuit.domain.goals.queries import parts, values
from pursuit.domain.goals.rules import spans
from pursuit.domain.goals.rules.smart import Letter
from pursuit.interfaces.web.goals import words
from pursuit.kernel import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def figure(context: template.Context, value: int | None, scale: str) -> SafeString | str:
    """{% figure goal.target goal.scale %}: 1,200.00 万, 60%, 12."""
    return words.figure(value, scale, context.get("money_unit") or "")


@register.simple_tag
def typed(value: int | None, scale: str) -> str:
    """{% typed one.given goal.scale %}: as it stands in a box."""
    return values.plain(value, scale)


@register.filter
def letter_tone(one: Letter) -> str:
    return words.TONES[one.answer]


@register.filter
def letter_answer(one: Letter) -> str:
    return str(words.ANSWERS[one.answer])


@register.filter
def letter_title(one: Letter) -> str:
    return words.letter_title(one)


@register.filter
def light_word(tone: str) -> str:
    """Green, amber, red."""
    return str(words.LIGHTS[tone])


@register.filter
def part_name(one: Node) -> str:
    return parts.label(one)


@register.filter
def overdue(day: date | None) -> bool:
    return day is not None and day < clock.today()


@register.simple_tag
def amount(value: int | None, scale: str) -> str:
    """{% amount box.value goal.scale %}: a figure of a table, in whole units with thousands."""
    return words.grouped(value, scale)


@register.simple_tag
def period(start: date, frequency: str) -> str:
    """{% period point.start kpi.frequency %}: 2026 Q4."""
    return spans.named(start, frequency)
