"""Instants as people read them."""

from django.utils.translation import gettext as _

from pursuit.engine.calendar import week


def moment(at: int | None) -> str:
    """2026-11-22 14:30; a finish at midnight is told as the end of the day before."""
    if at is None:
        return "—"
    if at % week.DAY == 0:
        return _("end of %s") % f"{week.moment(at - 1):%Y-%m-%d}"
    return f"{week.moment(at):%Y-%m-%d %H:%M}"


def day(at: int | None) -> str:
    return "—" if at is None else f"{week.moment(at):%Y-%m-%d}"


def shift(minutes: int) -> str:
    """+3 d, -4 h: how far something moved by the clock."""
    days, rest = divmod(abs(minutes), week.DAY)
    sign = "-" if minutes < 0 else "+"
    if days:
        return f"{sign}{days} {_('d')}" if rest < week.DAY // 24 else f"{sign}{days + rest / week.DAY:.1f} {_('d')}"
    return f"{sign}{rest / 60:.1f} {_('h')}" if rest else "0"
