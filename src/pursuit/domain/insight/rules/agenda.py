"""In which order a review goes through projects, and what became of promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight.rules.changes import LABELS, Change

SILENT_DAYS = 14
SILENT, QUIET = "silent", "quiet"
REASONS: dict[str, str | Promise] = LABELS | {SILENT: _("Silent"), QUIET: _("Nothing new")}
STATES: dict[str, str | Promise] = {
    "kept": _("Kept"),
    "moved": _("Put off"),
    "broken": _("Not kept"),
    "open": _("Not due yet"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be gone through. base: its amount in company currency."""

    project: int
    changes: Sequence[Change]
    silent_days: int
    base: int

    @property
    def reason(self) -> str:
        if self.changes:
            return self.changes[0].code
        return SILENT if self.silent_days >= SILENT_DAYS else QUIET


def ordered(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The gravest change first, of equal ones the larger; then the silent, the longest first; then by money."""
    return sorted(candidates, key=_key)


def _key(one: Candidate) -> tuple[int, int, int, int]:
    weight = one.changes[0].weight if one.changes else 0
    silent = one.silent_days if one.reason == SILENT else 0
    return (-weight, -silent, -one.base, one.project)


def step(promised: date, now_on: date | None, *, same_words: bool, today: date) -> str:
    """What became of a next step that was promised for a day. Other words: it was done, something else comes next."""
    if not same_words:
        return "kept"
    if now_on is not None and now_on > promised:
        return "moved"
    return "broken" if promised < today else "open"


def task(due: date | None, *, done: bool, dropped: bool, today: date) -> str:
    """What became of a task given in the meeting before."""
    if done:
        return "kept"
    if dropped:
        return "moved"
    return "broken" if due is not None and due < today else "open"


def decision(*, kept: bool | None) -> str:
    """What was said of a decision since."""
    return "open" if kept is None else "kept" if kept else "broken"
