"""Words of sales projects for their templates: {% load projects %}."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from pursuit.domain.methods.rules.stages import REQUIREMENTS
from pursuit.domain.projects.queries.cards import Card
from pursuit.domain.projects.rules.ring import STATES, WORKSPACES, Workspace
from pursuit.interfaces.web.projects import bars, drawn
from pursuit.interfaces.web.records import history
from pursuit.kernel import clock, terms

register = template.Library()


@register.simple_tag(takes_context=True)
def project_card(context: template.Context, card: Card) -> SafeString:
    """{% project_card card %}: a card of the board."""
    return drawn.card(card, may_move=bool(context.get("may_move")), unit=context.get("money_unit") or "")


@register.simple_tag(takes_context=True)
def project_bars(context: template.Context, found: list[bars.Bar]) -> SafeString:
    """{% project_bars cell.bars %}: the projects of a month of the year."""
    return bars.bars_html(found, context.get("money_unit") or "")


@register.simple_tag
def ring_of(workspaces: list[Workspace], size: str) -> SafeString:
    """{% ring_of card.ring "ring-m" %}: the ring of seven."""
    return drawn.ring(workspaces, size)


@register.filter
def workspace(one: Workspace) -> str:
    """The name of a workspace of the ring."""
    return str(WORKSPACES.get(one.code, one.code))


@register.filter
def workspace_state(one: Workspace) -> str:
    """How it stands, in a word."""
    return str(STATES.get(one.state, one.state))


@register.filter
def term(code: str, name: str) -> str:
    """The label of an entry of an editable list: {{ member.role|term:"team_role" }}."""
    return terms.label(name, code) if code else ""


@register.filter
def days_since(day: date | None) -> int | str:
    """Whole days from then to today; "" for never."""
    return (clock.today() - day).days if day else ""


@register.filter
def past(day: object) -> bool:
    """Does the day lie before today?"""
    return isinstance(day, date) and day < clock.today()


@register.filter
def requirement(code: str) -> str:
    """What a stage may ask for, as people call it."""
    return str(REQUIREMENTS.get(code, code))


@register.filter
def verb(code: str) -> str:
    """What somebody did, as people say it."""
    return history.verb(code)
