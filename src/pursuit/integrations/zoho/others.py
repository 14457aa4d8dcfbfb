"""Further tables of Zoho CRM: what people wrote about records, and what is recognised and not taken yet."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Module, Ref

# Written by the system about the row, or made from other columns: nothing is lost without them.
SYSTEM = (
    "Modified By", "Modified By.id", "Created By.id", "Owner.id", "Last Activity Time", "Change Log Time", "Locked",
    "Last Enriched Time", "Enrich Status", "Record Status", "Editable", "Process Flow", "Approval State", "修改人",
    "最后活动时间",
)  # fmt: skip
OTHERS = (
    Module(
        _("Calls"),
        "note",
        needs=(("Call Type", "Call Start Time", "Call Duration (in seconds)", "Call_Type"),),
        ids=("Record Id", "Call Id", "Id"),
        fields={
            "title": ("Subject",),
            "text": ("Description", "Call Agenda"),
            "author": ("Call Owner", "Owner", "Created By"),
            "created_at": ("Call Start Time", "Created Time"),
        },
        refs={
            "subject": Ref(("Related To.id", "What_Id"), ("Related To",)),
            "contact": Ref(("Contact Name.id", "Who_Id"), ("Contact Name",)),
        },
        details=("Call Type", "Call Purpose", "Call Agenda", "Call Result", "Call Status", "Call Duration",
                 "Call Duration (in seconds)"),
        drop=SYSTEM,
        files=("calls",),
    ),
    Module(
        _("Meetings"),
        "note",
        needs=(("Start DateTime", "Event Owner", "Meeting Owner", "Start_DateTime"), ("Title", "Event Title", "To")),
        ids=("Record Id", "Event Id", "Id"),
        fields={
            "title": ("Title", "Event Title"),
            "text": ("Description",),
            "author": ("Host", "Event Owner", "Meeting Owner", "Owner", "Created By"),
            "created_at": ("Start DateTime", "From", "Created Time"),
        },
        refs={
            "subject": Ref(("Related To.id", "What_Id"), ("Related To",)),
            "contact": Ref(("Contact Name.id", "Who_Id"), ("Contact Name",)),
        },
        details=("End DateTime", "To", "Location", "Venue", "Participants"),
        drop=SYSTEM,
        files=("events", "meetings"),
    ),
    Module(
        _("Notes"),
        "note",
        needs=(("Note Content", "Note Title", "Note_Content", "备注内容", "备注标题"),),
        ids=("Record Id", "Note Id", "Id", "记录 ID"),
        fields={
            "title": ("Note Title", "备注标题"),
            "text": ("Note Content", "备注内容"),
            "author": ("Created By", "Note Owner", "Owner", "创建人", "备注所有者"),
            "created_at": ("Created Time", "创建时间"),
        },
        refs={"subject": Ref(("Parent ID.id", "Parent Id.id", "Parent_Id.id"), ("Parent ID", "Parent Name", "父记录"))},
        drop=(*SYSTEM, "Associated_Id", "Modified Time", "Note Owner", "Note Owner.id", "Created By.id",
              "Related To Module"),
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
