"""Tables of the room."""

from pursuit.domain.customers.models.account import Account, AccountChange, AccountRelationship
from pursuit.domain.customers.models.contact import Affiliation, Contact
from pursuit.domain.customers.models.matchkey import MatchKey
from pursuit.domain.customers.models.visit import Commitment, Visit, VisitParticipant

__all__ = [
    "Account",
    "AccountChange",
    "AccountRelationship",
    "Affiliation",
    "Commitment",
    "Contact",
    "MatchKey",
    "Visit",
    "VisitParticipant",
]
