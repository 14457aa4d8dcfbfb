"""Reading a JSON body: an object of sane values, or a problem. What no database column could hold stops here."""

import hashlib
import json
from collections.abc import Mapping

from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.problems import Problem
from pursuit.interfaces.rest.shapes import Json

ACCEPTED = ("application/json", "application/merge-patch+json")
LARGEST = 2**63 - 1
DEEPEST = 20


def read(request: HttpRequest) -> Json:
    """The body as an object; an empty body is an empty object."""
    try:
        raw = request.body
    except UnreadablePostError as error:
        raise Problem(400, "bad_request", _("The request body ended early.")) from error
    if not raw:
        return {}
    if (request.content_type or "").lower() not in ACCEPTED:
        raise Problem(415, "unsupported_media", _("Send JSON: Content-Type: application/json."))
    try:
        data = json.loads(raw.decode("utf-8"), parse_constant=_not_a_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "bad_json", _("The body is not well-formed JSON.")) from error
    if not isinstance(data, dict):
        raise Problem(400, "bad_json", _("The body must be a JSON object."))
    _check(data, 0)
    return data


def digest(request: HttpRequest, files: Mapping[str, str] | None = None) -> str:
    """What an Idempotency-Key is bound to: the body, or for uploads the digests of its parts."""
    raw = json.dumps(files, sort_keys=True).encode() if files is not None else request.body
    return hashlib.sha256(raw).hexdigest()


def _once(pairs: list[tuple[str, object]]) -> Json:
    """A name that stands twice would be read differently by different programs."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _not_a_number(text: str) -> object:
    raise ValueError(text)


def _check(value: object, depth: int) -> None:
    """No NUL and no half surrogates in texts, whole numbers within 64 bits, no bottomless nesting."""
    if depth > DEEPEST:
        raise Problem(400, "bad_json", _("The body is nested too deeply."))
    match value:
        case str():
            if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
                raise Problem(400, "bad_text", _("A text contains characters that are not allowed."))
        case int() if abs(value) > LARGEST:
            raise Problem(422, "out_of_range", _("A value is out of range."))
        case float() if abs(value) > LARGEST:
            raise Problem(422, "out_of_range", _("A value is out of range."))
        case dict():
            for name, inner in value.items():
                _check(name, depth)
                _check(inner, depth + 1)
        case list():
            for inner in value:
                _check(inner, depth + 1)
