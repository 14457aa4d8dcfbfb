"""The company's borders of the stop-loss, with what is shipped."""

from pursuit.domain.budgets.rules.stoploss import Bands
from pursuit.kernel import settings_store


def bands() -> Bands:
    """As set, else as shipped."""
    return Bands(settings_store.get("budgets.watch", Bands().watch), settings_store.get("budgets.act", Bands().act))
