"""The rows of lists: {% load lists %}."""

from django import template
from django.utils.safestring import SafeString

from pursuit.interfaces.web.lists.grouping import sections_html
from pursuit.interfaces.web.lists.rows import Look, cell_html, rows_html
from pursuit.kernel.listing import Cell

register = template.Library()


@register.simple_tag(takes_context=True)
def list_rows(context: template.Context) -> SafeString:
    """{% list_rows %}: the rows of the page of a list."""
    look = Look(
        context["listing"],
        context["query"].columns,
        context.get("cards") or (),
        bool(context.get("bulk")),
        context.get("money_unit") or "",
    )
    if context["query"].group:
        return sections_html(look, context["page"].shown, context["request"].GET, context["query"])
    return rows_html(look, context["page"].rows)


@register.simple_tag(takes_context=True)
def list_cell(context: template.Context, cell: Cell) -> SafeString:
    """{% list_cell cell %}: one cell of a list that draws its own rows."""
    look = Look(context["listing"], (cell.column,), context.get("cards") or (), False, context.get("money_unit") or "")
    return cell_html(look, cell)
