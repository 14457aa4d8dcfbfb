"""How often one caller may call: a token bucket per caller in each web process (n processes: n times the limit)."""

import math
import os
import threading
import time
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.problems import Problem

WINDOW = 60
MOST_CALLERS = 10_000


@dataclass(slots=True)
class Bucket:
    """What one caller has left, and when that was worked out."""

    left: float
    at: float


_buckets: dict[str, Bucket] = {}
_lock = threading.Lock()


def quota() -> int:
    """Calls per minute; PURSUIT_API_RATE changes it."""
    return max(1, int(os.environ.get("PURSUIT_API_RATE") or 600))


def take(request: HttpRequest, caller: str) -> None:
    """Count one call, or refuse it with 429."""
    most = quota()
    now = time.monotonic()
    with _lock:
        if len(_buckets) > MOST_CALLERS:
            _forget(now)
        bucket = _buckets.setdefault(caller, Bucket(float(most), now))
        bucket.left = min(float(most), bucket.left + (now - bucket.at) * most / WINDOW)
        bucket.at = now
        allowed = bucket.left >= 1
        if allowed:
            bucket.left -= 1
        left = bucket.left
    reset = math.ceil((most - left) * WINDOW / most)
    request._limit = {  # type: ignore[attr-defined]
        "RateLimit-Policy": f'"default";q={most};w={WINDOW}',
        "RateLimit": f'"default";r={int(left)};t={reset}',
    }
    if not allowed:
        wait = math.ceil((1 - left) * WINDOW / most)
        raise Problem(429, "too_many", _("Too many requests: wait a moment."), {"Retry-After": str(max(1, wait))})


def note(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the caller what is left."""
    for name, value in getattr(request, "_limit", {}).items():
        response.headers[name] = value


def reset() -> None:
    """Everybody starts anew (tests)."""
    with _lock:
        _buckets.clear()


def _forget(now: float) -> None:
    """Drop callers who have been quiet for a whole window: their bucket is full anyway."""
    for caller in [caller for caller, bucket in _buckets.items() if now - bucket.at > WINDOW]:
        del _buckets[caller]
