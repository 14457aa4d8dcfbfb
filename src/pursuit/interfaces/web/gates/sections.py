"""The parts of the charter tab."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.lists.views import Tab


def sections(pk: int, current: str) -> list[Tab]:
    """立项申请, 决策点, 评分."""
    found = (
        ("charter", _("Charter application"), reverse("gates:charter", args=[pk])),
        ("points", _("Decision points"), reverse("gates:points", args=[pk])),
        ("grade", _("Grade"), reverse("gates:scorecard", args=[pk, "grade"])),
        ("bid", _("Bid or no bid"), reverse("gates:scorecard", args=[pk, "bid"])),
    )
    return [Tab(label, url, code == current) for code, label, url in found]
