"""Every extension of the product, registered in one list (docs/map.md: the five kinds)."""

from pursuit.config import actions
from pursuit.domain.bids import extensions as bids
from pursuit.domain.budgets import extensions as budgets
from pursuit.domain.capacity import extensions as capacity
from pursuit.domain.catalogue import extensions as catalogue
from pursuit.domain.chain import extensions as chain
from pursuit.domain.collaboration import extensions as collaboration
from pursuit.domain.contracts import extensions as contracts
from pursuit.domain.credentials import extensions as credentials
from pursuit.domain.customers import extensions as customers
from pursuit.domain.execution import extensions as execution
from pursuit.domain.finance import extensions as finance
from pursuit.domain.gates import extensions as gates
from pursuit.domain.goals import extensions as goals
from pursuit.domain.hours import extensions as hours
from pursuit.domain.insight import extensions as insight
from pursuit.domain.market import extensions as market
from pursuit.domain.methods import extensions as methods
from pursuit.domain.offers import extensions as offers
from pursuit.domain.people import extensions as people
from pursuit.domain.pipeline import extensions as pipeline
from pursuit.domain.plans import extensions as plans
from pursuit.domain.playbooks import extensions as playbooks
from pursuit.domain.projects import extensions as projects
from pursuit.domain.sharing import extensions as sharing
from pursuit.domain.strategy import extensions as strategy
from pursuit.integrations.intake import jobs as intake
from pursuit.kernel import extensions, platform


def wire() -> None:
    """Called once when Django is ready; from the ground up."""
    platform.declare()
    people.declare()
    collaboration.declare()
    customers.declare()
    market.declare()
    catalogue.declare()
    methods.declare()
    projects.declare()
    pipeline.declare()
    chain.declare()
    execution.declare()
    plans.declare()
    capacity.declare()
    hours.declare()
    sharing.declare()
    playbooks.declare()
    goals.declare()
    strategy.declare()
    offers.declare()
    credentials.declare()
    bids.declare()
    contracts.declare()
    budgets.declare()
    finance.declare()
    gates.declare()
    insight.declare()
    intake.declare()
    actions.load()
    extensions.close()
