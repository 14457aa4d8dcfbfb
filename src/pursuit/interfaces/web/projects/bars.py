"""The projects of a month as bars, drawn in Python: a year has sixty of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project, Status
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.addresses import address

BAR = (
    '<li><a href="{page}">\n'
    '  <span class="year-line"><span class="year-name">{title}</span><span class="year-amount">{money}</span></span>\n'
    '  <svg class="year-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="rail" width="100" height="4"/><rect class="{tone}" width="{length}" height="4"/></svg>\n'
    '  <span class="year-line muted"><span class="year-account">{account}</span>'
    '<span class="{late}">{day}</span><span>{stage}</span></span>\n'
    "</a></li>"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One project: how long its bar is (of a hundred), and whether its day has passed."""

    row: Project
    length: int
    late: bool


def bars_html(bars: Iterable[Bar], unit: str) -> SafeString:
    """The inside of a month's list."""
    return format_html_join("\n", "{}", ((_bar(one, unit),) for one in bars))


def _bar(one: Bar, unit: str) -> SafeString:
    row = one.row
    won = row.status in (Status.WON, Status.CLOSED)
    return format_html(
        BAR,
        page=address("projects:project", row.pk),
        title=row.title,
        money=formats.money(row.amount, row.amount_currency, unit),
        tone="act" if one.late else "sound" if won else "whole",
        length=one.length,
        account=row.account.title if row.account else "",
        late="late" if one.late or row.slip_count else "",
        day=_day(one),
        stage=f"{row.stage} {row.probability}%" if row.status == Status.ACTIVE else row.get_status_display(),
    )


def _day(one: Bar) -> str:
    """12-08 ×1 overdue."""
    on, slips = one.row.expected_sign_on, one.row.slip_count
    said = [f"{on:%m-%d}" if on else "", f"×{slips}" if slips else "", _("overdue") if one.late else ""]
    return " ".join(part for part in said if part)
