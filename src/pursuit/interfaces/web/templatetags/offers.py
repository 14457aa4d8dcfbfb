"""Words and numbers of quotes for their templates: {% load offers %}."""

from django import template

from pursuit.domain.offers.fields import RATES
from pursuit.domain.offers.models import Option, Phase, QuoteState
from pursuit.domain.offers.rules.compare import Pair, Side
from pursuit.interfaces.web.offers import words

register = template.Library()


@register.filter
def percent(bp: int | None) -> str:
    """1250 → 12.5%."""
    return "—" if bp is None else f"{words.decimals(bp, 2)}%"


@register.filter
def thousandths(value: int | None) -> str:
    """2500 → 2.5."""
    return "—" if value is None else words.decimals(value, 3)


@register.filter
def tone(state: str) -> str:
    """The colour of a state."""
    return words.TONES[state][0]


@register.filter
def sign(state: str) -> str:
    """Its icon."""
    return words.TONES[state][1]


@register.filter
def state_word(state: str) -> str:
    return str(QuoteState(state).label)


@register.filter
def option_word(code: str) -> str:
    return str(Option(code).label)


@register.filter
def phase_word(code: str) -> str:
    return str(Phase(code).label)


@register.filter
def rates(_quote: object) -> tuple[str, ...]:
    """The tax rates a line may have."""
    return tuple(rate for rate, _label in RATES)


@register.filter
def sides(pair: Pair) -> tuple[Side | None, Side | None]:
    """The line as it was and as it is."""
    return pair.old, pair.new
