"""Further tables of Salesforce: meetings, notes, what is not taken yet, and users, who explain ids of people."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Module, Ref

ROLES = {
    "Decision Maker": "eb", "Economic Decision Maker": "eb", "Economic Buyer": "eb", "Executive Sponsor": "eb",
    "Evaluator": "tb", "Technical Buyer": "tb", "Business User": "ub", "Influencer": "", "Other": "",
}  # fmt: skip
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
        "seat",
        needs=(("OpportunityId",), ("ContactId",), ("Role", "IsPrimary")),
        ids=("Id",),
        fields={"role": ("Role",), "created_at": ("CreatedDate",)},
        refs={"project": Ref(("OpportunityId",)), "contact": Ref(("ContactId",))},
        answers={"role": ROLES},
        drop=("CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp", "IsDeleted"),
        later=("IsPrimary",),
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
        "note",
        needs=(("Subject",), ("StartDateTime", "EndDateTime", "DurationInMinutes", "ActivityDateTime")),
        ids=("Id",),
        fields={
            "title": ("Subject",),
            "text": ("Description",),
            "author": ("Owner.Name", "CreatedBy.Name", "OwnerId"),
            "created_at": ("StartDateTime", "ActivityDateTime", "ActivityDate", "CreatedDate"),
        },
        refs={"subject": Ref(("WhatId",)), "account": Ref(("AccountId",)), "contact": Ref(("WhoId",))},
        details=("EndDateTime", "DurationInMinutes", "Location"),
        drop=("CreatedById", "SystemModstamp", "LastModifiedDate", "LastModifiedById", "IsAllDayEvent", "IsDeleted"),
        files=("event", "events"),
    ),
    Module(
        _("Notes"),
        "note",
        needs=(("Title",), ("Body", "TextPreview"), ("ParentId", "OwnerId", "IsPrivate")),
        ids=("Id",),
        fields={
            "title": ("Title",),
            "text": ("Body", "TextPreview"),
            "author": ("CreatedBy.Name", "Owner.Name", "CreatedById", "OwnerId"),
            "created_at": ("CreatedDate",),
        },
        refs={"subject": Ref(("ParentId", "LinkedEntityId"))},
        drop=("LastModifiedDate", "LastModifiedById", "SystemModstamp", "IsDeleted", "IsPrivate"),
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
