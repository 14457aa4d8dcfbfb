"""Parts that later rooms add to a record's page (kernel.extensions.Panel)."""

from dataclasses import dataclass

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString

from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import extensions
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject


@dataclass(frozen=True, slots=True)
class Part:
    """A drawn panel."""

    code: str
    label: Text
    html: SafeString


def panels(request: Request, page: str, subject: Subject) -> list[Part]:
    """The panels this reader sees on a page, drawn; each template is a card of its own."""
    found = []
    for panel in extensions.panels(page):
        if panel.right and not request.actor.may(panel.right):
            continue
        try:
            template = get_template(panel.template)
        except TemplateDoesNotExist:
            continue  # a room whose pages are not there yet
        data = panel.context(request.actor, subject)
        if data is not None:
            html = SafeString(template.render({"subject": subject, "panel": panel, **data}, request))
            found.append(Part(panel.code, panel.label, html))
    return found
