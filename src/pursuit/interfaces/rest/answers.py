"""Answers: JSON with its ETag, and the replay of an answer given before under the same Idempotency-Key."""

import json
import re
from collections.abc import Callable, Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest import body
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.etags import etag
from pursuit.interfaces.rest.problems import Problem
from pursuit.interfaces.rest.represent import Shown
from pursuit.kernel import replies
from pursuit.kernel.replies import Reply

ROOT = "/api/v1"
_KEY = re.compile(r'^(?:"([\x21\x23-\x7e]{1,120})"|([\x21\x23-\x7e]{1,120}))$')


def text_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A JSON answer."""
    made = HttpResponse(text_of(value), status=status, content_type="application/json")
    for name, text in (headers or {}).items():
        made.headers[name] = text
    return made


def shown(found: Shown | None, status: int = 200, location: str = "") -> HttpResponse:
    """A representation with its ETag; nothing to show is 204."""
    if found is None:
        return HttpResponse(status=204)
    headers = {"ETag": etag(found.id, found.version)} if found.version is not None else {}
    if location:
        headers["Location"] = location
    return answer(found.body, status, headers)


def once(
    request: HttpRequest, produce: Callable[[], HttpResponse], parts: Mapping[str, str] | None = None
) -> HttpResponse:
    """Run a POST; with an Idempotency-Key it has one effect however often it is sent within a day."""
    given = request.headers.get("Idempotency-Key", "")
    if not given:
        return produce()
    key = _KEY.match(given.strip())
    if key is None:
        raise Problem(400, "bad_key", _("An Idempotency-Key has 1 to 120 visible ASCII characters."))
    route = f"{request.method} {request.path.removeprefix(ROOT)}"[:120]
    reply = replies.once(
        actor_of(request), key[1] or key[2], route, body.digest(request, parts), lambda: _packed(produce())
    )
    kept = json.loads(reply.body)
    made = HttpResponse(kept["body"], status=reply.status, content_type=kept["type"])
    for name, text in kept["headers"].items():
        made.headers[name] = text
    if reply.again:
        made.headers["Idempotent-Replayed"] = "true"
    return made


def _packed(made: HttpResponse) -> Reply:
    headers = {name: made.headers[name] for name in ("ETag", "Location") if name in made.headers}
    kept = {"type": made.headers.get("Content-Type", ""), "headers": headers, "body": made.content.decode()}
    return Reply(made.status_code, json.dumps(kept, ensure_ascii=False))
