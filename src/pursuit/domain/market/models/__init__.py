"""Tables of the room."""

from pursuit.domain.market.models.competitor import Competitor
from pursuit.domain.market.models.lead import Lead, LeadAssignment
from pursuit.domain.market.models.registration import Registration, RegistrationHit, RegistrationRuling

__all__ = ["Competitor", "Lead", "LeadAssignment", "Registration", "RegistrationHit", "RegistrationRuling"]
