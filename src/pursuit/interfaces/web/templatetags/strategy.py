"""Words of strategies for their templates: {% load strategy %}."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pursuit.domain.strategy.queries import paper
from pursuit.domain.strategy.rules import kinds
from pursuit.domain.strategy.rules.moving import Moved
from pursuit.domain.strategy.rules.price import Beaten
from pursuit.interfaces.web.strategy import words
from pursuit.kernel.money import Money

register = template.Library()


@register.simple_tag
def sheet_link(name: str, project: int, *more: int | str, label: str = "") -> SafeString:
    """{% sheet_link "need-edit" project.pk need.pk %}: a quiet button that opens a side sheet."""
    url = reverse(f"strategy:{name}", args=[project, *more])
    return format_html(
        '<a class="btn btn-sm btn-quiet" href="{0}" hx-get="{0}" hx-target="#sheet-host">{1}</a>',
        url, label or _("Change"),
    )  # fmt: skip


@register.filter
def compliance_tone(code: str) -> str:
    return words.COMPLIANCE_TONES[code]


@register.filter
def line_tone(state: str) -> str:
    return words.LINE_TONES[state]


@register.filter
def line_word(state: str) -> str:
    return str(words.LINE_WORDS[state])


@register.filter
def moved_tone(one: Moved) -> str:
    return words.TONES[one.state]


@register.filter
def moved_word(one: Moved) -> str:
    return words.moved(one)


@register.filter
def unbeaten(one: Beaten) -> str:
    return words.unbeaten(one)


@register.filter
def crossing_word(code: str) -> str:
    """SO: strengths take opportunities."""
    return str(dict(kinds.CROSSINGS).get(code, code))


@register.filter
def money_of(minor: int | None, currency: str) -> str:
    """An amount in words, as on paper."""
    return "—" if minor is None else paper.money({"minor": minor, "currency": currency})


@register.filter
def how_word(how: str) -> str:
    return str(words.HOW.get(how, ""))


@register.filter
def plain_money(value: Money) -> str:
    return paper.money({"minor": value.minor, "currency": value.currency})
