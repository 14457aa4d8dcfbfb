"""What changed about a project between a picture and now, the gravest first."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class State:
    """A project at a moment, as far as changes are concerned. `stage`: its position."""

    stage: int
    stage_code: str
    status: str
    amount_base: int | None
    expected_sign_on: date | None
    probability: int
    owner: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. before and after are plain values for the page to format."""

    code: str
    weight: int
    before: object
    after: object

    @property
    def label(self) -> str:
        return str(LABELS[self.code])


LABELS: dict[str, str | Promise] = {
    "decided": _("Decided"),
    "stage_back": _("Went back a stage"),
    "date_later": _("Sign date moved later"),
    "amount_down": _("Amount went down"),
    "new": _("Newly begun"),
    "stage_on": _("Went on a stage"),
    "date_earlier": _("Sign date moved earlier"),
    "date_set": _("Sign date set"),
    "date_gone": _("Sign date removed"),
    "amount_up": _("Amount went up"),
    "owner": _("Another owner"),
}


def changes(before: State | None, now: State) -> list[Change]:
    """Everything that differs; without a picture before, the project is new."""
    if before is None:
        return [Change("new", 50, None, now.amount_base)]
    found = []
    if before.status != now.status:
        found.append(Change("decided", 100, before.status, now.status))
    if before.stage_code != now.stage_code:
        back = now.stage < before.stage
        found.append(
            Change("stage_back" if back else "stage_on", 80 if back else 60, before.stage_code, now.stage_code)
        )
    found += _date(before.expected_sign_on, now.expected_sign_on)
    old, new = before.amount_base or 0, now.amount_base or 0
    if old != new:
        found.append(Change("amount_down" if new < old else "amount_up", 75 if new < old else 45, old, new))
    if before.owner != now.owner:
        found.append(Change("owner", 30, before.owner, now.owner))
    return sorted(found, key=lambda change: -change.weight)


def _date(before: date | None, now: date | None) -> list[Change]:
    if before == now:
        return []
    if before is None:
        return [Change("date_set", 40, before, now)]
    if now is None:
        return [Change("date_gone", 70, before, now)]
    later = now > before
    return [Change("date_later" if later else "date_earlier", 78 if later else 55, before, now)]
