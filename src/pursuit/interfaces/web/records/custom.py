"""Custom fields of a record: a side sheet with all of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.records.views import GONE, subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import customfields
from pursuit.kernel.errors import Invalid, Missing
from pursuit.kernel.models import Subject

KINDS = {"text": "text", "number": "number", "date": "date", "choice": "choice", "flag": "bool"}


@page(methods=("GET", "POST"))
def custom(request: Request, pk: int) -> HttpResponse:
    """All custom fields of a record in one form."""
    subject = Subject.objects.visible_to(request.actor, [pk]).first()
    if subject is None:
        raise Missing("not_found", GONE)
    shown = _fields(subject)
    status = 200
    if request.method == "POST":
        sent = {one.name: request.POST.get(one.name, "") for one in shown}
        try:
            customfields.set_custom_values.run(request.actor, {"subject": pk, "values": sent})
        except Invalid as no:
            for one in shown:
                one.value = sent[one.name]
                one.error = str(no.faults[one.name][1]) if one.name in no.faults else ""
            status = 422
        else:
            return see_other(request, subject_url(subject), Toast(_("Saved.")))
    form = {"fields": shown, "has_errors": status == 422, "message": "", "version": ""}
    context = {
        "form": form,
        "title": _("Custom fields"),
        "button": _("Save"),
        "here": request.path,
        "draft": f"custom-{pk}",
    }
    template = "forms/sheet.html" if request.htmx else "forms/page.html"
    return render(request, template, context, status=status)


def _fields(subject: Subject) -> list[FormField]:
    values = customfields.read(subject)
    return [
        FormField(
            name=one.code,
            label=one.label,
            kind=KINDS[one.kind],
            value=values.get(one.code),
            choices=[(choice, choice) for choice in one.choices],
            required=one.required,
        )
        for one in customfields.of(subject.type)
    ]
