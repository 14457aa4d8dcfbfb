"""Pages go out compressed. Static files are compressed once, when they are collected."""

import gzip
import io
import random
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

LEAST = 1000  # bytes worth the trouble
LEVEL = 2  # a fifth of the time of the usual 6, for a tenth more bytes
KINDS = ("text/html", "application/json")
PADDING = 100


class CompressionMiddleware:
    """gzip for whoever takes it. A random length hides what an attacker could learn from sizes (BREACH), as does
    Django's changing of the CSRF token on every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # An ETag speaks of the bytes as they are, so those go as they are.
        if not isinstance(response, HttpResponse) or {"Content-Encoding", "ETag"} & {*response.headers}:
            return response
        if len(response.content) < LEAST or not response.headers.get("Content-Type", "").startswith(KINDS):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = _packed(response.content)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _packed(content: bytes) -> bytes:
    buffer = io.BytesIO()
    name = "a" * random.randint(1, PADDING)  # noqa: S311  no secret, only noise
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()
