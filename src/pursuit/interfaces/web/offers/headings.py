"""The sections of a quote: added, renamed, moved, taken away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions import sections
from pursuit.domain.offers.models import QuoteSection
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.offers.lines import EDIT, ask, editable, quote_url
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE


@page(EDIT, methods=("GET", "POST"))
def new_section(request: Request, pk: int) -> HttpResponse:
    """A heading."""
    row = editable(request, pk)
    form = ActionForm(sections.add_section, request.actor, names=("title",), fixed={"quote": pk})
    return ask(request, row, form, _("New section"), _("Add"), _("The section was added."))


@page(EDIT, methods=("GET", "POST"))
def section(request: Request, pk: int, section: int) -> HttpResponse:
    """Another heading."""
    row = editable(request, pk)
    found = _section(request, pk, section)
    form = ActionForm(
        sections.rename_section,
        request.actor,
        names=("title",),
        fixed={"section": section},
        stored={"title": found.title},
    )
    return ask(request, row, form, _("Rename the section"), _("Save"), _("Saved."))


@page(EDIT, methods=("POST",))
def section_move(request: Request, pk: int, section: int) -> HttpResponse:
    """Up or down, with its lines."""
    editable(request, pk)
    _section(request, pk, section)
    sections.move_section.run(request.actor, {"section": section, "way": request.POST.get("way", "")})
    return see_other(request, f"{quote_url(pk)}#section-{section}")


@page(EDIT, methods=("POST",))
def section_removal(request: Request, pk: int, section: int) -> HttpResponse:
    """Take the heading away; its lines stay."""
    editable(request, pk)
    _section(request, pk, section)
    row = sections.remove_section.run(request.actor, {"section": section})
    text = _("The section was taken away; its lines stay.")
    return see_other(request, f"{quote_url(pk)}#lines", undoable(text, row.subject))


def _section(request: Request, pk: int, section: int) -> QuoteSection:
    found = QuoteSection.objects.visible_to(request.actor).filter(quote=pk, pk=section).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found
