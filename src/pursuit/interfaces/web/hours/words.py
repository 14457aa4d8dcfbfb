"""What happened to time, in words; states as chips; days of a week."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {
    "time.approved": gettext_lazy("approved a week of time"),
    "time.changed": gettext_lazy("changed time"),
    "time.draft": gettext_lazy("took a week of time back"),
    "time.logged": gettext_lazy("entered time"),
    "time.removed": gettext_lazy("took time off"),
    "time.returned": gettext_lazy("returned a week of time"),
    "time.submitted": gettext_lazy("handed a week of time in"),
}
TONES = {"draft": "unknown", "submitted": "watch", "approved": "sound", "returned": "act"}


def weekday(day: date) -> str:
    """Monday to Sunday, short."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]
