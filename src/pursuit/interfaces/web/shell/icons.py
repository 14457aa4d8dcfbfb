"""Tabler's outline icons, drawn into the page: no request, no font, the colour of the text."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_BACKDROP = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
_OPEN = (
    '<svg class="{classes}" width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
)


@cache
def icon(name: str, extra: str = "") -> SafeString:
    """The icon as inline SVG; an unknown name is a programming error."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"icon name {name!r}")
    path = Path(settings.NODE_MODULES) / "@tabler/icons/icons/outline" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"no icon named {name!r} in @tabler/icons")
    body = _BODY.search(path.read_text(encoding="utf-8"))
    if body is None:
        raise ValueError(f"icon {name!r} is not an SVG")
    inner = " ".join(_BACKDROP.sub("", body[1]).split())
    classes = f"icon {extra}".strip()
    if not re.fullmatch(r"[a-z0-9 _-]+", classes):
        raise ValueError(f"icon classes {extra!r}")
    return mark_safe(_OPEN.format(classes=classes) + inner + "</svg>")  # noqa: S308  shipped files and checked names only
