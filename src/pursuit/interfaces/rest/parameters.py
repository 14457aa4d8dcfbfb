"""Query parameters of the few operations that are no lists."""

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number, or None when it is not given."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise Refused("bad_number", _("This must be a whole number."), name)
    return int(text)


def allow(request: HttpRequest, *names: str) -> None:
    """Refuse parameters nobody reads: a misspelt filter must not look like an empty answer."""
    for key in request.GET:
        if key not in names:
            raise Refused("unknown_parameter", _("There is no such parameter: %s.") % key[:60], key[:60])


def choice(request: HttpRequest, name: str, known: Collection[str]) -> str:
    """One of the listed values, or "" when it is not given."""
    text = request.GET.get(name, "")
    if text and text not in known:
        raise Refused("unknown_value", _("Choose one of the listed values."), name)
    return text
