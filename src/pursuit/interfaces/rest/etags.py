"""Versions on the wire: a strong ETag `"<id>-<version>"`, If-Match to change, If-None-Match to ask again."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.problems import Problem

_TAG = re.compile(r'^"(\d{1,18})-(\d{1,9})"$')
ANY = "*"


def etag(pk: int, version: int) -> str:
    return f'"{pk}-{version}"'


def unchanged(request: HttpRequest, tag: str) -> bool:
    """Has the caller this version already?"""
    asked = request.headers.get("If-None-Match", "")
    return any(part.strip().removeprefix("W/") in (tag, ANY) for part in asked.split(",") if part.strip())


def required_version(request: HttpRequest, pk: int) -> int | None:
    """The version the caller changes from; None for `*`, which accepts any. Missing is refused."""
    asked = request.headers.get("If-Match", "").strip()
    if not asked:
        raise Problem(428, "if_match_required", _("Send the ETag you read in If-Match, or If-Match: *."))
    if asked == ANY:
        return None
    found = _TAG.match(asked)
    if found is None or int(found[1]) != pk:
        raise Problem(412, "stale", _("If-Match must be the ETag of this record."))
    return int(found[2])
