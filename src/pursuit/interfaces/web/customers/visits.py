"""Visits: list, the quick form, the page with the report it becomes."""

import io

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.actions.commitments import add_commitment
from pursuit.domain.customers.actions.visit_notes import record_visit
from pursuit.domain.customers.actions.visits import delete_visit, update_visit
from pursuit.domain.customers.queries import accounts, visit_report
from pursuit.domain.customers.queries import contacts as people
from pursuit.domain.customers.queries import visits as queries
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.customers.sections import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.rows import RowsForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history

VIEW, EDIT = "customers.visit.view", "customers.visit.edit"
NEW = Create(gettext_lazy("Write down a visit"), "customers:new_visit", EDIT)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("This week"), "f.happened_at=week"),
    Quick(gettext_lazy("Next step due"), "f.next_step_on=overdue"),
)
# What is asked at once, and what only when somebody wants it: this form is filled in on a phone, in a car park.
QUICKLY = ("account", "kind", "happened_at", "theirs", "customer_words", "summary", "temperature")
NEXT = ("next_step", "next_step_on")
MORE = ("title", "purpose", "ours", "place", "minutes", "owner", "unit")
PROMISE = ("whose", "text", "due_on", "user", "contact")
SHOWN = ("account", "kind", "happened_at", "temperature", "place", "minutes", "purpose", "owner")
SAID = ("customer_words", "summary", "next_step", "next_step_on")


@page(VIEW)
def visits(request: Request) -> HttpResponse:
    """The list of visits."""
    here = sections(request.actor, "customers:visits")
    return list_page(request, queries.VISITS, create=NEW, tabs=here, quick=QUICK, bulk=(HAND_OVER,))


@page(VIEW)
def visit_page(request: Request, pk: int) -> HttpResponse:
    """One visit, and beside it the report it becomes."""
    actor = request.actor
    found = queries.visit_page(actor, pk)
    row = found.visit
    context = {
        "visit": row,
        "subject": row.subject,
        "facts": facts(actor, row, SHOWN),
        "said": facts(actor, row, SAID),
        "custom": custom_facts(actor, row.subject),
        "ours": found.ours,
        "theirs": found.theirs,
        "unseen": found.unseen,
        "commitments": found.commitments,
        "report": visit_report.visit_report(actor, pk),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "may_write": actor.may(EDIT),
        "sees_account": accounts.accounts(actor).filter(pk=row.account_id).exists(),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "visit", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "customers/visit.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_visit(request: Request) -> HttpResponse:
    """A visit with the promises made there, in one go."""
    form = RowsForm(
        record_visit,
        request.actor,
        keyword="commitments",
        line=add_commitment,
        line_names=PROMISE,
        line_links={"contact": "account"},
        line_start={"whose": "ours"},
        names=(*QUICKLY, *NEXT, *MORE),
        stored=_start(request),
        with_fields={"theirs": "account"},
        unless_blank=("title",),
    )
    by_name = {field.name: field for field in form.fields}
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Save"),
        done=lambda row: reverse("customers:visit", args=[row.pk]),
        said=_("The visit was saved. Its report is ready to be sent."),
        cancel=reverse("customers:visits"),
        template="customers/visit_form.html",
        context={
            "quickly": [by_name[name] for name in QUICKLY],
            "next": [by_name[name] for name in NEXT],
            "more": [by_name[name] for name in MORE],
        },
    )


def _start(request: Request) -> dict[str, object]:
    """What is known before anybody types: now, oneself, and where one came from."""
    start: dict[str, object] = {"kind": "visit", "happened_at": clock.now(), "ours": [request.actor.user_id]}
    start["owner"] = request.actor.user_id
    account, contact = request.GET.get("account", ""), request.GET.get("contact", "")
    if account.isdecimal():
        start["account"] = accounts.account(request.actor, int(account)).pk
    if contact.isdecimal():
        start["theirs"] = [people.contact(request.actor, int(contact)).pk]
    return start


@page(EDIT, methods=("GET", "POST"))
def edit_visit(request: Request, pk: int) -> HttpResponse:
    """All fields of a visit in one form."""
    row = queries.visit(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    names = ("title", *SHOWN, *SAID, "unit")
    form = ActionForm(
        update_visit,
        request.actor,
        names=names,
        fixed={"visit": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    return _change(request, pk, form, row.title)


@page(EDIT, methods=("GET", "POST"))
def participants(request: Request, pk: int) -> HttpResponse:
    """Who was there."""
    found = queries.visit_page(request.actor, pk)
    access.require(request.actor, EDIT, found.visit.subject)
    now = {"theirs": [one.contact_id for one in found.theirs], "ours": [one.user_id for one in found.ours]}
    form = ActionForm(
        update_visit,
        request.actor,
        names=("theirs", "ours"),
        fixed={"visit": pk},
        stored=now,
        version=found.visit.subject.version,
        with_fields={"theirs": "account"},
    )
    form.hidden = [("account", found.visit.account_id)]
    return _change(request, pk, form, _("Participants"))


def _change(request: Request, pk: int, form: ActionForm, title: str) -> HttpResponse:
    url = reverse("customers:visit", args=[pk])
    return form_page(
        request,
        form,
        title=title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"visit-{pk}-{len(form.fields)}",
    )


@page(VIEW)
def report(request: Request, pk: int) -> HttpResponse:
    """The report: a fragment beside the form, or a page to print."""
    context = {"report": visit_report.visit_report(request.actor, pk), "visit": queries.visit(request.actor, pk)}
    return render(request, "customers/report.html" if request.htmx else "customers/report_page.html", context)


@page(VIEW)
def report_docx(request: Request, pk: int) -> FileResponse:
    """The report as a Word file."""
    name = visit_report.visit_report(request.actor, pk).file_name
    body = io.BytesIO(visit_report.visit_report_docx(request.actor, pk))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return FileResponse(body, as_attachment=True, filename=name, content_type=kind)


@page(EDIT, methods=("POST",))
def visit_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a visit; the toast offers to bring it back."""
    row = delete_visit.run(request.actor, {"visit": pk})
    return see_other(request, reverse("customers:visits"), undoable(_("“%s” was deleted.") % row.title, row.subject))
