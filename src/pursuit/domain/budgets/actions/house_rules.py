"""The company's borders of the stop-loss."""

from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.budgets.fields import RuleFields
from pursuit.domain.budgets.queries.house_rules import bands
from pursuit.domain.budgets.rules.stoploss import Bands
from pursuit.kernel import events, settings_store
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

SETUP = "budgets.setup"


@action("budgets.set_rules", right=SETUP, public="budget-rules.set")
def set_rules(*, actor: Actor, **fields: Unpack[RuleFields]) -> Bands:
    """From which share of chance × margin one looks, and acts."""
    now = bands()
    after = Bands(fields.get("watch", now.watch), fields.get("act", now.act))
    if after.watch >= after.act:
        raise Refused("order", _("One looks before one acts: the first border lies below the second."), "watch")
    changes = {
        name: (getattr(now, name), getattr(after, name))
        for name in ("watch", "act")
        if getattr(now, name) != getattr(after, name)
    }
    for name, (_before, value) in changes.items():
        settings_store.put(f"budgets.{name}", value)
    if changes:
        events.record(actor, "budgets.rules_set", None, changes)
    return after
