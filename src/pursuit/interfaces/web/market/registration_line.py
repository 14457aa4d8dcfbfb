"""What a registration wants next."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.market.models import Registration
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.interfaces.web.shell import formats
from pursuit.kernel import clock

SOON = 14


def head_line(row: Registration, *, rivals: int, may_rule: bool) -> HeadLine | None:
    """One sentence by the state of the claim. rivals: claims like it that still stand."""
    match row.state:
        case "conflict" | "pending" if row.state == "conflict" or rivals:
            return HeadLine("act", "swords", _("Somebody else has claimed this project: a ruling is needed."))
        case "pending":
            return HeadLine("watch", "hourglass", _("This registration waits to be accepted."))
        case "accepted":
            return _protected(row, may_rule)
        case "expired":
            url = reverse("market:extension", args=[row.pk]) if may_rule else ""
            return HeadLine("watch", "clock-off", _("The protection is over."), _("Extend"), url, "sheet")
    return None


def _protected(row: Registration, may_rule: bool) -> HeadLine | None:
    if row.protected_until is None:
        return None
    days = (row.protected_until - clock.today()).days
    text = _("Protected until %(day)s, %(days)s days more.") % {"day": formats.day(row.protected_until), "days": days}
    if days > SOON:
        return HeadLine("sound", "shield-check", text)
    url = reverse("market:extension", args=[row.pk]) if may_rule else ""
    return HeadLine("watch", "shield-half", text, _("Extend"), url, "sheet")
