"""Addresses of templates and tenders."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.playbooks import applying, editor, rules, templates, tender
from pursuit.interfaces.web.records import history

history.VERBS.update(
    {
        "playbooks.template.applied": _("put a template into the plan"),
        "playbooks.tender.set": _("changed the facts of the tender"),
        "playbooks.tender_date.moved": _("set a date of the tender"),
        "playbooks.tender_date.removed": _("took a date of the tender away"),
        "playbooks.dues.added": _("added days that follow from the tender to the plan"),
    }
)
app_name = "playbooks"
urlpatterns = [
    path("playbooks/templates", templates.template_list, name="templates"),
    path("playbooks/templates/new", templates.new_template, name="new"),
    path("playbooks/templates/<int:pk>", templates.template_page, name="template"),
    path("playbooks/templates/<int:pk>/edit", editor.editor, name="edit"),
    path("playbooks/templates/<int:pk>/copy", templates.copy, name="copy"),
    path("playbooks/templates/<int:pk>/retirement", templates.retirement, name="retirement"),
    path("playbooks/rules", rules.rules, name="rules"),
    path("projects/<int:pk>/plan/templates", applying.choose, name="choose"),
    path("projects/<int:pk>/plan/templates/application", applying.application, name="application"),
    path("projects/<int:pk>/plan/saved-template", applying.save, name="save"),
    path("projects/<int:pk>/plan/proposal", applying.proposal, name="proposal"),
    path("projects/<int:pk>/tender", tender.tender, name="tender"),
    path("projects/<int:pk>/tender/facts", tender.facts, name="tender-facts"),
    path("projects/<int:pk>/tender/dates", tender.dates, name="tender-dates"),
    path("projects/<int:pk>/tender/dues", tender.dues, name="tender-dues"),
    path("projects/<int:pk>/tender/dates/<int:date>/row", tender.row, name="tender-row"),
    path("projects/<int:pk>/tender/dates/<int:date>/removal", tender.removal, name="tender-removal"),
]
