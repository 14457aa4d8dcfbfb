"""What happened to products and price books, in people's words; the room's lists as tabs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {"price_book.priced": _("changed a price")}


def sections(current: str) -> list[Tab]:
    """Products and price books; whoever sees one sees the other."""
    return [
        Tab(label, reverse(url), url == current)
        for label, url in ((_("Products"), "catalogue:list"), (_("Price books"), "catalogue:price_books"))
    ]
