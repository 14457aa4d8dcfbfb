"""Tables of Salesforce that are recognised and not taken yet, and the table of its users, which explains ids."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Module

OTHERS = (
    Module(
        _("Users"),
        "",
        needs=(("Username",), ("Id", "User ID"), ("ProfileId", "Alias", "UserRoleId", "IsActive", "Email", "Name")),
        later=("LastName", "FirstName", "Email", "Alias", "ProfileId", "UserRoleId", "IsActive", "Title", "Department",
               "TimeZoneSidKey", "LocaleSidKey", "ManagerId"),
        people=(("Id", "User ID"), ("Name", "Full Name", "Email", "Username")),
        files=("user", "users"),
    ),
    Module(
        _("Contact roles of opportunities"),
        "",
        needs=(("OpportunityId",), ("ContactId",), ("Role", "IsPrimary")),
        later=("Id", "CreatedDate"),
        files=("opportunitycontactrole",),
    ),
    Module(
        _("Line items"),
        "",
        needs=(("OpportunityId",), ("PricebookEntryId", "Product2Id", "UnitPrice", "Quantity")),
        later=("Id", "TotalPrice", "ListPrice", "ServiceDate", "Description", "SortOrder", "Name", "ProductCode"),
        files=("opportunitylineitem",),
    ),
    Module(
        _("Meetings"),
        "",
        needs=(("Subject",), ("StartDateTime", "EndDateTime", "DurationInMinutes", "ActivityDateTime")),
        later=("Id", "WhoId", "WhatId", "OwnerId", "Location", "ActivityDate", "IsAllDayEvent", "Description",
               "CreatedDate"),
        files=("event", "events"),
    ),
    Module(
        _("Notes"),
        "",
        needs=(("Title",), ("Body", "TextPreview"), ("ParentId", "OwnerId", "IsPrivate")),
        later=("Id", "CreatedDate", "LastModifiedDate"),
        files=("note", "contentnote"),
    ),
    Module(
        _("Attachments"),
        "",
        needs=(("ContentType", "BodyLength", "ContentDocumentId", "ContentSize"), ("ParentId", "Title", "Name")),
        later=("Id", "Body", "OwnerId", "LinkedEntityId", "VersionData", "PathOnClient"),
        files=("attachment", "contentversion"),
    ),
    Module(
        _("Campaigns"),
        "",
        needs=(("Name", "Campaign Name"), ("BudgetedCost", "ActualCost", "ExpectedRevenue"), ("StartDate", "EndDate")),
        later=("Id", "Type", "Status", "IsActive", "OwnerId", "CreatedDate", "NumberSent"),
        files=("campaign",),
    ),
    Module(
        _("Quotes, orders and invoices"),
        "",
        needs=(("QuoteNumber", "OrderNumber", "ContractNumber"),),
        later=("Id", "OpportunityId", "AccountId", "Status", "GrandTotal", "TotalAmount", "StartDate", "OwnerId"),
        files=("quote", "order", "contract"),
    ),
)  # fmt: skip
