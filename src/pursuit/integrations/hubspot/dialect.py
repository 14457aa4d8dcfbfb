"""What HubSpot calls its tables and columns, and the words of its default pipeline."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Ref
from pursuit.kernel.errors import Text

STAGES = {
    "Appointment Scheduled": "20",
    "Qualified to Buy": "40",
    "Presentation Scheduled": "60",
    "Decision Maker Bought-In": "80",
    "Contract Sent": "90",
    "Closed Won": "won",
    "Closed Lost": "lost",
}
TYPES = {"New Business": "new", "Existing Business": "expansion"}
TASK_STATUS = {"Not started": "todo", "In progress": "doing", "Completed": "done"}
PRIORITY = {"High": "high", "Medium": "normal", "None": "normal", "Low": "low"}
LIFECYCLE = {"Lead": "potential", "Opportunity": "developing", "Customer": "active"}
SYSTEM = (
    "Last Modified Date", "Last Activity Date", "Last Contacted", "Next Activity Date", "Number of Associated Contacts",
    "Number of Associated Deals", "Number of times contacted", "Number of Sales Activities", "HubSpot Team",
    "Record source", "Is Closed Won", "Is Deal Closed?", "Weighted amount", "Amount in company currency",
    "Forecast amount", "Days to close", "Owner assigned date",
)  # fmt: skip
COMPANY = Ref(("Associated Company IDs", "Associated Company IDs (Primary)"),
              ("Associated Company (Primary)", "Associated Company"))  # fmt: skip
COMPANIES = Module(
    _("Companies"),
    "account",
    needs=(("Company name",), ("Company owner", "Company Domain Name", "Record ID", "Create Date", "Website URL")),
    ids=("Record ID", "Company ID"),
    fields={
        "title": ("Company name",),
        "website": ("Website URL", "Company Domain Name"),
        "phone": ("Phone Number",),
        "industry": ("Industry",),
        "owner": ("Company owner",),
        "created_at": ("Create Date",),
        "region": ("State/Region",),
        "address": ("Street Address",),
        "lifecycle": ("Lifecycle Stage",),
        "note": ("Description", "About Us"),
    },
    refs={"parent": Ref(("Parent Company ID", "Parent Company IDs"), ("Parent Company",))},
    answers={"lifecycle": LIFECYCLE},
    drop=(*SYSTEM, "Associated Contact IDs", "Associated Deal IDs"),
    later=("City", "Postal Code", "Country/Region", "Type", "Number of Employees", "Annual Revenue", "Lead Status",
           "Time Zone", "Associated Contact", "Associated Deal"),
    files=("companies", "hubspot-crm-exports-all-companies"),
)  # fmt: skip
CONTACTS = Module(
    _("Contacts"),
    "contact",
    needs=(("First Name", "Last Name"), ("Contact owner", "Associated Company IDs", "Associated Company", "Create Date",
                                         "Lead Status", "Lifecycle Stage")),
    ids=("Record ID", "Contact ID"),
    fields={
        "last_name": ("Last Name",),
        "first_name": ("First Name",),
        "email": ("Email",),
        "phone": ("Phone Number",),
        "mobile": ("Mobile Phone Number",),
        "job_title": ("Job Title",),
        "owner": ("Contact owner",),
        "created_at": ("Create Date",),
        "birthday": ("Date of birth",),
    },
    refs={"account": COMPANY},
    drop=(*SYSTEM, "Associated Deal IDs"),
    later=("Lead Status", "Lifecycle Stage", "Company Name", "City", "Country/Region", "Marketing contact status",
           "Associated Deal"),
    files=("contacts", "hubspot-crm-exports-all-contacts"),
)  # fmt: skip
DEALS = Module(
    _("Deals"),
    "project",
    needs=(("Deal Name",), ("Deal Stage", "Deal owner", "Close Date", "Create Date")),
    ids=("Record ID", "Deal ID"),
    fields={
        "title": ("Deal Name",),
        "stage": ("Deal Stage",),
        "amount": ("Amount",),
        "currency": ("Currency",),
        "expected_sign_on": ("Close Date",),
        "owner": ("Deal owner",),
        "created_at": ("Create Date",),
        "deal_type": ("Deal Type",),
        "next_step": ("Next step",),
        "forecast_category": ("Forecast category",),
        "outcome_note": ("Closed Lost Reason", "Closed Won Reason"),
        "owner_probability": ("Deal probability",),
        "note": ("Deal Description",),
    },
    refs={
        "account": COMPANY,
        "contacts": Ref(("Associated Contact IDs", "Associated Contact IDs (Primary)"), ("Associated Contact",)),
    },
    answers={"stage": STAGES, "deal_type": TYPES},
    drop=SYSTEM,
    later=("Pipeline", "Priority", "Original Traffic Source", "Contract amount", "Annual contract value",
           "Total contract value"),
    files=("deals", "hubspot-crm-exports-all-deals"),
)  # fmt: skip
TASKS = Module(
    _("Tasks"),
    "task",
    needs=(("Task title", "Task name"), ("Task status", "Due date", "Task type", "Assigned to")),
    ids=("Record ID", "Task ID"),
    fields={
        "title": ("Task title", "Task name"),
        "note": ("Task body", "Task notes"),
        "due_on": ("Due date",),
        "status": ("Task status",),
        "priority": ("Priority", "Task priority"),
        "owner": ("Assigned to",),
        "created_at": ("Create Date", "Created at"),
        "done_at": ("Completion date", "Completed at"),
    },
    refs={"parent": Ref(("Associated Deal IDs", "Associated Company IDs", "Associated Contact IDs"))},
    answers={"status": TASK_STATUS, "priority": PRIORITY},
    drop=SYSTEM,
    later=("Task type", "Queue", "Associated Deal", "Associated Company", "Associated Contact"),
    files=("tasks", "hubspot-crm-exports-all-tasks"),
)
PRODUCTS = Module(
    _("Products"),
    "product",
    needs=(("Name", "Product name"), ("SKU", "Unit price"), ("Record ID", "Product ID")),
    ids=("Record ID", "Product ID"),
    fields={
        "title": ("Product name", "Name"),
        "code": ("SKU",),
        "price": ("Unit price",),
        "cost": ("Unit cost",),
        "description": ("Product description", "Description"),
        "created_at": ("Create Date",),
    },
    drop=SYSTEM,
    later=("Product type", "Billing frequency", "Term"),
    files=("products",),
)
PARENTS = {
    "project": Ref(("Associated Deal IDs",), ("Associated Deal",)),
    "account": Ref(("Associated Company IDs",), ("Associated Company",)),
    "contact": Ref(("Associated Contact IDs",), ("Associated Contact",)),
}
WRITTEN = {
    "title": ("Title", "Call title", "Meeting name"),
    "text": ("Body", "Note body", "Notes body", "Call notes", "Meeting notes", "Meeting description", "Body preview"),
    "author": ("Activity assigned to", "Created by", "Owner"),
    "created_at": ("Activity date", "Meeting start time", "Create Date"),
}


def _written(name: Text, needs: tuple[tuple[str, ...], ...], *files: str) -> Module:
    """What people wrote about deals, companies and contacts."""
    return Module(
        name, "note", needs, ids=("Record ID",), fields=WRITTEN, refs=PARENTS,
        details=("Activity type", "Call outcome", "Call direction", "Call duration", "Meeting outcome",
                 "Meeting end time", "Meeting location"),
        drop=(*SYSTEM, "Body preview"), files=files,
    )  # fmt: skip


OTHERS = (
    _written(_("Activities"), (("Activity type",), ("Activity date", "Title", "Body", "Body preview")), "activities"),
    _written(_("Notes"), (("Note body", "Notes body"),), "notes"),
    _written(_("Calls"), (("Call title", "Call notes", "Call outcome"),), "calls"),
    _written(_("Meetings"), (("Meeting name", "Meeting outcome", "Meeting start time"),), "meetings"),
    Module(_("Tickets"), "", needs=(("Ticket name",), ("Ticket status", "Ticket owner", "Record ID")),
           ids=("Record ID",), later=("Pipeline", "Priority", "Create Date"), files=("tickets",)),
    Module(_("Line items"), "", needs=(("Quantity",), ("Unit price",), ("Record ID", "Associated Deal IDs")),
           ids=("Record ID",), later=("Name", "SKU", "Net price"), files=("line-items", "line items")),
)  # fmt: skip


def signature(look: Look) -> float:
    """Associations by id are its own; so are the labels of owners and of the day a record was made."""
    linked = look.has("Associated Company IDs", "Associated Contact IDs", "Associated Deal IDs")
    owned = look.has("Company owner", "Contact owner", "Deal owner", "Activity assigned to")
    made = look.has("Create Date")
    worded = look.has("Deal Stage", "Company Domain Name", "Task title", "Activity type", "Company name")
    id_ = look.has("Record ID")
    return min(1.0, 0.5 * linked + 0.3 * id_ * (made or worded) + 0.2 * made + 0.2 * worded + 0.1 * owned)


DIALECT = Dialect("hubspot", "HubSpot", (COMPANIES, CONTACTS, DEALS, TASKS, PRODUCTS, *OTHERS), signature)
