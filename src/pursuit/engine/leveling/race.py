"""What the threads of an anytime search know together: the best length so far, the best bound, when to end."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pursuit.engine.leveling.exact import Halt

S = TypeVar("S")  # the kind of solution
INSTANT = 0.1  # seconds for the first answer
CHUNK = 0.02  # seconds between two looks at the clock


@dataclass(slots=True, kw_only=True)
class Race(Generic[S]):
    """makespan, bound: periods; progress: called with every better answer, True ends the search. A subclass keeps the
    schedule and takes better ones under the lock."""

    makespan: int
    progress: Callable[[S], bool | None] | None
    bound: int = 0
    began: float = field(default_factory=time.perf_counter)
    stopped: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    halt: Halt = field(default_factory=Halt)

    def solution(self) -> S:
        """The best so far."""
        raise NotImplementedError

    @property
    def over(self) -> bool:
        return self.stopped or self.bound >= self.makespan

    def passed(self) -> float:
        """Seconds."""
        return time.perf_counter() - self.began

    def bounded(self, bound: int) -> None:
        """A bound has been found."""
        with self.lock:
            if bound > self.bound:
                self.bound = bound
                self.better()

    def better(self) -> None:
        """Something is better: say so, and end what cannot get better any more. Under the lock."""
        if self.progress and self.progress(self.solution()):
            self.stopped = True
        if self.over:
            self.halt.stop()

    def stop(self) -> None:
        self.stopped = True
        self.halt.stop()

    def both(self, here: Callable[[], None], there: Callable[[], None]) -> None:
        """Two searches at once, the second in a thread of its own; where the first breaks, both end."""
        other = threading.Thread(target=there, daemon=True)
        other.start()
        try:
            here()
        except BaseException:
            self.stop()
            raise
        finally:
            other.join()
