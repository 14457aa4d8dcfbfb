"""The room's action keywords: one declaration for schema, form, history and field rights."""

from pursuit.domain.customers.fields.account import AccountChanges, AccountDetails, AccountId, NewAccount
from pursuit.domain.customers.fields.contact import ContactChanges, ContactDetails, ContactId, NewContact
from pursuit.domain.customers.fields.visit import NewVisit, VisitChanges, VisitDetails, VisitId

__all__ = [
    "AccountChanges",
    "AccountDetails",
    "AccountId",
    "ContactChanges",
    "ContactDetails",
    "ContactId",
    "NewAccount",
    "NewContact",
    "NewVisit",
    "VisitChanges",
    "VisitDetails",
    "VisitId",
]
