"""Words of sales projects for their templates: {% load projects %}."""

from datetime import date

from django import template

from pursuit.domain.methods.rules.stages import REQUIREMENTS
from pursuit.domain.projects.rules.ring import STATES, WORKSPACES, Workspace
from pursuit.interfaces.web.records import history
from pursuit.kernel import clock, terms

register = template.Library()


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
