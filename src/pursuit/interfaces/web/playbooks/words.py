"""How templates are told: what hangs on what, how long, who."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.methods.queries.methods import stage_names
from pursuit.domain.plans.rules import lengths
from pursuit.domain.playbooks.rules.kinds import ANCHORS
from pursuit.domain.playbooks.rules.layout import Spec, Tie
from pursuit.kernel.errors import Text

MEASURE = lengths.Measure()
LINKS = ("FS", "SS", "FF", "SF")
DEEPEST = 6
WAYS: tuple[tuple[str, Text], ...] = (("after", gettext_lazy("days after")), ("before", gettext_lazy("days before")))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a template as people read it."""

    spec: Spec
    number: int
    level: int
    summary: bool
    length: str
    hangs: str
    waits: str


def lines(specs: list[Spec], ties: list[Tie]) -> list[Line]:
    """In their order; numbers are what rows wait for each other by."""
    numbers = {one.key: number for number, one in enumerate(specs, 1)}
    sums = {one.parent for one in specs}
    levels: dict[str, int] = {}
    found = []
    for one in specs:
        levels[one.key] = levels[one.parent] + 1 if one.parent in levels else 0
        summary = one.key in sums
        length = "" if summary or one.milestone else lengths.shown(one.duration, MEASURE, elapsed=one.elapsed)
        level = min(levels[one.key], DEEPEST)
        found.append(Line(one, numbers[one.key], level, summary, length, hangs(one), waits(one.key, ties, numbers)))
    return found


def hangs(spec: Spec) -> str:
    """3 working days before the opening."""
    if spec.tender:
        return str(ANCHORS[spec.tender])
    if not spec.anchor:
        return ""
    anchor = ANCHORS[spec.anchor]
    if not spec.offset:
        return (_("up to: %s") if spec.before else _("from: %s")) % anchor
    days = (_("%s calendar days") if spec.calendar_days else _("%s working days")) % spec.offset
    told = _("%(days)s before: %(anchor)s") if spec.before else _("%(days)s after: %(anchor)s")
    return told % {"days": days, "anchor": anchor}


def waits(key: str, ties: list[Tie], numbers: dict[str, int]) -> str:
    """3, 5SS+2d: as plan programs write it."""
    return ", ".join(_wait(tie, numbers[tie.before]) for tie in ties if tie.after == key and tie.before in numbers)


def _wait(tie: Tie, number: int) -> str:
    kind = LINKS[tie.kind] if tie.kind or tie.lag else ""
    if not tie.lag:
        return f"{number}{kind}"
    if tie.unit >= 2:  # a share of the predecessor, in hundredths of a percent
        return f"{number}{kind}{tie.lag / 100:+g}{'e' if tie.unit == 3 else ''}%"
    sign = "+" if tie.lag > 0 else "-"
    return f"{number}{kind}{sign}{lengths.shown(abs(tie.lag), MEASURE, elapsed=tie.unit == 1)}"


def stages() -> dict[str, str]:
    """Names of stages by code, in the order of the methods."""
    return dict(stage_names())
