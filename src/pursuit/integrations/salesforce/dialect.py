"""What Salesforce calls its tables and columns, and the words of its standard pick lists."""

import re

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Ref
from pursuit.integrations.salesforce.others import OTHERS

STAGES = {
    "Prospecting": "10",
    "Qualification": "10",
    "Needs Analysis": "20",
    "Value Proposition": "50",
    "Id. Decision Makers": "60",
    "Perception Analysis": "70",
    "Proposal/Price Quote": "75",
    "Negotiation/Review": "90",
    "Closed Won": "won",
    "Closed Lost": "lost",
}
TYPES = {
    "New Customer": "new",
    "New Business": "new",
    "Existing Business": "expansion",
    "Existing Customer - Upgrade": "expansion",
    "Existing Customer - Replacement": "renewal",
}
FORECAST = {"Pipeline": "pipeline", "Best Case": "best_case", "BestCase": "best_case", "Most Likely": "commit",
            "Commit": "commit", "Closed": "closed", "Omitted": "omitted"}  # fmt: skip
LIFECYCLE = {"Prospect": "potential", "Customer - Direct": "active", "Customer - Channel": "active"}
MATURITY = {"Hot": "hot", "Warm": "warm", "Cold": "cold"}
LEAD_STATUS = {
    "Open - Not Contacted": "open", "Working - Contacted": "open", "New": "open", "Contacted": "open",
    "Nurturing": "open", "Qualified": "open", "Unqualified": "rejected", "Closed - Not Converted": "rejected",
    "Closed - Converted": "converted", "true": "converted", "1": "converted", "false": "", "0": "",
}  # fmt: skip
TASK_STATUS = {"Not Started": "todo", "In Progress": "doing", "Completed": "done"}
PRIORITY = {"High": "high", "Normal": "normal", "Low": "low"}
MADE = {"created_at": ("CreatedDate", "Created Date"), "created_by": ("CreatedBy.Name", "Created By", "CreatedById"),
        "updated_at": ("LastModifiedDate", "Last Modified Date")}  # fmt: skip
SYSTEM = (
    "LastModifiedById", "Last Modified By", "SystemModstamp", "IsDeleted", "LastActivityDate", "Last Activity",
    "LastViewedDate", "LastReferencedDate", "MasterRecordId", "RecordTypeId", "PhotoUrl", "CleanStatus",
)  # fmt: skip
ADDRESS = tuple(
    f"{kind}{part}"
    for kind in ("Billing", "Shipping", "Mailing", "Other")
    for part in ("Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude")
)

ACCOUNTS = Module(
    _("Accounts"),
    "account",
    needs=(("Name", "Account Name"),
           ("BillingStreet", "BillingCity", "NumberOfEmployees", "AnnualRevenue", "AccountNumber", "ParentId",
            "Account Owner", "Account Type", "Billing State/Province", "Employees", "Industry", "Account ID")),
    ids=("Id", "Account ID"),
    fields={
        **MADE,
        "title": ("Name", "Account Name"),
        "industry": ("Industry",),
        "lifecycle": ("Type", "Account Type"),
        "phone": ("Phone",),
        "website": ("Website",),
        "region": ("BillingState", "Billing State/Province"),
        "address": ("BillingStreet", "Billing Street"),
        "note": ("Description", "Account Description"),
        "origin": ("AccountSource", "Account Source"),
        "owner": ("Owner.Name", "Account Owner", "OwnerId"),
    },
    refs={"parent": Ref(("ParentId", "Parent Account ID"), ("Parent.Name", "Parent Account"))},
    answers={"lifecycle": LIFECYCLE},
    drop=SYSTEM,
    later=(*ADDRESS, "AnnualRevenue", "Annual Revenue", "NumberOfEmployees", "Employees", "AccountNumber", "Rating",
           "Ownership", "Sic", "Fax", "TickerSymbol", "Site", "Billing City", "Billing Zip/Postal Code",
           "Billing Country"),
    files=("account", "accounts"),
)  # fmt: skip
CONTACTS = Module(
    _("Contacts"),
    "contact",
    needs=(("LastName", "Last Name", "Name"), ("AccountId", "ReportsToId", "MailingStreet", "Contact Owner",
                                               "Account Name", "Contact ID")),
    ids=("Id", "Contact ID"),
    fields={
        **MADE,
        "last_name": ("LastName", "Last Name"),
        "first_name": ("FirstName", "First Name"),
        "title": ("Name", "Full Name", "Contact Name"),
        "job_title": ("Title",),
        "department": ("Department",),
        "phone": ("Phone",),
        "mobile": ("MobilePhone", "Mobile"),
        "email": ("Email",),
        "birthday": ("Birthdate",),
        "note": ("Description",),
        "owner": ("Owner.Name", "Contact Owner", "OwnerId"),
    },
    refs={
        "account": Ref(("AccountId", "Account ID"), ("Account.Name", "Account Name")),
        "reports_to": Ref(("ReportsToId",), ("Reports To",)),
    },
    drop=SYSTEM,
    later=(*ADDRESS, "Salutation", "Fax", "HomePhone", "LeadSource", "Lead Source", "AssistantName",
           "HasOptedOutOfEmail", "Mailing Street", "Mailing City", "Mailing State/Province", "Mailing Country"),
    files=("contact", "contacts"),
)  # fmt: skip
OPPORTUNITIES = Module(
    _("Opportunities"),
    "project",
    needs=(("StageName", "Stage", "Opportunity Name"), ("Name", "Opportunity Name"),
           ("CloseDate", "Close Date", "StageName", "Opportunity Owner")),
    ids=("Id", "Opportunity ID"),
    fields={
        **MADE,
        "title": ("Name", "Opportunity Name"),
        "stage": ("StageName", "Stage"),
        "amount": ("Amount",),
        "currency": ("CurrencyIsoCode", "Opportunity Currency", "Amount Currency"),
        "expected_sign_on": ("CloseDate", "Close Date"),
        "deal_type": ("Type",),
        "next_step": ("NextStep", "Next Step"),
        "forecast_category": ("ForecastCategoryName", "ForecastCategory", "Forecast Category"),
        "loss_reason": ("Loss_Reason__c", "Loss Reason"),
        "owner": ("Owner.Name", "Opportunity Owner", "OwnerId"),
        "owner_probability": ("Probability", "Probability (%)"),
        "note": ("Description",),
    },
    refs={
        "account": Ref(("AccountId", "Account ID"), ("Account.Name", "Account Name")),
        "contacts": Ref(("ContactId",), ("Primary Contact",)),
    },
    answers={"stage": STAGES, "deal_type": TYPES, "forecast_category": FORECAST},
    drop=(*SYSTEM, "IsClosed", "IsWon", "Closed", "Won", "ExpectedRevenue", "Expected Revenue", "Fiscal", "FiscalYear",
          "FiscalQuarter", "Fiscal Period", "Age", "HasOpportunityLineItem", "Stage Duration"),
    later=("LeadSource", "Lead Source", "CampaignId", "Primary Campaign Source", "Pricebook2Id",
           "TotalOpportunityQuantity", "Owner Role"),
    files=("opportunity", "opportunities"),
)  # fmt: skip
LEADS = Module(
    _("Leads"),
    "lead",
    needs=(("Company", "Company / Account"), ("LastName", "Last Name", "Name"),
           ("Status", "LeadSource", "IsConverted", "Lead Owner", "Lead Status", "Lead Source")),
    ids=("Id", "Lead ID"),
    fields={
        **MADE,
        "last_name": ("LastName", "Last Name"),
        "first_name": ("FirstName", "First Name"),
        "contact_name": ("Name", "Full Name"),
        "company": ("Company", "Company / Account"),
        "phone": ("MobilePhone", "Mobile", "Phone"),
        "email": ("Email",),
        "origin": ("LeadSource", "Lead Source"),
        "maturity": ("Rating",),
        "need": ("Description",),
        "region": ("State", "State/Province"),
        "owner": ("Owner.Name", "Lead Owner", "OwnerId"),
        "state": ("Status", "Lead Status"),
        "converted_at": ("ConvertedDate", "Converted Date"),
    },
    refs={
        "converted_account": Ref(("ConvertedAccountId",)),
        "converted_contact": Ref(("ConvertedContactId",)),
        "became": Ref(("ConvertedOpportunityId",)),
    },
    quiet={"state": ("IsConverted", "Converted")},
    also={"state": {"reject_note": {}}},
    answers={"maturity": MATURITY, "state": LEAD_STATUS},
    drop=(*SYSTEM, "IsUnreadByOwner"),
    later=("Title", "Street", "City", "PostalCode", "Country",
           "Industry", "AnnualRevenue", "NumberOfEmployees", "Website", "Salutation", "Fax"),
    files=("lead", "leads"),
)  # fmt: skip
TASKS = Module(
    _("Tasks"),
    "task",
    needs=(("Subject",), ("ActivityDate", "CompletedDateTime", "Due Date", "Date"), ("Status", "Priority", "WhatId")),
    ids=("Id", "Activity ID"),
    fields={
        **MADE,
        "title": ("Subject",),
        "due_on": ("ActivityDate", "Due Date", "Date"),
        "priority": ("Priority",),
        "status": ("Status",),
        "note": ("Description", "Comments"),
        "owner": ("Owner.Name", "Assigned", "Assigned To", "OwnerId"),
        "done_at": ("CompletedDateTime", "Completed Date"),
    },
    refs={"parent": Ref(("WhatId", "AccountId", "WhoId"))},
    answers={"priority": PRIORITY, "status": TASK_STATUS},
    drop=(*SYSTEM, "IsClosed", "IsHighPriority", "IsArchived", "IsReminderSet", "WhatCount", "WhoCount"),
    later=("TaskSubtype", "ReminderDateTime", "CallType", "CallDurationInSeconds", "Type"),
    files=("task", "tasks"),
)
PRODUCTS = Module(
    _("Products"),
    "product",
    needs=(("Name", "Product Name"), ("ProductCode", "Product Code"), ("Id", "IsActive", "Family", "Product Family")),
    ids=("Id", "Product ID"),
    fields={
        **MADE,
        "title": ("Name", "Product Name"),
        "code": ("ProductCode", "Product Code"),
        "family": ("Family", "Product Family"),
        "description": ("Description", "Product Description"),
        "price": ("List Price", "UnitPrice"),
    },
    drop=SYSTEM,
    later=("IsActive", "Active", "QuantityUnitOfMeasure", "StockKeepingUnit", "DisplayUrl"),
    files=("product2", "products"),
)
_API = ("OwnerId", "AccountId", "CreatedDate", "StageName", "CloseDate", "WhatId", "WhoId", "SystemModstamp",
        "LastName", "FirstName", "OpportunityId", "ContactId", "IsDeleted", "CreatedById", "BillingStreet", "ParentId",
        "ActivityDate", "ProductCode", "IsActive", "Username")  # fmt: skip
_ID = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?")


def signature(look: Look) -> float:
    """The names of its API as they are written, without blanks, and ids of 15 or 18 letters and digits."""
    exact = {header.strip().lower() for header in look.table.header}
    names = sum(name.lower() in exact for name in _API)
    id_column = look.find(("Id", "Opportunity ID", "Account ID", "Contact ID", "Lead ID"))
    ids = look.values[id_column][:20] if id_column else ()
    shaped = bool(ids) and all(_ID.fullmatch(str(cell)) and not str(cell).isdigit() for cell in ids)
    report = look.has("Opportunity Name") * (
        look.has("Opportunity Owner") + look.has("Fiscal Period", "Age") + look.has("Close Date", "Stage")
    )
    return min(1.0, 0.3 * min(names, 3) + 0.3 * shaped + 0.25 * report)


DIALECT = Dialect(
    "salesforce",
    "Salesforce",
    (ACCOUNTS, CONTACTS, LEADS, OPPORTUNITIES, TASKS, PRODUCTS, *OTHERS),
    signature,
    person_ids=("OwnerId", "CreatedById"),
)
