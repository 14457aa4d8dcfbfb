"""How often one caller may call: a token bucket per caller in each web process (n processes: n times the limit)."""

import math
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

WINDOW = 60
MOST_CALLERS = 10_000


@dataclass(slots=True)
class _Bucket:
    """What one caller has left, and when that was worked out."""

    left: float
    at: float


class Left(NamedTuple):
    """May the call be made; how many more may follow; seconds until all may again, and until the next one."""

    allowed: bool
    calls: int
    reset: int
    wait: int


class Door:
    """The callers of one door."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def take(self, caller: str, most: int) -> Left:
        """Count one call of at most so many a minute."""
        now = time.monotonic()
        with self._lock:
            if len(self._buckets) > MOST_CALLERS:
                self._forget(now)
            bucket = self._buckets.setdefault(caller, _Bucket(float(most), now))
            bucket.left = min(float(most), bucket.left + (now - bucket.at) * most / WINDOW)
            bucket.at = now
            allowed = bucket.left >= 1
            if allowed:
                bucket.left -= 1
            left = bucket.left
        wait = 0 if allowed else max(1, math.ceil((1 - left) * WINDOW / most))
        return Left(allowed, int(left), math.ceil((most - left) * WINDOW / most), wait)

    def reset(self) -> None:
        """Everybody starts anew (tests)."""
        with self._lock:
            self._buckets.clear()

    def _forget(self, now: float) -> None:
        """Drop callers who have been quiet for a whole window: their bucket is full anyway."""
        for caller in [caller for caller, bucket in self._buckets.items() if now - bucket.at > WINDOW]:
            del self._buckets[caller]


_doors: defaultdict[str, Door] = defaultdict(Door)


def door(name: str) -> Door:
    """The callers of a door by its name."""
    return _doors[name]
