"""How long a paper still holds."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.kernel.errors import Text

SOON = 90  # days before a paper runs out in which it belongs in front of somebody
LASTING, VALID, ENDING, EXPIRED = "lasting", "valid", "ending", "expired"
STATES: dict[str, Text] = {
    LASTING: _("Valid for good"),
    VALID: pgettext_lazy("credential", "Valid"),
    ENDING: _("Running out"),
    EXPIRED: _("Expired"),
}
TONES = {LASTING: "sound", VALID: "sound", ENDING: "watch", EXPIRED: "act"}


def standing(expires_on: date | None, day: date) -> str:
    """On that day; a paper holds on its last day."""
    if expires_on is None:
        return LASTING
    left = (expires_on - day).days
    return EXPIRED if left < 0 else ENDING if left <= SOON else VALID
