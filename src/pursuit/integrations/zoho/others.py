"""Tables of Zoho CRM that are recognised and not taken yet."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Module

OTHERS = (
    Module(
        _("Calls"),
        "",
        needs=(("Call Type", "Call Start Time", "Call Duration (in seconds)", "Call_Type"),),
        ids=("Record Id",),
        later=("Subject", "Call Purpose", "Call Duration", "Call Agenda", "Call Result", "Call Status", "Call Owner",
               "Call Owner.id", "Contact Name", "Contact Name.id", "Related To", "Related To.id", "Description"),
        files=("calls",),
    ),
    Module(
        _("Meetings"),
        "",
        needs=(("Start DateTime", "Event Owner", "Meeting Owner", "Start_DateTime"), ("Title", "Event Title", "To")),
        ids=("Record Id",),
        later=("End DateTime", "From", "Location", "Host", "Participants", "Related To", "Related To.id"),
        files=("events", "meetings"),
    ),
    Module(
        _("Notes"),
        "",
        needs=(("Note Content", "Note Title", "Note_Content"),),
        ids=("Record Id",),
        later=("Associated_Id", "Created By.id", "Created By", "Created Time", "Modified By.id", "Modified By",
               "Modified Time", "Note Owner.id", "Note Owner", "Parent ID.id", "Parent ID"),
        files=("notes",),
    ),
    Module(
        _("Attachments"),
        "",
        needs=(("File Name",), ("Parent Module", "Parent.id", "Parent ID", "Size")),
        ids=("Record Id",),
        later=("Created Time", "Parent", "Attachment Owner"),
        files=("attachments",),
    ),
    Module(
        _("Campaigns"),
        "",
        needs=(("Campaign Name",), ("Campaign Owner", "Budgeted Cost", "Actual Cost", "Campaign Id")),
        ids=("Record Id",),
        later=("Type", "Status", "Start Date", "End Date", "Expected Response", "Expected Revenue"),
        files=("campaigns",),
    ),
    Module(
        _("Quotes, orders and invoices"),
        "",
        needs=(("Quote Stage", "Quote Number", "Quote Owner", "Sales Order Owner", "SO Number", "Invoice Owner",
                "Invoice Number", "Invoice Date"),),
        ids=("Record Id",),
        later=("Subject", "Grand Total", "Sub Total", "Account Name", "Account Name.id", "Deal Name", "Deal Name.id"),
        files=("quotes", "sales_orders", "salesorders", "invoices"),
    ),
    Module(
        _("Users"),
        "",
        needs=(("User Id", "Record Id", "Id"), ("Full Name", "User Name", "Last Name"), ("Role", "Profile")),
        later=("Email", "Status", "First Name", "Alias"),
        people=(("User Id", "Record Id", "Id"), ("Full Name", "User Name", "Last Name")),
        files=("users",),
    ),
)  # fmt: skip
