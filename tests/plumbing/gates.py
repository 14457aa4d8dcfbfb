"""Decision points in tests: most rooms look at moves as such, in a company that asks for no evidence."""

from pursuit.domain.gates.models import ChecklistItem
from pursuit.kernel import revision, settings_store
from pursuit.kernel.models import Setting

FREE = {"gates.review_grades": "", "gates.scorecard_points": "", "gates.least_score": 0}


def open_points() -> None:
    """As a company that has retired every claim and needs neither reviews nor scorecards."""
    ChecklistItem.objects.update(active=False)
    for code, value in FREE.items():
        settings_store.put(code, value)


def shipped_points() -> None:
    """As shipped."""
    ChecklistItem.objects.update(active=True)
    Setting.objects.filter(code__in=FREE).delete()
    revision.bump("settings")
